import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { authorityExtensions, makeCertificate } from '../../../recovery/steps/presentation/fixtures/index.ts';
import { providerHealthJob } from '../../jobs/index.ts';
import { type Asker, openTestPortal, type TestPortal } from './test-portal.ts';

const asker: Asker = 'Recovery Administrator';
const path = '/api/admin/providers';
const entry = {
  name: 'Example ID',
  address: 'https://idv.example/start',
  statusAddress: 'https://idv.example/status',
  countries: ['DE', 'PT'],
  documents: ['passport'],
  credentials: [{ format: 'dc+sd-jwt', type: 'urn:example:id' }],
  assurance: 'substantial',
  chargesPerCheck: false,
  price: '2 EUR a check',
  reports: [
    {
      subject: 'presentationAttack',
      standard: 'ISO/IEC 30107-3 level 2',
      reference: 'Lab 4711',
      issuedOn: '2026-02-01',
      validUntil: '2030-01-31',
    },
  ],
  acceptedWithoutReport: null,
  contact: { name: 'Support', email: 'help@idv.example', phone: '' },
};

/** A provider that answers as it is told, on this machine. */
let answers = 200;
let asked = 0;
let server: Server;
let origin: string;
/** An example: only there may a provider stand on this machine. */
let portal: TestPortal;
beforeAll(async () => {
  server = createServer((_request, response) => {
    asked += 1;
    response.writeHead(answers).end('ok');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  portal = await openTestPortal();
});
afterAll(async () => {
  server.close();
  await portal.close();
});
beforeEach(async () => {
  answers = 200;
  await portal.signInAgain();
});

const here = (name: string) => ({
  ...entry,
  name,
  address: `${origin}/start`,
  statusAddress: `${origin}/status`,
});
const add = (body: object, as: Asker = asker) => portal.ask(as, 'POST', path, { body });
const show = async (id: string) => {
  const { body, headers } = await portal.ask('Auditor', 'GET', `${path}/${id}`);
  return { body, ifMatch: { 'if-match': String(headers.etag) } };
};
const lastActivity = async () => {
  const { activity, data } = (await portal.installation.audit.readChain('administration')).at(-1)!;
  return { activity, data };
};

test('the example’s pretend provider is there from the start, and says that it pretends', async () => {
  const { status, body } = await portal.ask('Auditor', 'GET', path);
  expect(status).toBe(200);
  expect(body.forProviders).toEqual({
    issuer: 'http://localhost:4000',
    keysAddress: 'http://localhost:4000/.well-known/jwks.json',
    returnAddress: 'http://localhost:4000/recover/returned',
  });
  expect(body.items).toMatchObject([
    {
      ...{ id: 'sandbox', version: 0, name: 'Specimen ID', sandbox: true, enabled: true, state: 'sandbox' },
      ...{ health: null, untrusted: [], reports: [] },
      usedBy: [
        { id: 'staff', name: 'Staff', mode: 'production' },
        { id: 'workshop', name: 'Workshop pilot', mode: 'evaluation' },
      ],
    },
  ]);
});

describe('a provider of one’s own', () => {
  test('added, it is not configured until an anchor vouches for what it issues and it has answered', async () => {
    const added = await add(here('Example ID'));
    expect([added.status, added.body.version]).toEqual([201, 1]);
    const { id } = added.body;
    expect(await lastActivity()).toEqual({
      activity: 'admin.providerAdded',
      data: { provider: id, version: 1, enabled: true },
    });
    expect((await show(id)).body).toMatchObject({
      ...{ state: 'notConfigured', health: null, usedBy: [], untrusted: entry.credentials },
    });
    const { pem } = await makeCertificate({ subject: 'CN=Example ID', extensions: authorityExtensions() });
    await portal.ask(asker, 'POST', '/api/admin/trust-anchors', {
      body: {
        ...{ kind: 'x509', name: 'Example ID', mayIssue: entry.credentials, countries: 'any' },
        certificate: pem,
      },
    });
    expect((await show(id)).body).toMatchObject({ state: 'notConfigured', untrusted: [] });
    const tested = await portal.ask(asker, 'POST', `${path}/${id}/test`);
    expect(tested.body).toMatchObject({ problem: null, failingSince: null });
    expect((await show(id)).body.state).toBe('ready');
  });

  test('failing, it is degraded, and since when is kept', async () => {
    const { id } = (await add(here('Failing'))).body;
    answers = 503;
    const first = await portal.ask(asker, 'POST', `${path}/${id}/test`);
    expect(first.body.problem).toBe('status');
    portal.pass({ minutes: 5 });
    await providerHealthJob(portal.installation).run();
    const { state, health } = (await show(id)).body;
    expect([state, health.failingSince]).toEqual(['degraded', first.body.failingSince]);
    expect(health.checkedAt - health.failingSince).toBeGreaterThanOrEqual(5 * 60_000);
    answers = 200;
    await providerHealthJob(portal.installation).run();
    expect((await show(id)).body.health).toMatchObject({ problem: null, failingSince: null });
  });

  test('an address of our own network is not asked, outside an example nor in one (D36)', async () => {
    for (const statusAddress of [
      'https://192.168.0.1/',
      'https://10.0.0.1/',
      'http://169.254.169.254/latest',
    ])
      expect(
        (await portal.ask(asker, 'POST', `${path}/test`, { body: { statusAddress } })).body.problem,
      ).toBe('address');
    const before = asked;
    const ok = await portal.ask(asker, 'POST', `${path}/test`, {
      body: { statusAddress: `${origin}/status` },
    });
    expect([ok.body.problem, asked - before]).toEqual([null, 1]);
  });

  test('changed at the version it was read at; acceptance names who gave it (D3, R16)', async () => {
    const { id } = (await add(here('Changed'))).body;
    const { ifMatch } = await show(id);
    const put = (body: object, headers = ifMatch) =>
      portal.ask(asker, 'PUT', `${path}/${id}`, { body, headers });
    const changed = await put({
      ...here('Changed'),
      acceptedWithoutReport: { reason: 'A pilot of four weeks' },
    });
    expect([changed.status, changed.body.version]).toEqual([200, 2]);
    const { acceptedWithoutReport } = (await show(id)).body;
    expect(acceptedWithoutReport).toEqual({
      by: `admin:${portal.accountIdOf('Recovery Administrator')}`,
      displayName: 'Recovery Administrator Test',
      at: expect.stringMatching(/^2\d{3}-/),
      reason: 'A pilot of four weeks',
    });
    expect((await put(here('Changed'))).status).toBe(412);
    // Another admin saves the entry without touching the acceptance: it stays with who gave it.
    await portal.ask('Second Administrator', 'PUT', `${path}/${id}`, {
      body: {
        ...here('Changed'),
        price: '3 EUR',
        acceptedWithoutReport: { reason: 'A pilot of four weeks' },
      },
      headers: (await show(id)).ifMatch,
    });
    expect((await show(id)).body).toMatchObject({ price: '3 EUR', acceptedWithoutReport });
  });

  test.each([
    ['name', { name: '' }],
    ['address', { address: 'http://idv.example/' }],
    ['countries.0', { countries: ['XX'] }],
    ['reports.0.validUntil', { reports: [{ ...entry.reports[0], validUntil: '2025-01-01' }] }],
  ])('a mistake is told at its field: %s', async (field, wrong) => {
    const told = await add({ ...entry, ...wrong });
    expect([told.status, told.body.fields.map((each: { field: string }) => each.field)]).toEqual([
      422,
      [field],
    ]);
  });

  test('the same name at the same address is there once', async () => {
    await add(here('Twice'));
    const told = await add(here('Twice'));
    expect(told.body.fields).toMatchObject([{ field: 'name', code: 'taken' }]);
  });

  test('switched off and removed; not while a profile names it', async () => {
    const { id } = (await add(here('Leaving'))).body;
    const off = await portal.ask(asker, 'POST', `${path}/${id}/switch`, { body: { enabled: false } });
    expect([off.status, (await show(id)).body.state]).toEqual([200, 'disabled']);
    const { policy } = portal.installation;
    const workshop = (await policy.readProfiles()).find((each) => each.id === 'workshop')!;
    await portal.administration.editProfile({
      id: 'workshop',
      changes: { providersByCountry: { default: ['sandbox', id] } },
    });
    const remove = async () => {
      const { ifMatch } = await show(id);
      return portal.ask(asker, 'DELETE', `${path}/${id}`, { headers: ifMatch });
    };
    const refused = await remove();
    expect([refused.status, refused.body.reason]).toEqual([409, 'providerInUse']);
    expect(refused.body.message).toContain('Workshop pilot');
    const { providersByCountry } = workshop;
    await portal.administration.editProfile({ id: 'workshop', changes: { providersByCountry } });
    expect((await remove()).status).toBe(204);
    expect((await portal.ask(asker, 'GET', `${path}/${id}`)).status).toBe(404);
    expect(await lastActivity()).toEqual({ activity: 'admin.providerRemoved', data: { provider: id } });
  });

  test('the pretend provider can be switched off, not removed', async () => {
    await portal.ask(asker, 'POST', `${path}/sandbox/switch`, { body: { enabled: false } });
    const { body } = await show('sandbox');
    expect([body.state, body.version]).toEqual(['disabled', 1]);
    await portal.ask(asker, 'POST', `${path}/sandbox/switch`, { body: { enabled: true } });
    expect((await show('sandbox')).body).toMatchObject({ sandbox: true, enabled: true, version: 2 });
  });
});

describe('what is stored is what people get', () => {
  const startRecovery = async () => {
    const { journey } = portal;
    const { recovery } = await journey.start({
      identifier: 'mara.lindqvist',
      network: `10.${Math.random()}`,
    });
    await journey.advance({ recoveryId: recovery.id, event: { type: 'begin' } });
    await journey.advance({
      recoveryId: recovery.id,
      event: { type: 'chooseRoute', country: 'DE', route: 'provider' },
    });
    return recovery.id;
  };
  const handOver = async (recoveryId: string) =>
    portal.journey.advance({ recoveryId, event: { type: 'handOver', locale: 'en' } });
  const stateOf = async (id: string) => {
    const { state, providerDown } = (await portal.installation.store.read(id))!;
    return { state, providerDown };
  };
  const useProviders = async (ids: readonly string[]) =>
    portal.administration.editProfile({ id: 'staff', changes: { providersByCountry: { default: ids } } });

  test('the first that answers takes over; one that fails, or is off, is skipped; nobody there keeps the recovery', async () => {
    const other = createServer((_request, response) => response.writeHead(200).end());
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    const second = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    const first = (await add(here('First choice'))).body.id;
    const next = (
      await add({ ...entry, name: 'Second choice', address: `${second}/go`, statusAddress: `${second}/up` })
    ).body.id;
    await useProviders([first, next]);
    const id = await startRecovery();
    const locationOf = async () =>
      ((await handOver(id))?.reply as { location?: string } | undefined)?.location ?? '';

    expect(await locationOf()).toContain(`${origin}/start?token=`);
    answers = 500;
    expect(await locationOf()).toContain(`${second}/go?token=`);
    answers = 200;
    await portal.ask(asker, 'POST', `${path}/${first}/switch`, { body: { enabled: false } });
    expect(await locationOf()).toContain(`${second}/go?token=`);
    other.closeAllConnections();
    await new Promise((closed) => other.close(closed));
    expect(await locationOf()).toBe('');
    expect(await stateOf(id)).toEqual({ state: 'goToProvider', providerDown: true });
    await portal.ask(asker, 'POST', `${path}/${first}/switch`, { body: { enabled: true } });
    expect(await locationOf()).toContain(`${origin}/start?token=`);
    expect(await stateOf(id)).toEqual({ state: 'goToProvider', providerDown: false });
    await useProviders(['sandbox']);
  });

  test('a profile cannot name a provider that is not there', async () => {
    await expect(useProviders(['nobody'])).rejects.toThrow("no provider has the id 'nobody'");
  });

  test('the gate asks for its evidence, in date, or for a named admin (D3, R16)', async () => {
    const metOf = async () => {
      const gate = await portal.administration.showGate({ id: 'staff' });
      return gate.lines.find(({ code }) => code === 'providerEvidence');
    };
    const { reports: _reports, ...bare } = here('Proven');
    const { id } = (await add({ ...bare, reports: [] })).body;
    await useProviders([id]);
    expect(await metOf()).toMatchObject({ met: false, detail: { without: id } });
    const change = async (more: object) =>
      portal.ask(asker, 'PUT', `${path}/${id}`, {
        body: { ...here('Proven'), ...more },
        headers: (await show(id)).ifMatch,
      });
    await change({});
    expect(await metOf()).toMatchObject({ met: true });
    await change({ reports: [{ ...entry.reports[0], validUntil: '2026-03-01' }] });
    expect(await metOf()).toMatchObject({ met: false });
    await change({ reports: [], acceptedWithoutReport: { reason: 'Looked at by us' } });
    expect(await metOf()).toMatchObject({ met: true });
    await useProviders(['sandbox']);
  });

  test('an address that was written past every door stops it (T15)', async () => {
    const { id } = (await add(here('Bent'))).body;
    const { database } = portal.installation;
    const subject = `provider:${id}`;
    const row = await database
      .query()
      .selectFrom('setting')
      .select('content')
      .where('subject', '=', subject)
      .executeTakeFirstOrThrow();
    const write = (content: object) =>
      database
        .query()
        .updateTable('setting')
        .set({ content: JSON.stringify(content) as never })
        .where('subject', '=', subject)
        .execute();
    await write({ ...row.content, address: 'http://phishing.example/' });
    const recovery = await startRecovery();
    await expect(handOver(recovery)).rejects.toThrow('The stored rules are not valid');
    await write({ ...row.content, id: 'another' });
    await expect(handOver(recovery)).rejects.toThrow('The stored rules are not valid');
    await write(row.content);
  });
});

test.each([
  ['Auditor', 200],
  ['Help Desk', 403],
  ['Nobody Special', 403],
] as const)('%s changes nothing', async (as, reads) => {
  expect((await portal.ask(as, 'GET', path)).status).toBe(reads);
  expect((await portal.ask(as, 'GET', `${path}/sandbox`)).status).toBe(reads);
  const told = [
    await add(entry, as),
    await portal.ask(as, 'PUT', `${path}/sandbox`, { body: entry }),
    await portal.ask(as, 'DELETE', `${path}/sandbox`),
    await portal.ask(as, 'POST', `${path}/sandbox/switch`, { body: { enabled: false } }),
    await portal.ask(as, 'POST', `${path}/sandbox/test`),
    await portal.ask(as, 'POST', `${path}/test`, { body: { statusAddress: origin } }),
  ];
  expect(told.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403]);
});
