import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createLookUps } from '../../create-look-ups.ts';
import type { Installation } from '../../installation.ts';
import { askProvider } from '../../providers/index.ts';
import { readPrivateAddresses } from '../../settings/index.ts';
import { type Asker, openTestPortal, type TestPortal } from './test-portal.ts';

const asker: Asker = 'Recovery Administrator';
const second: Asker = 'Second Administrator';
const path = '/api/admin/settings/private-addresses';
const wish = { host: 'id.corp.example', range: '10.20.30.0/24', reason: 'Our own identity provider' };

let portal: TestPortal;
beforeAll(async () => {
  // An example, where other acts take one: these take two all the same.
  portal = await openTestPortal({ example: true });
});
afterAll(() => portal.close());
beforeEach(() => portal.signInAgain());

const ask = (body: object = wish, as: Asker = asker) => portal.ask(as, 'POST', path, { body });
const decide = (id: string, verb: string, as: Asker = second) =>
  portal.ask(as, 'POST', `/api/admin/approvals/${id}/${verb}`, { body: { reason: '' } });
const read = (as: Asker = 'Auditor') => portal.ask(as, 'GET', path);
/** What the guard of outgoing requests would let through at this moment. */
const open = async () =>
  (await readPrivateAddresses(portal.installation)).map(({ host, range }) => ({ host, range }));
const lastEntry = async () => (await portal.installation.audit.readChain('administration')).at(-1)!;
const remove = async (id: string, as: Asker = asker, etag?: string) =>
  portal.ask(as, 'DELETE', `${path}/${id}`, {
    headers: { 'if-match': etag ?? String((await read()).headers.etag) },
  });

describe('a private address (D36)', () => {
  test('is open when two admins said so, and listed with both; one of them closes it at once', async () => {
    const asked = await ask({ ...wish, host: ' ID.Corp.Example ', range: '10.20.30.0/24 ' });
    expect(asked.status).toBe(202);
    expect(await open(), 'nothing before the second one agreed').toEqual([]);
    const approval = await decide(asked.body.approval.id, 'approve');
    expect(approval.body).toMatchObject({
      act: 'privateAddress.add',
      state: 'performed',
      changes: Object.entries(wish).map(([field, after]) => ({ field, before: null, after })),
    });
    expect(await open()).toEqual([{ host: wish.host, range: wish.range }]);
    expect(await lastEntry()).toMatchObject({
      activity: 'admin.privateAddressAdded',
      actor: `admin:${portal.accountIdOf(asker)}`,
      data: {
        ...{ host: wish.host, range: wish.range, approval: asked.body.approval.id },
        approvedBy: `admin:${portal.accountIdOf(second)}`,
      },
    });

    const { body } = await read();
    expect(body.items).toMatchObject([
      {
        ...wish,
        askedBy: { displayName: 'Recovery Administrator Test' },
        agreedBy: { displayName: 'Second Administrator Test' },
      },
    ]);
    const { id } = body.items[0];
    expect((await remove(id, asker, '"0"')).status, 'somebody was faster').toBe(412);
    expect((await remove(id)).status).toBe(200);
    expect(await open()).toEqual([]);
    expect(await lastEntry()).toMatchObject({
      activity: 'admin.privateAddressRemoved',
      data: { host: wish.host, range: wish.range },
    });
    expect((await remove(id)).status).toBe(404);
  });

  test.each(['reject', 'withdraw'])('stays closed after %s', async (verb) => {
    const { body } = await ask();
    await decide(body.approval.id, verb, verb === 'withdraw' ? asker : second);
    expect((await decide(body.approval.id, 'approve')).status).toBe(409);
    expect(await open()).toEqual([]);
  });

  test('is not opened by whoever asked for it', async () => {
    const { body } = await ask();
    expect((await decide(body.approval.id, 'approve', asker)).body.reason).toBe('ownRequest');
    expect(await open()).toEqual([]);
    await decide(body.approval.id, 'withdraw', asker);
  });

  test('that one name alone stands behind is no rule: whoever writes to the database opens nothing', async () => {
    const { settings, now } = portal.installation;
    const known = (await settings.read('privateAddresses'))?.version ?? 0;
    const by = 'somebody';
    const forge = (approvers: readonly string[], expectedVersion: number) =>
      settings.save({
        ...{ subject: 'privateAddresses', expectedVersion, by, now: now() },
        content: { entries: [{ ...wish, id: 'x', at: 1, by: approvers }] },
      });
    await forge(['admin:one', 'admin:one'], known);
    await expect(readPrivateAddresses(portal.installation)).rejects.toThrow('not valid');
    await forge(['admin:one'], known + 1);
    await expect(readPrivateAddresses(portal.installation)).rejects.toThrow('not valid');
    await settings.save({
      ...{ subject: 'privateAddresses', expectedVersion: known + 2, by, now: now() },
      content: { entries: [] },
    });
  });

  test.each([
    ['host', 'notAHost', { host: 'https://id.corp.example' }],
    ['host', 'notAHost', { host: 'id.corp.example:8443' }],
    ['host', 'notAHost', { host: '*.corp.example' }],
    ['host', 'notAHost', { host: '10.20.30.1' }],
    ['host', 'notAHost', { host: '[fd12::1]' }],
    ['host', 'notAHost', { host: 'id.corp.example.' }],
    ['host', 'notAHost', { host: '<script>' }],
    ['host', 'notAHost', { host: '' }],
    ['host', 'tooLong', { host: 'x'.repeat(501) }],
    ['range', 'notARange', { range: '10.20.30.1' }],
    ['range', 'notPrivate', { range: '127.0.0.0/24' }],
    ['range', 'notPrivate', { range: '169.254.169.0/24' }],
    ['range', 'tooWide', { range: '10.0.0.0/8' }],
    ['range', 'notItsFirstAddress', { range: '10.20.30.1/24' }],
    ['reason', 'required', { reason: '  ' }],
    ['reason', 'tooLong', { reason: 'x'.repeat(301) }],
    ['reason', 'hiddenCharacters', { reason: 'fine\u202eenif' }],
  ])('is refused at its field: %s, %s, %j', async (field, code, wrong) => {
    const told = await ask({ ...wish, ...wrong });
    expect([told.status, told.body.fields]).toMatchObject([422, [{ field, code }]]);
  });

  test('that is open already is not asked for again, and not opened twice', async () => {
    const one = await ask();
    expect((await ask()).body.reason).toBe('approvalPending');
    await decide(one.body.approval.id, 'approve');
    expect((await ask()).body.fields).toMatchObject([{ field: 'range', code: 'taken' }]);
    await remove((await read()).body.items[0].id);
  });

  test.each([
    ['Auditor', 'GET', 200],
    [asker, 'GET', 200],
    ['Help Desk', 'GET', 403],
    ['Auditor', 'POST', 403],
    ['Help Desk', 'POST', 403],
    ['Nobody Special', 'POST', 403],
    ['Auditor', 'DELETE', 403],
    ['Help Desk', 'DELETE', 403],
  ] as const)('%s may %s: %i', async (as, method, status) => {
    const url = method === 'DELETE' ? `${path}/x` : path;
    const told = await portal.ask(as, method, url, { ...(method === 'POST' && { body: wish }) });
    expect(told.status).toBe(status);
  });

  test('asking needs a sign-in of the last ten minutes', async () => {
    portal.pass({ minutes: 11 });
    expect((await ask()).body.error).toBe('signInAgain');
  });
});

describe('every request that goes out asks for the list when a name leads inside', () => {
  /** `localhost` leads to no public address, and is in no list. */
  const watched = () => {
    const subjects: string[] = [];
    const settings = {
      read: async (subject: string) => {
        subjects.push(subject);
        return null;
      },
    };
    const config = { example: false, sandboxOrigin: null };
    const installation = { config, settings, now: Date.now } as unknown as Installation;
    return { installation, subjects };
  };

  test('to a provider', async () => {
    const { installation, subjects } = watched();
    const told = await askProvider(installation, { statusAddress: 'https://localhost/healthz' });
    expect([told.problem, subjects]).toEqual(['address', ['privateAddresses']]);
  });

  test('for a status list', async () => {
    const { installation, subjects } = watched();
    const problems: string[] = [];
    const { config, now } = installation;
    const { statusLists } = createLookUps({
      ...{ config, now, onProblem: ({ problem }) => void problems.push(problem) },
      readPrivateAddresses: () => readPrivateAddresses(installation),
    });
    await statusLists.read({
      ...{ uri: 'https://localhost/list', notBefore: 0 },
      mediaType: 'application/statuslist+jwt',
    });
    expect([problems, subjects]).toEqual([['address'], ['privateAddresses']]);
  });
});
