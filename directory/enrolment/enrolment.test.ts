import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestAuthenticator } from '../test-authenticator.ts';
import { openTestDirectory, type TestDirectory } from '../test-directory.ts';

let fixture: TestDirectory;
const minute = 60_000;
const password = 'three small green boats';
let recoveries = 0;

beforeAll(async () => {
  fixture = await openTestDirectory();
});
afterAll(() => fixture.database.close());

/** Somebody whose recovery was granted and redeemed. */
async function redeemed(again?: string) {
  const person = again === undefined ? await fixture.addPerson() : { id: again, accountName: '' };
  const { directory } = fixture;
  await directory.methods.addPasskey({
    accountId: person.id,
    label: 'Old phone',
    credentialId: `old-${person.id}`,
    publicKey: new Uint8Array(1),
    counter: 0,
  });
  await directory.passes.issue({ accountId: person.id, issuedBy: 'admin' });
  recoveries += 1;
  const recoveryId = `recovery-${recoveries}`;
  await directory.passes.issueForRecovery({ accountId: person.id, recoveryId, lifetimeMinutes: 10 });
  fixture.clock.now += minute;
  const opened = await directory.passes.redeemForRecovery({ recoveryId });
  if (typeof opened === 'string') throw new Error(opened);
  return { ...person, recoveryId, enrolmentToken: opened.enrolmentToken };
}

async function enrolPasskey(enrolmentToken: string) {
  const start = await fixture.directory.enrolments.startPasskey(enrolmentToken);
  if (start === 'enrolmentEnded') return start;
  const { credential } = createTestAuthenticator(fixture.origin).create(start.options);
  const { ceremonyToken } = start;
  return fixture.directory.enrolments.enrolPasskey({
    enrolmentToken,
    ceremonyToken,
    credential,
    label: 'New phone',
  });
}

async function startTotp(enrolmentToken: string, ceremonyToken?: string) {
  const start = await fixture.directory.enrolments.startTotp({ enrolmentToken, ceremonyToken });
  if (start === 'enrolmentEnded') throw new Error(start);
  const code = () => TOTP.generate({ secret: Secret.fromBase32(start.secret), timestamp: fixture.clock.now });
  const confirm = (typed: string) =>
    fixture.directory.enrolments.enrolTotp({
      enrolmentToken,
      ceremonyToken: start.ceremonyToken,
      code: typed,
    });
  return { ...start, code, confirm };
}

describe('an enrolment session (D29)', () => {
  test('says whose it is and why; ends after 30 minutes', async () => {
    const { accountName, enrolmentToken } = await redeemed();
    expect(await fixture.directory.enrolments.read(enrolmentToken)).toMatchObject({
      accountName,
      reason: 'recovery',
      expiresAt: fixture.clock.now + 30 * minute,
      passwordSet: false,
      done: null,
    });
    fixture.clock.now += 30 * minute;
    expect(await fixture.directory.enrolments.read(enrolmentToken)).toBeNull();
    expect(await enrolPasskey(enrolmentToken)).toBe('enrolmentEnded');
    expect(await fixture.directory.enrolments.setPassword({ enrolmentToken, password })).toBe(
      'enrolmentEnded',
    );
    expect(await fixture.directory.enrolments.startTotp({ enrolmentToken })).toBe('enrolmentEnded');
  });

  test('the first passkey ends it; the page may still say so; nobody is signed in (R26)', async () => {
    const { id, enrolmentToken, recoveryId } = await redeemed();
    expect(await enrolPasskey(enrolmentToken)).toMatchObject({ done: 'passkey' });
    expect(await enrolPasskey(enrolmentToken)).toBe('enrolmentEnded');
    expect(await fixture.directory.enrolments.read(enrolmentToken)).toMatchObject({ done: 'passkey' });
    expect(await fixture.directory.enrolments.readOfRecovery(recoveryId)).toMatchObject({
      open: false,
      done: 'passkey',
    });
    expect(await fixture.directory.sessions.list(id)).toEqual([]);
    expect(await fixture.directory.sessions.read(enrolmentToken)).toBeNull();
  });

  test('does not exclude the old passkey: the same authenticator may hold the new one', async () => {
    const { enrolmentToken } = await redeemed();
    expect(await fixture.directory.enrolments.startPasskey(enrolmentToken)).toMatchObject({
      options: { excludeCredentials: [] },
    });
  });

  test('password and authenticator app come into being together', async () => {
    const { id, accountName, enrolmentToken } = await redeemed();
    const kinds = async () => (await fixture.directory.methods.list(id)).map(({ kind }) => kind);
    const totp = await startTotp(enrolmentToken);
    expect(totp.uri).toBe(
      `otpauth://totp/Test:${accountName}?issuer=Test&secret=${totp.secret}&algorithm=SHA1&digits=6&period=30`,
    );
    expect(await totp.confirm(totp.code())).toBe('passwordFirst');
    expect(await fixture.directory.enrolments.setPassword({ enrolmentToken, password: 'short' })).toBe(
      'passwordTooShort',
    );
    expect(await fixture.directory.enrolments.setPassword({ enrolmentToken, password })).toMatchObject({
      passwordSet: true,
      done: null,
    });
    expect(await kinds()).toEqual(['passkey']);
    expect(await totp.confirm('000000')).toBe('codeWrong');
    expect(await totp.confirm(totp.code())).toMatchObject({ done: 'password' });
    expect(await kinds()).toEqual(['passkey', 'password', 'totp']);
    const attempt = { identifier: accountName, password, address: '192.0.2.1', userAgent: '' };
    // The code that confirmed the app is spent (RFC 6238 5.2).
    expect(await fixture.directory.signIn.withPassword({ ...attempt, code: totp.code() })).toBeNull();
    fixture.clock.now += 30_000;
    expect(await fixture.directory.signIn.withPassword({ ...attempt, code: totp.code() })).not.toBeNull();
  });

  test('ten wrong codes end the set-up of an app', async () => {
    const { enrolmentToken } = await redeemed();
    await fixture.directory.enrolments.setPassword({ enrolmentToken, password });
    const totp = await startTotp(enrolmentToken);
    for (let index = 0; index < 10; index += 1) expect(await totp.confirm('000000')).toBe('codeWrong');
    expect(await totp.confirm(totp.code())).toBe('codeWrong');
  });

  describe('a second tab, or a reload, while an app is being set up', () => {
    test('is handed the same secret, and what either tab confirms is that one', async () => {
      const { enrolmentToken } = await redeemed();
      await fixture.directory.enrolments.setPassword({ enrolmentToken, password });
      const first = await startTotp(enrolmentToken);
      const second = await startTotp(enrolmentToken, first.ceremonyToken);
      const { secret, uri, ceremonyToken } = first;
      expect(second).toMatchObject({ secret, uri, ceremonyToken });
      expect(await first.confirm(second.code())).toMatchObject({ done: 'password' });
    });

    test('looking again counts no try and gives no time', async () => {
      const { enrolmentToken } = await redeemed();
      const { secret, ceremonyToken } = await startTotp(enrolmentToken);
      const again = async () => (await startTotp(enrolmentToken, ceremonyToken)).secret;
      for (let index = 0; index < 11; index += 1) expect(await again()).toBe(secret);
      fixture.clock.now += 5 * minute - 1;
      expect(await again()).toBe(secret);
      fixture.clock.now += 1;
      expect(await again()).not.toBe(secret);
    });

    test('is handed a new one when ten wrong codes ended the old, and when there was none', async () => {
      const { enrolmentToken } = await redeemed();
      await fixture.directory.enrolments.setPassword({ enrolmentToken, password });
      const totp = await startTotp(enrolmentToken);
      for (let index = 0; index < 10; index += 1) await totp.confirm('000000');
      expect((await startTotp(enrolmentToken, totp.ceremonyToken)).secret).not.toBe(totp.secret);
      expect((await startTotp(enrolmentToken, 'unknown')).secret).not.toBe(totp.secret);
    });

    test('is not handed what another account, or another set-up of the same one, has begun (T20)', async () => {
      const begun = await redeemed();
      const { secret, ceremonyToken } = await startTotp(begun.enrolmentToken);
      const other = await redeemed();
      expect((await startTotp(other.enrolmentToken, ceremonyToken)).secret).not.toBe(secret);
      const again = await redeemed(begun.id);
      expect((await startTotp(again.enrolmentToken, ceremonyToken)).secret).not.toBe(secret);
    });

    test('is not handed the challenge of a passkey', async () => {
      const { enrolmentToken } = await redeemed();
      const passkey = await fixture.directory.enrolments.startPasskey(enrolmentToken);
      if (passkey === 'enrolmentEnded') throw new Error(passkey);
      const { ceremonyToken } = await startTotp(enrolmentToken, passkey.ceremonyToken);
      expect(ceremonyToken).not.toBe(passkey.ceremonyToken);
    });
  });

  test('ends when the account is disabled', async () => {
    const { id, enrolmentToken } = await redeemed();
    await fixture.directory.accounts.edit({ id, changes: { enabled: false } });
    expect(await fixture.directory.enrolments.read(enrolmentToken)).toBeNull();
    expect(await enrolPasskey(enrolmentToken)).toBe('enrolmentEnded');
  });
});

describe('old methods after a recovery (D30, T20)', () => {
  test('disabled, not deleted, with the sessions they opened; the new one stays; doing it again changes nothing', async () => {
    const { id, recoveryId, enrolmentToken } = await redeemed();
    const [old] = await fixture.directory.methods.list(id);
    const session = await fixture.directory.sessions.open({
      accountId: id,
      methodId: old!.id,
      userAgent: '',
    });
    await enrolPasskey(enrolmentToken);
    const retired = await fixture.directory.methods.retire({ accountId: id, recoveryId });
    expect(retired).toEqual({
      disabled: [{ id: old!.id, kind: 'passkey', label: 'Old phone' }],
      added: [{ id: expect.any(String), kind: 'passkey', label: 'New phone' }],
    });
    expect(await fixture.directory.sessions.read(session.sessionToken)).toBeNull();
    fixture.clock.now += minute;
    const later = await fixture.directory.methods.addPassword({ accountId: id, password });
    expect(await fixture.directory.methods.retire({ accountId: id, recoveryId })).toEqual(retired);
    const methods = await fixture.directory.methods.list(id);
    expect(methods.filter(({ disabledAt }) => disabledAt !== null).map((each) => each.id)).toEqual([old!.id]);
    expect(methods.map((each) => each.id)).toContain(later);
  });

  test('nothing is disabled while there is no new method, nor for another account or recovery', async () => {
    const { id, recoveryId, enrolmentToken } = await redeemed();
    const nothing = { disabled: [], added: [] };
    expect(await fixture.directory.methods.retire({ accountId: id, recoveryId })).toEqual(nothing);
    await enrolPasskey(enrolmentToken);
    const other = await fixture.addPerson();
    expect(await fixture.directory.methods.retire({ accountId: other.id, recoveryId })).toEqual(nothing);
    expect(await fixture.directory.methods.retire({ accountId: id, recoveryId: 'none' })).toEqual(nothing);
  });

  test('a method slipped in after the redemption by an old one goes too; so does an earlier pass of an admin', async () => {
    const { id, recoveryId, enrolmentToken } = await redeemed();
    fixture.clock.now += minute;
    const slipped = await fixture.directory.methods.addPassword({ accountId: id, password });
    await enrolPasskey(enrolmentToken);
    const { disabled } = await fixture.directory.methods.retire({ accountId: id, recoveryId });
    expect(disabled.map((each) => each.id)).toContain(slipped);
    expect(await fixture.directory.passes.read(id)).toBeNull();
  });
});

describe('an invitation (D33)', () => {
  test('opens set-up once, within 15 minutes', async () => {
    const { id, accountName } = await fixture.addPerson();
    const invitation = (await fixture.directory.invitations.create({ accountId: id }))!;
    expect(invitation.expiresAt).toBe(fixture.clock.now + 15 * minute);
    const opened = await fixture.directory.invitations.redeem(invitation.token);
    expect(await fixture.directory.enrolments.read(opened!.enrolmentToken)).toMatchObject({
      accountName,
      reason: 'invitation',
    });
    expect(await fixture.directory.invitations.redeem(invitation.token)).toBeNull();
  });

  test('is dead when late, replaced or unknown, and never made for a disabled account', async () => {
    const { id } = await fixture.addPerson();
    const first = (await fixture.directory.invitations.create({ accountId: id }))!;
    const second = (await fixture.directory.invitations.create({ accountId: id }))!;
    expect(await fixture.directory.invitations.redeem(first.token)).toBeNull();
    fixture.clock.now += 15 * minute;
    expect(await fixture.directory.invitations.redeem(second.token)).toBeNull();
    expect(await fixture.directory.invitations.redeem('unknown')).toBeNull();
    const disabled = await fixture.addPerson({ enabled: false });
    expect(await fixture.directory.invitations.create({ accountId: disabled.id })).toBeNull();
  });
});

describe('an invitation for the first of a role (D33)', () => {
  let roles = 0;
  /** Two who are invited, so that one of them becomes the first. */
  async function invitesTwo() {
    roles += 1;
    const role = `Role ${roles}`;
    const people = [await fixture.addPerson({ roles: [role] }), await fixture.addPerson({ roles: [role] })];
    const invite = async (person: { readonly id: string }) =>
      (await fixture.directory.invitations.create({ accountId: person.id, firstOfRole: role }))!.token;
    const [one, other] = [await invite(people[0]!), await invite(people[1]!)];
    const signsIn = (person: { readonly id: string } = people[0]!) =>
      fixture.directory.methods.addPassword({ accountId: person.id, password: 'correct horse battery' });
    return { role, people, invite, signsIn, one, other };
  }
  const redeem = (token: string) => fixture.directory.invitations.redeem(token);

  test('dies when another one is used, although nobody has set anything up yet', async () => {
    const { people, one, other } = await invitesTwo();
    expect(await redeem(one)).toMatchObject({ accountId: people[0]!.id, isFirst: true });
    expect(await redeem(other)).toBeNull();
  });

  test('two at the same moment: one is used (R29)', async () => {
    const { one, other } = await invitesTwo();
    const used = await Promise.all([redeem(one), redeem(other)]);
    expect(used.filter((each) => each !== null)).toHaveLength(1);
  });

  test('is dead, and was never needed, once somebody with the role can sign in, and only then', async () => {
    const { role, people, invite, signsIn, one, other } = await invitesTwo();
    await redeem(one);
    // Set-up was never finished: there is nobody yet, and whoever is asked next may be the first.
    fixture.clock.now += minute;
    expect(await fixture.directory.accounts.isRoleHeld(role)).toBe(false);
    expect(await redeem(await invite(people[1]!))).toMatchObject({ isFirst: true });
    const late = await invite(people[1]!);
    await signsIn();
    expect(await fixture.directory.accounts.isRoleHeld(role)).toBe(true);
    expect(await redeem(late)).toBeNull();
    expect(await redeem(other)).toBeNull();
    await fixture.directory.accounts.edit({ id: people[0]!.id, changes: { enabled: false } });
    expect(await fixture.directory.accounts.isRoleHeld(role)).toBe(false);
  });

  test('one that was made beside those who are there is good all the same, and says so', async () => {
    const { people, signsIn, one } = await invitesTwo();
    await signsIn();
    const beside = (await fixture.directory.invitations.create({ accountId: people[1]!.id }))!.token;
    expect(await redeem(one)).toBeNull();
    expect(await redeem(beside)).toMatchObject({ accountId: people[1]!.id, isFirst: false });
  });
});
