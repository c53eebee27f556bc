import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDirectory, defaultPassPolicy, type NewPass } from '../index.ts';
import { openTestDirectory, type TestDirectory } from '../test-directory.ts';

let fixture: TestDirectory;
let recoveries = 0;
const minute = 60_000;

beforeAll(async () => {
  fixture = await openTestDirectory();
});
afterAll(() => fixture.database.close());

const issue = async (accountId: string, more: { isUsableOnce?: boolean; lifetimeInMinutes?: number } = {}) =>
  (await fixture.directory.passes.issue({ accountId, issuedBy: 'admin', ...more })) as NewPass;

const signIn = (identifier: string, value: string, recoveryId: string | null = null) =>
  fixture.directory.signIn.withPass({ identifier, value, address: '192.0.2.1', recoveryId });

async function recoveryPass(lifetimeMinutes = 10) {
  recoveries += 1;
  const person = await fixture.addPerson();
  const recoveryId = `recovery-${recoveries}`;
  const pass = await fixture.directory.passes.issueForRecovery({
    accountId: person.id,
    recoveryId,
    lifetimeMinutes,
  });
  return { ...person, recoveryId, pass };
}

const redeem = (recoveryId: string, value?: string) =>
  fixture.directory.passes.redeemForRecovery({ recoveryId, ...(value !== undefined && { value }) });

describe("an admin's pass (behaviour.md 3.8)", () => {
  test('default policy: eight characters, an hour, usable more than once', async () => {
    const { id, accountName } = await fixture.addPerson();
    const pass = await issue(id);
    expect(pass.value).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(pass.expiresAt).toBe(fixture.clock.now + 60 * minute);
    expect(await signIn(accountName, pass.value)).toMatchObject({ kind: 'enrolment' });
    expect(
      await signIn(accountName, ` ${pass.value.toLowerCase().slice(0, 4)}-${pass.value.slice(4)}`),
    ).not.toBeNull();
  });

  test('the value is in no row and in no answer but the first', async () => {
    const { id } = await fixture.addPerson();
    const { value, passId, expiresAt } = await issue(id);
    expect(
      JSON.stringify(await fixture.database.query().selectFrom('access_pass').selectAll().execute()),
    ).not.toContain(value);
    expect(await fixture.directory.passes.read(id)).toEqual({
      id: passId,
      addedAt: fixture.clock.now,
      lastUsedAt: null,
      expiresAt,
      isUsableOnce: false,
      usability: 'enabledByPolicy',
    });
  });

  test.each([
    [{ lifetimeInMinutes: 59 }, 'lifetimeOutOfPolicy'],
    [{ lifetimeInMinutes: 481 }, 'lifetimeOutOfPolicy'],
    [{ length: 7 }, 'lengthOutOfRange'],
    [{ length: 49 }, 'lengthOutOfRange'],
  ])('%o is refused', async (more, refusal) => {
    const { id } = await fixture.addPerson();
    expect(await fixture.directory.passes.issue({ accountId: id, issuedBy: 'admin', ...more })).toBe(refusal);
  });

  test('one per person: the new one replaces the old', async () => {
    const { id, accountName } = await fixture.addPerson();
    const [old, fresh] = [await issue(id), await issue(id)];
    expect(await signIn(accountName, old.value)).toBeNull();
    expect(await signIn(accountName, fresh.value)).not.toBeNull();
  });

  test('one-time: once, and ten minutes for the set-up', async () => {
    const { id, accountName } = await fixture.addPerson();
    const pass = await issue(id, { isUsableOnce: true });
    expect(await signIn(accountName, pass.value)).toMatchObject({
      expiresAt: fixture.clock.now + 10 * minute,
    });
    expect(await signIn(accountName, pass.value)).toBeNull();
    expect((await fixture.directory.passes.read(id))?.usability).toBe('oneTimeUsed');
  });

  test('a multi-use pass is refused once the policy demands one-time', async () => {
    const { id, accountName } = await fixture.addPerson();
    const { value } = await issue(id);
    const stricter = createDirectory({
      ...fixture.settings,
      readPassPolicy: async () => ({ ...defaultPassPolicy, isUsableOnce: true }),
    });
    const attempt = { identifier: accountName, value, address: '192.0.2.1', recoveryId: null };
    expect(await stricter.signIn.withPass(attempt)).toBeNull();
    expect((await stricter.passes.read(id))?.usability).toBe('disabledByPolicy');
  });

  test('is refused after its end, to another account and to a disabled one', async () => {
    const [one, other] = [await fixture.addPerson(), await fixture.addPerson()];
    const { value } = await issue(one.id);
    await issue(other.id);
    expect(await signIn(other.accountName, value)).toBeNull();
    await fixture.directory.accounts.edit({ id: one.id, changes: { enabled: false } });
    expect(await signIn(one.accountName, value)).toBeNull();
    await fixture.directory.accounts.edit({ id: one.id, changes: { enabled: true } });
    fixture.clock.now += 60 * minute;
    expect(await signIn(one.accountName, value)).toBeNull();
  });

  test('what it opened ends with it: by time, by deletion, by replacement', async () => {
    const { id, accountName } = await fixture.addPerson();
    const open = async (value: string) => {
      const opened = await signIn(accountName, value);
      return opened?.kind === 'enrolment' ? opened : Promise.reject(new Error('refused'));
    };
    const isOpen = async (token: string) => (await fixture.directory.enrolments.read(token)) !== null;
    const first = await issue(id);
    fixture.clock.now += 50 * minute;
    const late = await open(first.value);
    expect(late.expiresAt).toBe(first.expiresAt);
    expect(await isOpen(late.enrolmentToken)).toBe(true);
    const second = await issue(id);
    expect(await isOpen(late.enrolmentToken)).toBe(false);
    const again = await open(second.value);
    await fixture.directory.passes.delete(id);
    expect(await isOpen(again.enrolmentToken)).toBe(false);
  });

  test('guesses wait after ten (R11), unknown accounts alike, with the same statements (R23)', async () => {
    const { id, accountName } = await fixture.addPerson();
    const { value } = await issue(id);
    const record = async (identifier: string) => {
      fixture.database.statements.length = 0;
      expect(await signIn(identifier, 'WRONG000')).toBeNull();
      return [...fixture.database.statements];
    };
    expect(await record('nobody.known')).toEqual(await record(accountName));
    for (let index = 0; index < 9; index += 1) {
      await record(accountName);
      await record('nobody.known');
    }
    expect(await signIn(accountName, value)).toBeNull();
    expect(await record('nobody.known')).toEqual(await record(accountName));
    fixture.clock.now += 16_000;
    expect(await signIn(accountName, value)).not.toBeNull();
  });

  test('T17: by mail, an account or nobody that must wait costs the same as by name', async () => {
    const { id, accountName } = await fixture.addPerson();
    const mail = `mail.of.${accountName}@example.org`;
    await fixture.directory.accounts.edit({ id, changes: { mails: [{ mail, confirmed: true }] } });
    const { value } = await issue(id);
    const record = async (identifier: string, typed = 'WRONG000') => {
      fixture.database.statements.length = 0;
      expect(await signIn(identifier, typed)).toBeNull();
      return [...fixture.database.statements];
    };
    const expected = await record('first.guess');
    for (const name of [accountName, 'no.such.name']) {
      for (let index = 0; index < 12; index += 1) expect(await record(name)).toEqual(expected);
    }
    expect(await record('no.such.name@example.org')).toEqual(expected);
    expect(await record(mail)).toEqual(expected);
    expect(await record(mail, value)).toEqual(expected);
  });

  test('a policy out of range is misuse: no pass is issued, none is taken', async () => {
    const { id, accountName } = await fixture.addPerson();
    const { value } = await issue(id);
    const wrong = createDirectory({
      ...fixture.settings,
      readPassPolicy: async () => ({ ...defaultPassPolicy, maximumLifetimeInMinutes: 43_201 }),
    });
    await expect(wrong.passes.issue({ accountId: id, issuedBy: 'test' })).rejects.toThrow(TypeError);
    const attempt = { identifier: accountName, value, address: '192.0.2.1', recoveryId: null };
    await expect(wrong.signIn.withPass(attempt)).rejects.toThrow(TypeError);
  });
});

describe("a recovery's pass (D28)", () => {
  test('twelve characters of an unambiguous alphabet, 60 bits, for the time asked', async () => {
    const { pass } = await recoveryPass();
    expect(pass.value).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
    expect(pass.expiresAt).toBe(fixture.clock.now + 10 * minute);
  });

  test('redeemed by the recovery or by its value: once, ends all sessions, opens set-up', async () => {
    for (const byValue of [false, true]) {
      const { id, recoveryId, pass } = await recoveryPass();
      const methodId = await fixture.directory.methods.addPassword({ accountId: id, password: 'x' });
      const session = await fixture.directory.sessions.open({ accountId: id, methodId, userAgent: '' });
      await fixture.directory.sessions.open({ accountId: id, methodId, userAgent: '' });
      const redeemed = await redeem(recoveryId, byValue ? pass.value.toLowerCase() : undefined);
      expect(redeemed).toEqual({
        enrolmentToken: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
        expiresAt: fixture.clock.now + 30 * minute,
        sessionsEnded: 2,
      });
      expect(await fixture.directory.sessions.read(session.sessionToken)).toBeNull();
      expect(await redeem(recoveryId, byValue ? pass.value : undefined)).toBe('passUsed');
      expect(await fixture.directory.enrolments.readOfRecovery(recoveryId)).toMatchObject({
        open: true,
        done: null,
      });
    }
  });

  test('R29: redeemed twice at once, it opens one session', async () => {
    const { recoveryId } = await recoveryPass();
    const both = await Promise.all([redeem(recoveryId), redeem(recoveryId)]);
    expect(both.filter((each) => each === 'passUsed')).toHaveLength(1);
  });

  test('late: passExpired; unknown recovery or revoked: passUnknown', async () => {
    const { recoveryId, pass } = await recoveryPass();
    expect(await redeem('no-such-recovery')).toBe('passUnknown');
    fixture.clock.now += 10 * minute;
    expect(await redeem(recoveryId, pass.value)).toBe('passExpired');
    await fixture.directory.passes.revokeForRecovery(recoveryId);
    expect(await redeem(recoveryId)).toBe('passUnknown');
  });

  test('three wrong values kill it, for the cookie too; two do not', async () => {
    const two = await recoveryPass();
    for (const value of ['WRONG', '']) expect(await redeem(two.recoveryId, value)).toBe('passUnknown');
    expect(await redeem(two.recoveryId, two.pass.value)).toMatchObject({ sessionsEnded: 0 });
    const three = await recoveryPass();
    for (const value of ['WRONG', '', two.pass.value])
      expect(await redeem(three.recoveryId, value)).toBe('passUnknown');
    expect(await redeem(three.recoveryId, three.pass.value)).toBe('passUnknown');
    expect(await redeem(three.recoveryId)).toBe('passUnknown');
  });

  test('shown again: the old one dies, the tries start afresh; after redemption never', async () => {
    const { id, recoveryId, pass } = await recoveryPass();
    const again = () =>
      fixture.directory.passes.issueForRecovery({ accountId: id, recoveryId, lifetimeMinutes: 10 });
    const fresh = await again();
    expect(await redeem(recoveryId, pass.value)).toBe('passUnknown');
    expect(await redeem(recoveryId, fresh.value)).toMatchObject({ sessionsEnded: 0 });
    await expect(again()).rejects.toThrow(TypeError);
    await fixture.directory.passes.revokeForRecovery(recoveryId);
    expect(await redeem(recoveryId)).toBe('passUsed');
  });

  test("T19: at sign-in only the recovery's own browser gets as far as its pass, for its own account", async () => {
    const mine = await recoveryPass();
    const other = await recoveryPass();
    expect(await signIn(mine.accountName, mine.pass.value)).toBeNull();
    expect(await signIn(mine.accountName, mine.pass.value, other.recoveryId)).toBeNull();
    expect(await signIn(other.accountName, mine.pass.value, mine.recoveryId)).toBeNull();
    expect(await signIn(mine.accountName, mine.pass.value, mine.recoveryId)).toEqual({
      kind: 'recoveryPass',
      recoveryId: mine.recoveryId,
    });
  });

  test('a late one gets as far: its refusal belongs on the record of its recovery (R36); a used one does not', async () => {
    const { accountName, pass, recoveryId } = await recoveryPass();
    fixture.clock.now += 11 * 60_000;
    expect(await signIn(accountName, pass.value, recoveryId)).toEqual({ kind: 'recoveryPass', recoveryId });
    expect(await signIn(accountName, pass.value)).toBeNull();
    const used = await recoveryPass();
    await redeem(used.recoveryId);
    expect(await signIn(used.accountName, used.pass.value, used.recoveryId)).toBeNull();
  });

  test('a disabled account redeems nothing', async () => {
    const { id, recoveryId } = await recoveryPass();
    await fixture.directory.accounts.edit({ id, changes: { enabled: false } });
    expect(await redeem(recoveryId)).toBe('passUnknown');
  });

  test('joins the transaction of its caller: what rolls back was never issued', async () => {
    const { id } = await fixture.addPerson();
    const failing = fixture.database.transaction(async () => {
      const order = { accountId: id, recoveryId: 'rolled-back', lifetimeMinutes: 10 };
      await fixture.directory.passes.issueForRecovery(order);
      throw new Error('the caller failed');
    });
    await expect(failing).rejects.toThrow('the caller failed');
    expect(await redeem('rolled-back')).toBe('passUnknown');
  });
});
