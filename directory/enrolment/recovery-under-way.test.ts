import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NewPass } from '../index.ts';
import { createTestAuthenticator, type TestPasskey } from '../test-authenticator.ts';
import { openTestDirectory, type TestDirectory } from '../test-directory.ts';

/** What a recovery's set-up, its retirement of old methods and its revocation leave to somebody who was in the account before. */
let fixture: TestDirectory;
const minute = 60_000;
const oldPassword = 'three small green boats';
const newPassword = 'four large purple barns';
const oldSecret = new Uint8Array(20).fill(7);
let recoveries = 0;

beforeAll(async () => {
  fixture = await openTestDirectory();
});
afterAll(() => fixture.database.close());

/** Somebody with a password, an app and a passkey, all of which an intruder has too. */
async function addPerson() {
  const person = await fixture.addPerson();
  const { methods } = fixture.directory;
  const accountId = person.id;
  const passwordId = await methods.addPassword({ accountId, password: oldPassword });
  await methods.addTotp({ accountId, secret: oldSecret });
  const start = (await methods.startPasskey(accountId))!;
  const { passkey, credential } = createTestAuthenticator(fixture.origin).create(start.options);
  const { ceremonyToken } = start;
  const passkeyId = (await methods.registerPasskey({ accountId, ceremonyToken, credential, label: 'Old' }))!;
  return { accountId, accountName: person.accountName, passwordId, passkeyId, passkey };
}

async function redeem(accountId: string) {
  recoveries += 1;
  const recoveryId = `under-way-${recoveries}`;
  const { passes } = fixture.directory;
  await passes.issueForRecovery({ accountId, recoveryId, lifetimeMinutes: 10 });
  const opened = await passes.redeemForRecovery({ recoveryId });
  if (typeof opened === 'string') throw new Error(opened);
  return { recoveryId, enrolmentToken: opened.enrolmentToken };
}

async function redeemed() {
  const person = await addPerson();
  return { ...person, ...(await redeem(person.accountId)) };
}

async function enrolPasskey(enrolmentToken: string): Promise<TestPasskey | string> {
  const { enrolments } = fixture.directory;
  const start = await enrolments.startPasskey(enrolmentToken);
  if (start === 'enrolmentEnded') return start;
  const { passkey, credential } = createTestAuthenticator(fixture.origin).create(start.options);
  const { ceremonyToken } = start;
  const answer = await enrolments.enrolPasskey({ enrolmentToken, ceremonyToken, credential, label: 'New' });
  return typeof answer === 'string' ? answer : passkey;
}

/** Sets up a password and an app; returns the app's secret. */
async function enrolPassword(enrolmentToken: string, password = newPassword): Promise<Secret> {
  const { enrolments } = fixture.directory;
  await enrolments.setPassword({ enrolmentToken, password });
  const start = await enrolments.startTotp({ enrolmentToken });
  if (start === 'enrolmentEnded') throw new Error(start);
  const secret = Secret.fromBase32(start.secret);
  const { ceremonyToken } = start;
  const done = await enrolments.enrolTotp({ enrolmentToken, ceremonyToken, code: codeOf(secret) });
  expect(done).toMatchObject({ done: 'password' });
  fixture.clock.now += minute; // that code is spent
  return secret;
}

const codeOf = (secret: Secret | Uint8Array) =>
  TOTP.generate({
    secret: secret instanceof Secret ? secret : new Secret({ buffer: Uint8Array.from(secret).buffer }),
    timestamp: fixture.clock.now,
  });

async function signInWith(passkey: TestPasskey | string) {
  if (typeof passkey === 'string') throw new Error(passkey);
  const { options, ceremonyToken } = await fixture.directory.signIn.startPasskey();
  const credential = createTestAuthenticator(fixture.origin).get(passkey, options.challenge);
  return fixture.directory.signIn.withPasskey({ ceremonyToken, credential, userAgent: '' });
}

function signIn(identifier: string, password: string, secret: Secret | Uint8Array) {
  fixture.clock.now += minute; // a code of its own for every sign-in
  return fixture.directory.signIn.withPassword({
    identifier,
    password,
    code: codeOf(secret),
    address: '192.0.2.1',
    userAgent: '',
  });
}

const isLive = async (token: string) => (await fixture.directory.sessions.read(token)) !== null;
const mayChange = async (token: string) =>
  (await fixture.directory.sessions.read(token))?.mayChangeMethods ?? null;
const enabledIds = async (accountId: string) => {
  const methods = await fixture.directory.methods.list(accountId);
  return methods.filter(({ disabledAt }) => disabledAt === null).map(({ id }) => id);
};
const retire = (accountId: string, recoveryId: string) =>
  fixture.directory.methods.retire({ accountId, recoveryId });

describe('a recovery that ends without being completed undoes what it opened (D29, D30, T20)', () => {
  test('set-up ends in the middle: nothing more is set up, and it does not reopen', async () => {
    const { accountId, enrolmentToken, recoveryId } = await redeemed();
    const { enrolments, passes } = fixture.directory;
    await enrolments.setPassword({ enrolmentToken, password: newPassword });
    const totp = await enrolments.startTotp({ enrolmentToken });
    if (totp === 'enrolmentEnded') throw new Error(totp);
    await passes.revokeForRecovery(recoveryId);
    expect(await enrolments.read(enrolmentToken)).toBeNull();
    expect(await enrolPasskey(enrolmentToken)).toBe('enrolmentEnded');
    const code = codeOf(Secret.fromBase32(totp.secret));
    const { ceremonyToken } = totp;
    expect(await enrolments.enrolTotp({ enrolmentToken, ceremonyToken, code })).toBe('enrolmentEnded');
    expect(await enrolments.reopenForRecovery(recoveryId)).toBeNull();
    expect(await enrolments.readOfRecovery(recoveryId)).toMatchObject({ open: false, done: null });
    const query = fixture.database.query();
    const left = query.selectFrom('ceremony').selectAll().where('account_id', '=', accountId);
    expect(await left.execute()).toEqual([]);
    const row = query.selectFrom('enrolment_session').select('password_hash');
    expect(await row.where('recovery_id', '=', recoveryId).execute()).toEqual([{ password_hash: null }]);
    expect(await passes.redeemForRecovery({ recoveryId })).toBe('passUsed');
  });

  test('a new passkey goes with the session it opened; the old methods are as they were', async () => {
    const { accountId, enrolmentToken, recoveryId, passkey } = await redeemed();
    const before = await enabledIds(accountId);
    const fresh = await enrolPasskey(enrolmentToken);
    const signedIn = (await signInWith(fresh))!;
    expect(await isLive(signedIn.sessionToken)).toBe(true);
    await fixture.directory.passes.revokeForRecovery(recoveryId);
    expect(await isLive(signedIn.sessionToken)).toBe(false);
    expect(await signInWith(fresh)).toBeNull();
    expect(await enabledIds(accountId)).toEqual(before);
    expect(await retire(accountId, recoveryId)).toEqual({ disabled: [], added: [] });
    const old = (await signInWith(passkey))!;
    expect(await mayChange(old.sessionToken)).toBe(true);
    const query = fixture.database.query().selectFrom('sign_in_session').select('id');
    expect(await query.where('account_id', '=', accountId).execute()).toEqual([{ id: old.sessionId }]);
  });

  test('a new password goes with its app', async () => {
    const { accountName, enrolmentToken, recoveryId } = await redeemed();
    const secret = await enrolPassword(enrolmentToken);
    await fixture.directory.passes.revokeForRecovery(recoveryId);
    expect(await signIn(accountName, newPassword, secret)).toBeNull();
    expect(await signIn(accountName, oldPassword, oldSecret)).not.toBeNull();
  });

  test('completed: nothing is undone any more', async () => {
    const { accountId, enrolmentToken, recoveryId } = await redeemed();
    const fresh = await enrolPasskey(enrolmentToken);
    const signedIn = (await signInWith(fresh))!;
    const retired = await retire(accountId, recoveryId);
    await fixture.directory.passes.revokeForRecovery(recoveryId);
    expect(await isLive(signedIn.sessionToken)).toBe(true);
    expect(await signInWith(fresh)).not.toBeNull();
    expect(await retire(accountId, recoveryId)).toEqual(retired);
  });

  test("another recovery's set-up and methods stay", async () => {
    const { accountId, recoveryId } = await redeemed();
    const other = await redeem(accountId);
    const fresh = await enrolPasskey(other.enrolmentToken);
    await fixture.directory.passes.revokeForRecovery(recoveryId);
    expect(await signInWith(fresh)).not.toBeNull();
    expect(await fixture.directory.enrolments.readOfRecovery(other.recoveryId)).toMatchObject({
      done: 'passkey',
    });
  });
});

describe('retirement puts out everybody who did not come in by this recovery (D30, T20)', () => {
  test("what another recovery's set-up brought is old, though it was opened later", async () => {
    const { accountId, enrolmentToken, recoveryId } = await redeemed();
    fixture.clock.now += minute;
    const sibling = await redeem(accountId);
    const foreign = await enrolPasskey(sibling.enrolmentToken);
    const session = (await signInWith(foreign))!;
    await enrolPasskey(enrolmentToken);
    const { disabled, added } = await retire(accountId, recoveryId);
    expect([disabled.length, added.length]).toEqual([4, 1]);
    expect(await enabledIds(accountId)).toEqual(added.map(({ id }) => id));
    expect(await signInWith(foreign)).toBeNull();
    expect(await isLive(session.sessionToken)).toBe(false);
    expect(await fixture.directory.enrolments.readOfRecovery(sibling.recoveryId)).toMatchObject({
      open: false,
      done: null,
    });
    expect(await retire(accountId, sibling.recoveryId)).toEqual({ disabled: [], added: [] });
  });

  test('a session that outlived its method ends as well; the one opened with the new method stays', async () => {
    const { accountId, enrolmentToken, recoveryId, passkey, passkeyId } = await redeemed();
    await signInWith(passkey);
    const query = fixture.database.query();
    await query.deleteFrom('authentication_method').where('id', '=', passkeyId).execute();
    const fresh = (await signInWith(await enrolPasskey(enrolmentToken)))!;
    await retire(accountId, recoveryId);
    const rows = query.selectFrom('sign_in_session').select('id').where('account_id', '=', accountId);
    expect(await rows.execute()).toEqual([{ id: fresh.sessionId }]);
  });

  test('set-up opened by an invitation or by a pass ends; so do invitations and passes, old and new', async () => {
    const { accountId, accountName } = await addPerson();
    const { directory } = fixture;
    const issue = async () => (await directory.passes.issue({ accountId, issuedBy: 'admin' })) as NewPass;
    const first = (await directory.invitations.create({ accountId }))!;
    const invited = (await directory.invitations.redeem(first.token))!;
    const pass = await issue();
    const attempt = { identifier: accountName, address: '192.0.2.1', recoveryId: null };
    const byPass = await directory.signIn.withPass({ ...attempt, value: pass.value });
    const { enrolmentToken, recoveryId } = await redeem(accountId);
    fixture.clock.now += minute;
    const later = await issue();
    const second = (await directory.invitations.create({ accountId }))!;
    await enrolPasskey(enrolmentToken);
    await retire(accountId, recoveryId);

    expect(await directory.enrolments.read(invited.enrolmentToken)).toBeNull();
    expect(await enrolPasskey(invited.enrolmentToken)).toBe('enrolmentEnded');
    const passToken = byPass?.kind === 'enrolment' ? byPass.enrolmentToken : '';
    expect(await directory.enrolments.read(passToken)).toBeNull();
    expect(await directory.invitations.redeem(second.token)).toBeNull();
    expect(await directory.signIn.withPass({ ...attempt, value: later.value })).toBeNull();
    expect(await directory.passes.read(accountId)).toBeNull();
  });

  test("an admin's pass that may be used again, and was, is dead too", async () => {
    const { accountId, accountName } = await addPerson();
    const { passes, signIn: by } = fixture.directory;
    const { value } = (await passes.issue({ accountId, issuedBy: 'admin' })) as NewPass;
    const attempt = { identifier: accountName, value, address: '192.0.2.1', recoveryId: null };
    expect(await by.withPass(attempt)).not.toBeNull();
    const { enrolmentToken, recoveryId } = await redeem(accountId);
    await enrolPasskey(enrolmentToken);
    await retire(accountId, recoveryId);
    expect(await by.withPass(attempt)).toBeNull();
  });

  test("another recovery's unused pass is dead; its used one still is not issued again (D28)", async () => {
    const { accountId, enrolmentToken, recoveryId } = await redeemed();
    const { passes } = fixture.directory;
    const unused = { accountId, recoveryId: `${recoveryId}-unused`, lifetimeMinutes: 10 };
    await passes.issueForRecovery(unused);
    const used = await redeem(accountId);
    await enrolPasskey(enrolmentToken);
    await retire(accountId, recoveryId);
    expect(await passes.redeemForRecovery({ recoveryId: unused.recoveryId })).toBe('passUnknown');
    const again = { accountId, recoveryId: used.recoveryId, lifetimeMinutes: 10 };
    await expect(passes.issueForRecovery(again)).rejects.toThrow(TypeError);
    expect(await passes.redeemForRecovery({ recoveryId })).toBe('passUsed');
  });

  test('everything at once: nobody waits for ever, and nobody old is left', async () => {
    const { accountId, enrolmentToken, recoveryId, passkey, passkeyId } = await redeemed();
    const intruder = (await signInWith(passkey))!;
    const sibling = await redeem(accountId);
    const waiting = { accountId, recoveryId: `${recoveryId}-waiting`, lifetimeMinutes: 10 };
    await fixture.directory.passes.issueForRecovery(waiting);
    await enrolPasskey(enrolmentToken);
    const { methods, passes } = fixture.directory;
    const change = { accountId, sessionId: intruder.sessionId };
    await Promise.all([
      retire(accountId, recoveryId),
      methods.remove({ ...change, methodId: passkeyId }),
      methods.changePassword({ ...change, password: 'the intruder was here' }),
      signInWith(passkey),
      enrolPasskey(sibling.enrolmentToken),
      passes.revokeForRecovery(sibling.recoveryId),
      passes.redeemForRecovery({ recoveryId: waiting.recoveryId }),
    ]);
    const { added } = await retire(accountId, recoveryId);
    expect(await enabledIds(accountId)).toEqual(added.map(({ id }) => id));
    expect(await isLive(intruder.sessionToken)).toBe(false);
    expect(await fixture.directory.sessions.list(accountId)).toEqual([]);
  });
});

describe('while a recovery is under way nothing else changes methods (T20)', () => {
  test('an ordinary session may not: while set-up is open, or a new method waits for its first use', async () => {
    const { accountId, passkey } = await redeemed();
    const look = async () => mayChange((await signInWith(passkey))!.sessionToken);
    expect(await look()).toBe(false);
    fixture.clock.now += 30 * minute;
    expect(await look()).toBe(true);
    const again = await redeem(accountId);
    const fresh = await enrolPasskey(again.enrolmentToken);
    fixture.clock.now += 60 * minute;
    expect(await look()).toBe(false);
    const own = (await signInWith(fresh))!;
    await retire(accountId, again.recoveryId);
    expect(await mayChange(own.sessionToken)).toBe(true);
    const stranger = await addPerson();
    await redeem((await addPerson()).accountId);
    expect(await mayChange((await signInWith(stranger.passkey))!.sessionToken)).toBe(true);
  });

  test('the job that drops what has expired does not end it', async () => {
    const { accountId, enrolmentToken, recoveryId, passkey } = await redeemed();
    await enrolPasskey(enrolmentToken);
    fixture.clock.now += 48 * 60 * minute;
    await fixture.directory.removeExpired();
    expect(await mayChange((await signInWith(passkey))!.sessionToken)).toBe(false);
    expect((await retire(accountId, recoveryId)).added).toHaveLength(1);
  });

  test('nor does the directory let it, were the door to ask', async () => {
    const { accountId, enrolmentToken, passkey } = await redeemed();
    const { methods } = fixture.directory;
    const { sessionId } = (await signInWith(passkey))!;
    const by = { accountId, sessionId };
    await enrolPasskey(enrolmentToken);
    const before = await enabledIds(accountId);
    for (const methodId of before) expect(await methods.remove({ ...by, methodId })).toBe('notNow');
    expect(await methods.changePassword({ ...by, password: newPassword })).toBeNull();
    expect(await methods.changePassword({ accountId, password: newPassword })).toBeNull();
    const start = (await methods.startPasskey(accountId))!;
    const { credential } = createTestAuthenticator(fixture.origin).create(start.options);
    const { ceremonyToken } = start;
    expect(await methods.registerPasskey({ ...by, ceremonyToken, credential, label: 'More' })).toBeNull();
    const app = (await methods.startTotp({ accountId, startedBy: sessionId }))!;
    const code = codeOf(Secret.fromBase32(app.secret));
    expect(await methods.registerTotp({ ...by, ceremonyToken: app.ceremonyToken, code })).toBeNull();
    expect(await enabledIds(accountId)).toEqual(before);
  });

  test("an invitation and an admin's pass wait, unspent, and so does set-up that they opened before", async () => {
    const { accountId, accountName } = await addPerson();
    const { directory } = fixture;
    const earlier = (await directory.invitations.create({ accountId }))!;
    const opened = (await directory.invitations.redeem(earlier.token))!;
    const start = await directory.enrolments.startPasskey(opened.enrolmentToken);
    if (start === 'enrolmentEnded') throw new Error(start);
    const invitation = (await directory.invitations.create({ accountId }))!;
    const pass = (await directory.passes.issue({
      accountId,
      issuedBy: 'admin',
      isUsableOnce: true,
    })) as NewPass;
    const { recoveryId } = await redeem(accountId);
    const usePass = () =>
      directory.signIn.withPass({
        identifier: accountName,
        value: pass.value,
        address: '192.0.2.1',
        recoveryId: null,
      });
    expect(await directory.invitations.redeem(invitation.token)).toBeNull();
    expect(await usePass()).toBeNull();
    const { credential } = createTestAuthenticator(fixture.origin).create(start.options);
    const answer = { ...opened, ceremonyToken: start.ceremonyToken, credential, label: 'Phone' };
    expect(await directory.enrolments.enrolPasskey(answer)).toBe('enrolmentEnded');
    await directory.passes.revokeForRecovery(recoveryId);
    expect(await directory.invitations.redeem(invitation.token)).not.toBeNull();
    expect(await usePass()).not.toBeNull();
    expect(await enrolPasskey(opened.enrolmentToken)).toBeTypeOf('object');
  });
});

describe('before its first use, a new password goes with the new app only (D30, T20)', () => {
  test.each([
    ['the new password with the old app', newPassword, 'old'],
    ['the old password with the new app', oldPassword, 'new'],
  ] as const)('refuses %s', async (_name, password, app) => {
    const { accountName, enrolmentToken } = await redeemed();
    const secret = await enrolPassword(enrolmentToken);
    expect(await signIn(accountName, password, app === 'old' ? oldSecret : secret)).toBeNull();
  });

  test('old with old is an old sign-in; new with new is the first use', async () => {
    const { accountId, accountName, enrolmentToken, recoveryId, passwordId } = await redeemed();
    const secret = await enrolPassword(enrolmentToken);
    const old = await signIn(accountName, oldPassword, oldSecret);
    expect(old?.methodId).toBe(passwordId);
    const fresh = await signIn(accountName, newPassword, secret);
    const { added } = await retire(accountId, recoveryId);
    expect(added.map(({ kind }) => kind)).toEqual(['password', 'totp']);
    expect(added[0]?.id).toBe(fresh?.methodId);
  });

  test('who chooses the old password again is told apart by the app', async () => {
    const { accountName, enrolmentToken, passwordId } = await redeemed();
    const secret = await enrolPassword(enrolmentToken, oldPassword);
    expect((await signIn(accountName, oldPassword, oldSecret))?.methodId).toBe(passwordId);
    const fresh = await signIn(accountName, oldPassword, secret);
    expect(fresh?.methodId).not.toBe(passwordId);
    expect(fresh).not.toBeNull();
  });

  test('afterwards an app that is added later goes with it too', async () => {
    const { accountId, accountName, enrolmentToken, recoveryId } = await redeemed();
    const secret = await enrolPassword(enrolmentToken);
    await signIn(accountName, newPassword, secret);
    await retire(accountId, recoveryId);
    const later = new Uint8Array(20).fill(8);
    await fixture.directory.methods.addTotp({ accountId, secret: later });
    expect(await signIn(accountName, newPassword, later)).not.toBeNull();
    expect(await signIn(accountName, newPassword, oldSecret)).toBeNull();
  });
});
