import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDirectory, type TestDirectory } from '../test-directory.ts';
import { nameDevice } from './device-name.ts';

let fixture: TestDirectory;
const minute = 60_000;

beforeAll(async () => {
  fixture = await openTestDirectory();
});
afterAll(() => fixture.database.close());

async function open() {
  const { id } = await fixture.addPerson();
  const methodId = await fixture.directory.methods.addPassword({ accountId: id, password: 'x' });
  const session = await fixture.directory.sessions.open({
    accountId: id,
    methodId,
    userAgent: 'Firefox/140 (Linux)',
  });
  return { accountId: id, methodId, ...session };
}

type Query = ReturnType<TestDirectory['database']['query']>;

async function addPasskey(accountId: string): Promise<string> {
  const publicKey = new Uint8Array(1);
  const passkey = { accountId, label: '', credentialId: `of-${accountId}`, publicKey, counter: 0 };
  return (await fixture.directory.methods.addPasskey(passkey))!;
}

const isLive = async (token: string) => (await fixture.directory.sessions.read(token)) !== null;

test('only the hash of the token is stored', async () => {
  const { sessionToken } = await open();
  const rows = await fixture.database.query().selectFrom('sign_in_session').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(sessionToken);
  expect(Buffer.from(sessionToken, 'base64url')).toHaveLength(32);
});

test('ends after 30 idle minutes, and after 12 hours however busy', async () => {
  const { sessionToken } = await open();
  for (let index = 0; index < 24; index += 1) {
    fixture.clock.now += 29 * minute;
    expect(await isLive(sessionToken)).toBe(true);
  }
  fixture.clock.now += 24 * minute;
  expect(await isLive(sessionToken)).toBe(false);
  const idle = await open();
  fixture.clock.now += 30 * minute;
  expect(await isLive(idle.sessionToken)).toBe(false);
});

test('R34: methods may be changed within ten minutes of the sign-in', async () => {
  const { sessionToken } = await open();
  fixture.clock.now += 10 * minute - 1;
  expect((await fixture.directory.sessions.read(sessionToken))?.mayChangeMethods).toBe(true);
  fixture.clock.now += 1;
  expect((await fixture.directory.sessions.read(sessionToken))?.mayChangeMethods).toBe(false);
});

test('T16: a rotated token is another one, and the old one is dead', async () => {
  const { sessionToken, sessionId } = await open();
  const rotated = await fixture.directory.sessions.rotate(sessionId);
  expect([await isLive(sessionToken), await isLive(rotated)]).toEqual([false, true]);
});

test('is dead with its account disabled', async () => {
  const { accountId, sessionToken } = await open();
  await fixture.directory.accounts.edit({ id: accountId, changes: { enabled: false } });
  expect(await isLive(sessionToken)).toBe(false);
});

test('listed with a coarse device; ended one by one, all others, or all', async () => {
  const { accountId, methodId, sessionId, sessionToken } = await open();
  const { sessions } = fixture.directory;
  const openMore = () => sessions.open({ accountId, methodId, userAgent: '' });
  const startedAt = fixture.clock.now;
  fixture.clock.now += 1;
  const second = await openMore();
  expect(await sessions.list(accountId)).toEqual([
    { id: sessionId, startedAt, lastSeenAt: startedAt, device: 'Firefox · Linux' },
    { id: second.sessionId, startedAt: fixture.clock.now, lastSeenAt: fixture.clock.now, device: '' },
  ]);
  const stranger = await open();
  await sessions.end({ accountId: stranger.accountId, sessionId: second.sessionId });
  expect(await isLive(second.sessionToken)).toBe(true);
  await sessions.end({ accountId, sessionId: second.sessionId });
  expect(await isLive(second.sessionToken)).toBe(false);
  await openMore();
  expect(await sessions.endAll({ accountId, exceptSessionId: sessionId })).toBe(1);
  expect(await isLive(sessionToken)).toBe(true);
  expect(await sessions.endAll({ accountId })).toBe(1);
  expect(await isLive(stranger.sessionToken)).toBe(true);
});

describe('removing a method', () => {
  test('the last way to sign in stays; a password alone is none', async () => {
    const { accountId, methodId, sessionId } = await open();
    const { methods } = fixture.directory;
    const remove = (id: string) => methods.remove({ accountId, methodId: id, sessionId });
    const totpId = await methods.addTotp({ accountId, secret: new Uint8Array(20) });
    expect(await remove(methodId)).toBe('lastMethod');
    expect(await remove(totpId)).toBe('lastMethod');
    const passkey = {
      accountId,
      label: '',
      credentialId: 'a-passkey',
      publicKey: new Uint8Array(1),
      counter: 0,
    };
    const passkeyId = (await methods.addPasskey(passkey))!;
    expect(await methods.addPasskey(passkey)).toBeNull();
    expect(await remove(totpId)).toMatchObject({ kind: 'totp' });
    expect(await remove(passkeyId)).toBe('lastMethod');
    expect(await remove('no-id')).toBe('methodUnknown');
  });

  test("T20: ends every session it opened, the one that asks too; another account's method is unknown", async () => {
    const { accountId, methodId, sessionId, sessionToken } = await open();
    const { methods, sessions } = fixture.directory;
    const passkeyId = await addPasskey(accountId);
    const other = await sessions.open({ accountId, methodId, userAgent: '' });
    const byPasskey = await sessions.open({ accountId, methodId: passkeyId, userAgent: '' });
    const stranger = await open();
    const foreign = { accountId: stranger.accountId, methodId, sessionId: stranger.sessionId };
    expect(await methods.remove(foreign)).toBe('methodUnknown');
    await methods.remove({ accountId, methodId, sessionId });
    const tokens = [sessionToken, other.sessionToken, byPasskey.sessionToken];
    expect(await Promise.all(tokens.map(isLive))).toEqual([false, false, true]);
    expect((await sessions.list(accountId)).map(({ id }) => id)).toEqual([byPasskey.sessionId]);
    expect(await sessions.endAll({ accountId })).toBe(1);
  });

  test('T20: a session that has ended changes nothing any more', async () => {
    const { accountId, methodId, sessionId } = await open();
    const { methods, sessions } = fixture.directory;
    const passkeyId = await addPasskey(accountId);
    await sessions.end({ accountId, sessionId });
    expect(await methods.remove({ accountId, methodId: passkeyId, sessionId })).toBe('notNow');
    expect(await methods.changePassword({ accountId, sessionId, password: 'y' })).toBeNull();
    expect((await methods.list(accountId)).map(({ id }) => id).sort()).toEqual([methodId, passkeyId].sort());
    const foreign = await open();
    const borrowed = { accountId, sessionId: foreign.sessionId };
    expect(await methods.remove({ ...borrowed, methodId: passkeyId })).toBe('notNow');
  });
});

describe('a session ends with its method (T20)', () => {
  test.each([
    ['removed', (query: Query, id: string) => query.deleteFrom('authentication_method').where('id', '=', id)],
    [
      'disabled',
      (query: Query, id: string) =>
        query.updateTable('authentication_method').set({ disabled_at: 1 }).where('id', '=', id),
    ],
  ])('also one opened in the moment in which it is %s', async (_name, end) => {
    const { accountId, methodId, sessionToken } = await open();
    await end(fixture.database.query(), methodId).execute();
    expect(await isLive(sessionToken)).toBe(false);
    expect(await fixture.directory.sessions.list(accountId)).toEqual([]);
  });

  test('a new password in place of the old one: who sets it stays, the others the old one opened end', async () => {
    const { accountId, methodId, sessionId, sessionToken } = await open();
    const { methods, sessions } = fixture.directory;
    const byPasskey = await sessions.open({
      accountId,
      methodId: await addPasskey(accountId),
      userAgent: '',
    });
    const other = await sessions.open({ accountId, methodId, userAgent: '' });
    const fresh = await methods.changePassword({ accountId, sessionId, password: 'y' });
    const tokens = [sessionToken, other.sessionToken, byPasskey.sessionToken];
    expect(await Promise.all(tokens.map(isLive))).toEqual([true, false, true]);
    await methods.remove({ accountId, methodId: fresh!, sessionId: byPasskey.sessionId });
    expect(await isLive(sessionToken)).toBe(false);
    expect(await sessions.endAll({ accountId })).toBe(1);
  });
});

test('removeExpired drops what can have no effect and keeps what lives', async () => {
  const old = await open();
  await fixture.directory.signIn.startPasskey();
  fixture.clock.now += 13 * 60 * minute;
  const live = await open();
  await fixture.directory.removeExpired();
  const rows = await fixture.database.query().selectFrom('sign_in_session').select('id').execute();
  const ids = rows.map(({ id }) => id);
  expect([ids.includes(old.sessionId), ids.includes(live.sessionId)]).toEqual([false, true]);
  expect(await fixture.database.query().selectFrom('ceremony').selectAll().execute()).toEqual([]);
});

test.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36',
    'Chrome · Windows',
  ],
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge · Windows'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile/15E148 Safari/604.1',
    'Safari · iPhone',
  ],
  [
    'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36',
    'Chrome · Android',
  ],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox · macOS'],
  ['curl/8', ''],
])('%s is %s', (userAgent, expected) => {
  expect(nameDevice(userAgent)).toBe(expected);
});
