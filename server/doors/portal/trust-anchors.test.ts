import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  authorityExtensions,
  Extension,
  leafExtensions,
  makeCertificate,
} from '../../../recovery/steps/presentation/fixtures/index.ts';
import { sandboxExtension } from '../../sandbox-extension.ts';
import { type Asker, openTestPortal, type TestPortal } from './test-portal.ts';

const asker: Asker = 'Recovery Administrator';
const second: Asker = 'Second Administrator';
const path = '/api/admin/trust-anchors';
const rules = {
  name: 'Example ID root',
  mayIssue: [{ format: 'dc+sd-jwt', type: 'urn:example:id' }],
  countries: ['DE'],
};
const authority = async (subject = 'CN=Example ID Root', more: object = {}) =>
  (await makeCertificate({ subject, extensions: authorityExtensions(), ...more })).pem;

let portal: TestPortal;
let certificate: string;
beforeAll(async () => {
  portal = await openTestPortal({ example: false });
  certificate = await authority();
});
afterAll(() => portal.close());
beforeEach(() => portal.signInAgain());

const list = async () => {
  const { body, headers } = await portal.ask('Auditor', 'GET', path);
  return { items: body.items, ifMatch: { 'if-match': String(headers.etag) } };
};
const add = (body: object, as: Asker = asker) => portal.ask(as, 'POST', path, { body });
const approve = async (asked: { body: { approval: { id: string } } }) =>
  (await portal.ask(second, 'POST', `/api/admin/approvals/${asked.body.approval.id}/approve`)).body;
const showApproval = async (asked: { body: { approval: { id: string } } }) =>
  (await portal.ask(second, 'GET', `/api/admin/approvals/${asked.body.approval.id}`)).body;
const withdraw = (asked: { body: { approval: { id: string } } }) =>
  portal.ask(asker, 'POST', `/api/admin/approvals/${asked.body.approval.id}/withdraw`);
const activities = async () =>
  (await portal.installation.audit.readChain('administration')).map(({ activity }) => activity);
/** Adds one with both admins, and tells its id. */
async function believe(subject: string, more: object = {}): Promise<string> {
  const asked = await add({ kind: 'x509', ...rules, ...more, certificate: await authority(subject) });
  const { subject: about, state } = await approve(asked);
  expect(state).toBe('performed');
  return about.id;
}

describe('believing an authority', () => {
  test('what stands in the certificate is shown before anybody believes it', async () => {
    const told = await portal.ask(asker, 'POST', `${path}/inspect`, {
      body: { certificate: `subject=CN = Example\n${certificate}\n` },
    });
    expect([told.status, told.body]).toEqual([
      200,
      {
        subject: 'CN=Example ID Root',
        issuer: 'CN=Example ID Root',
        validFrom: Date.parse('2026-01-01T00:00:00Z'),
        validUntil: Date.parse('2028-01-01T00:00:00Z'),
        fingerprint: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
        sandbox: false,
      },
    ]);
  });

  test('takes two: the second sees subject, fingerprint, validity and what it may issue (D3, T6)', async () => {
    const asked = await add({ kind: 'x509', ...rules, certificate });
    expect(asked.status).toBe(202);
    expect((await list()).items).toEqual([]);
    const { changes } = await showApproval(asked);
    expect(changes).toEqual([
      { field: 'name', before: null, after: 'Example ID root' },
      { field: 'certificateSubject', before: null, after: 'CN=Example ID Root' },
      { field: 'certificateFingerprint', before: null, after: expect.stringMatching(/^([0-9A-F]{2}:){31}/) },
      { field: 'certificateValidUntil', before: null, after: '2028-01-01T00:00:00.000Z' },
      { field: 'mayIssue', before: null, after: 'dc+sd-jwt urn:example:id' },
      { field: 'countries', before: null, after: 'DE' },
    ]);
    expect((await approve(asked)).state).toBe('performed');
    expect((await list()).items).toMatchObject([
      {
        id: expect.stringMatching(/^example-id-root-[0-9a-f]{8}$/),
        kind: 'x509',
        ...rules,
        enabled: true,
        sandbox: false,
        state: 'on',
        certificate: { subject: 'CN=Example ID Root' },
        did: null,
        usedBy: [],
      },
    ]);
    expect(await activities()).toContain('admin.trustAnchorAdded');
  });

  test('the same certificate is not believed twice, also in another spelling', async () => {
    const spelled = certificate.replaceAll('\n', '\r\n');
    const told = await add({ kind: 'x509', ...rules, name: 'Another', certificate: spelled });
    expect([told.status, told.body.fields]).toMatchObject([422, [{ field: 'certificate', code: 'taken' }]]);
  });

  test('a DID is believed by its name', async () => {
    const did = { kind: 'did', name: 'Issuer', mayIssue: 'any', countries: 'any' };
    const wrong = await add({ ...did, did: 'did:example:1' });
    expect([wrong.status, wrong.body.fields[0].field]).toEqual([422, 'did']);
    const asked = await add({ ...did, did: 'did:web:issuer.example' });
    await approve(asked);
    expect((await list()).items.at(-1)).toMatchObject({ did: 'did:web:issuer.example', certificate: null });
    expect((await add({ ...did, did: 'did:web:issuer.example' })).body.fields[0].code).toBe('taken');
  });

  test.each([
    ['no certificate', async () => 'hello', 'unreadable'],
    ['two of them', async () => `${await authority()}\n${await authority()}`, 'several'],
    [
      'a private key beside it',
      async () => `${await authority()}\n-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----`,
      'privateKey',
    ],
    [
      'one that may not sign others',
      async () => (await makeCertificate({ subject: 'CN=Leaf', extensions: leafExtensions() })).pem,
      'notAnAuthority',
    ],
    [
      'one that has expired',
      () =>
        authority('CN=Old', {
          notBefore: new Date('2020-01-01T00:00:00Z'),
          notAfter: new Date('2021-01-01T00:00:00Z'),
        }),
      'expired',
    ],
    [
      'the sandbox’s, outside an example (D2)',
      () =>
        authority('CN=Sandbox', {
          extensions: [
            ...authorityExtensions(),
            new Extension(sandboxExtension, true, new Uint8Array([5, 0])),
          ],
        }),
      'criticalExtension',
    ],
  ])('not %s', async (_name, make, code) => {
    const given = await make();
    for (const told of [
      await portal.ask(asker, 'POST', `${path}/inspect`, { body: { certificate: given } }),
      await add({ kind: 'x509', ...rules, certificate: given }),
    ])
      expect([told.status, told.body.fields]).toMatchObject([422, [{ field: 'certificate', code }]]);
  });

  test.each([
    ['name', { name: '   ' }],
    ['countries', { countries: [] }],
    ['countries.0', { countries: ['XX'] }],
    ['mayIssue', { mayIssue: [] }],
    ['mayIssue.0.format', { mayIssue: [{ format: 'jwt_vc_json', type: 'x' }] }],
  ])('a rule that cannot be is told at its field, before anybody is asked: %s', async (field, wrong) => {
    const told = await add({ kind: 'x509', ...rules, ...wrong, certificate: await authority('CN=Fresh') });
    expect([told.status, told.body.fields.map((each: { field: string }) => each.field)]).toEqual([
      422,
      [field],
    ]);
  });

  test('what expired while it waited is not believed', async () => {
    const soonOver = await authority('CN=Soon', { notAfter: new Date(portal.now() + 24 * 60 * 60_000) });
    const asked = await add({ kind: 'x509', ...rules, certificate: soonOver });
    portal.pass({ minutes: 25 * 60 });
    await portal.signInAgain();
    expect(await approve(asked)).toMatchObject({ state: 'failed', reason: 'invalid' });
  });
});

describe('changing one', () => {
  const change = async (id: string, body: object, ifMatch?: Record<string, string>) =>
    portal.ask(asker, 'PATCH', `${path}/${id}`, { body, headers: ifMatch ?? (await list()).ifMatch });

  test('the second person sees what is different, and only that', async () => {
    const id = await believe('CN=Changed');
    const asked = await change(id, { ...rules, countries: ['DE', 'AT'] });
    expect((await showApproval(asked)).changes).toEqual([
      { field: 'countries', before: 'DE', after: 'DE, AT' },
    ]);
    await approve(asked);
    expect((await list()).items.find((each: { id: string }) => each.id === id).countries).toEqual([
      'DE',
      'AT',
    ]);
  });

  test('changed by somebody else while it waited: closed, nothing overwritten', async () => {
    const id = await believe('CN=Twice');
    const first = await change(id, { ...rules, name: 'First' });
    await portal.installation.approvals.close({
      id: first.body.approval.id,
      state: 'withdrawn',
      by: 'test',
      at: portal.now(),
    });
    const slow = await change(id, { ...rules, name: 'Slow' });
    const { policy } = portal.installation;
    const organisation = (await policy.readOrganisation())!;
    await policy.saveOrganisation({
      policy: {
        ...organisation,
        trustAnchors: organisation.trustAnchors.map((each) =>
          each.id === id ? { ...each, name: 'Quick' } : each,
        ),
      },
      expectedVersion: organisation.version,
      by: 'test',
      now: portal.now(),
    });
    expect(await approve(slow)).toMatchObject({ state: 'failed', reason: 'changedMeanwhile' });
  });

  test('switched off while it waited: the change is made, and it stays off (T24)', async () => {
    const id = await believe('CN=Off');
    const asked = await change(id, { ...rules, name: 'Off and changed' });
    await portal.ask(asker, 'POST', `${path}/${id}/off`);
    await approve(asked);
    expect((await list()).items.find((each: { id: string }) => each.id === id)).toMatchObject({
      name: 'Off and changed',
      enabled: false,
    });
  });

  test('an edit that started from another version is refused', async () => {
    const id = await believe('CN=Version');
    expect((await change(id, rules, { 'if-match': '"1"' })).status).toBe(412);
  });
});

describe('switching', () => {
  test('off by one person at once, also long after the sign-in; on by two (T24)', async () => {
    const id = await believe('CN=Switch');
    const stateOf = async () => (await list()).items.find((each: { id: string }) => each.id === id).state;
    portal.pass({ minutes: 20 });
    const off = await portal.ask(asker, 'POST', `${path}/${id}/off`);
    expect([off.status, await stateOf()]).toEqual([200, 'off']);
    expect((await portal.ask(asker, 'POST', `${path}/${id}/on`)).body.error).toBe('signInAgain');
    await portal.signInAgain();
    const on = await portal.ask(asker, 'POST', `${path}/${id}/on`);
    expect([on.status, await stateOf()]).toEqual([202, 'off']);
    await approve(on);
    expect(await stateOf()).toBe('on');
    expect((await portal.ask(asker, 'POST', `${path}/nobody/off`)).status).toBe(404);
  });

  test('a certificate that ends within 60 days is warned of, and one that has ended', async () => {
    const days = (count: number) => new Date(portal.now() + count * 24 * 60 * 60_000);
    const id = (
      await approve(
        await add({
          kind: 'x509',
          ...rules,
          certificate: await authority('CN=Ends', { notAfter: days(61) }),
        }),
      )
    ).subject.id;
    const stateOf = async () => (await list()).items.find((each: { id: string }) => each.id === id).state;
    expect(await stateOf()).toBe('on');
    portal.pass({ minutes: 2 * 24 * 60 });
    await portal.signInAgain();
    expect(await stateOf()).toBe('expiresSoon');
    portal.pass({ minutes: 60 * 24 * 60 });
    await portal.signInAgain();
    expect(await stateOf()).toBe('expired');
  });
});

describe('while a profile uses it', () => {
  let example: TestPortal;
  beforeAll(async () => {
    example = await openTestPortal();
  });
  afterAll(() => example.close());
  const ask = async (method: 'PATCH' | 'DELETE', body?: object) => {
    const read = await example.ask(asker, 'GET', path);
    const headers = { 'if-match': String(read.headers.etag) };
    return example.ask(asker, method, `${path}/sandbox`, { headers, ...(body !== undefined && { body }) });
  };

  test('it is not removed, and the profiles are named', async () => {
    const told = await ask('DELETE');
    expect([told.status, told.body.reason]).toEqual([409, 'anchorInUse']);
    expect(told.body.message).toContain('Staff, Workshop pilot');
    const listed = await example.ask(asker, 'GET', path);
    expect(listed.body.items[0].usedBy.map(({ name }: { name: string }) => name)).toEqual([
      'Staff',
      'Workshop pilot',
    ]);
  });

  test('it cannot lose what they take from it', async () => {
    const told = await ask('PATCH', {
      name: 'Sandbox',
      mayIssue: [{ format: 'dc+sd-jwt', type: 'another' }],
      countries: 'any',
    });
    expect([told.status, told.body.reason, told.body.fields[0].field]).toEqual([
      409,
      'anchorInUse',
      'mayIssue',
    ]);
  });

  test('free of profiles it goes; in an example one admin is enough', async () => {
    const added = await example.ask(asker, 'POST', path, {
      body: { kind: 'x509', ...rules, certificate: await authority('CN=Free') },
    });
    expect(added.status).toBe(200);
    const { body, headers } = await example.ask(asker, 'GET', path);
    const { id } = body.items.at(-1);
    const removed = await example.ask(asker, 'DELETE', `${path}/${id}`, {
      headers: { 'if-match': String(headers.etag) },
    });
    expect(removed.status).toBe(200);
    expect((await example.ask(asker, 'GET', path)).body.items).toHaveLength(1);
  });
});

test.each([
  ['Auditor', 200],
  ['Help Desk', 403],
  ['Nobody Special', 403],
] as const)('%s changes nothing', async (as, reads) => {
  const id = 'any';
  const body = { kind: 'x509', ...rules, certificate };
  expect((await portal.ask(as, 'GET', path)).status).toBe(reads);
  const told = [
    await portal.ask(as, 'POST', path, { body }),
    await portal.ask(as, 'POST', `${path}/inspect`, { body: { certificate } }),
    await portal.ask(as, 'PATCH', `${path}/${id}`, { body: rules }),
    await portal.ask(as, 'DELETE', `${path}/${id}`),
    await portal.ask(as, 'POST', `${path}/${id}/on`),
    await portal.ask(as, 'POST', `${path}/${id}/off`),
  ];
  expect(told.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403]);
});

test('what waits can be taken back', async () => {
  const asked = await add({ kind: 'x509', ...rules, certificate: await authority('CN=Back') });
  expect((await withdraw(asked)).body.state).toBe('withdrawn');
});
