import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Account, Directory } from '../../recovery/directory/index.ts';

/** What the suite asks an adapter's test to do on the far side of the port. */
export interface DirectoryUnderTest {
  readonly directory: Directory;
  /** Creates an account with these values and returns its id. */
  addAccount(account: NewContractAccount): Promise<string>;
  /** Gives the account a method and a live session. */
  addMethodWithSession(accountId: string): Promise<void>;
  /** Does what the person does in the enrolment session: sets up a first new method. */
  enrolMethod(enrolmentToken: string): Promise<void>;
  /** Moves the directory's clock on, by milliseconds. */
  wait(milliseconds: number): void;
  /** Requests or statements so far, in order and without values; null where the product does not let one count. */
  readTraffic(): readonly string[] | null;
  close(): Promise<void>;
}

export type NewContractAccount = Pick<Account, 'accountName' | 'givenName' | 'surname'> &
  Partial<
    Pick<
      Account,
      'birthDate' | 'country' | 'employeeNumber' | 'enabled' | 'groups' | 'privileged' | 'hasSignedIn'
    >
  > & {
    readonly mails?: readonly { readonly mail: string; readonly confirmed: boolean }[];
  };

/** Every directory adapter passes this suite, whatever product stands behind it. */
export function describeDirectory(product: string, open: () => Promise<DirectoryUnderTest>): void {
  describe(`directory port: ${product}`, () => {
    let under: DirectoryUnderTest;
    beforeAll(async () => {
      under = await open();
    });
    afterAll(() => under.close());

    describeReading(() => under);
    describeNames(() => under);
    describePass(() => under);
    describeReopening(() => under);
    describeRetirement(() => under);
    describeRevocation(() => under);
  });
}

let people = 0;
async function addPerson(under: DirectoryUnderTest, more: Partial<NewContractAccount> = {}): Promise<string> {
  people += 1;
  return under.addAccount({
    accountName: `contract.${people}`,
    givenName: 'Zoe',
    surname: `Quill${people}`,
    ...more,
  });
}

function describeReading(of: () => DirectoryUnderTest): void {
  test('an account comes over whole', async () => {
    const id = await addPerson(of(), {
      accountName: 'whole',
      surname: 'Whole',
      birthDate: '1988-04-12',
      country: 'DE',
      employeeNumber: '4711',
      groups: ['Staff'],
      privileged: true,
      hasSignedIn: true,
      mails: [
        { mail: 'whole@example.org', confirmed: true },
        { mail: 'old@example.org', confirmed: false },
      ],
    });
    expect(await of().directory.readAccount(id)).toEqual({
      id,
      accountName: 'whole',
      givenName: 'Zoe',
      surname: 'Whole',
      birthDate: '1988-04-12',
      country: 'DE',
      employeeNumber: '4711',
      enabled: true,
      frozen: false,
      groups: ['Staff'],
      privileged: true,
      hasSignedIn: true,
      attributeHoldUntil: null,
      methodLastUsedAt: null,
      confirmedMails: ['whole@example.org'],
    });
    expect(await of().directory.readAccount('gone')).toBeNull();
  });

  test('D13: account name or confirmed mail finds an account; a mail of two finds nobody', async () => {
    const shared = { mail: 'both@example.org', confirmed: true };
    const mine = { mail: 'mine@example.org', confirmed: true };
    const id = await addPerson(of(), { accountName: 'looked.up', mails: [shared, mine] });
    await addPerson(of(), { mails: [shared, { mail: 'unsure@example.org', confirmed: false }] });
    const find = async (identifier: string) => (await of().directory.lookUp(identifier)).account?.id ?? null;
    expect(await find(' Looked.Up')).toBe(id);
    expect(await find('MINE@example.org')).toBe(id);
    for (const identifier of ['both@example.org', 'unsure@example.org', 'nobody', '']) {
      expect(await find(identifier)).toBeNull();
    }
  });

  test('D14, R23: known, disabled, unknown and ambiguous identifiers cost the same traffic', async () => {
    const shared = { mail: 'twice@example.org', confirmed: true };
    await addPerson(of(), { accountName: 'traffic', surname: 'Traffic', mails: [shared] });
    await addPerson(of(), { surname: 'Traffic', mails: [shared] });
    await addPerson(of(), { accountName: 'traffic.disabled', enabled: false });
    const record = async (identifier: string) => {
      const before = of().readTraffic()?.length ?? 0;
      await of().directory.lookUp(identifier);
      return of().readTraffic()?.slice(before) ?? null;
    };
    const expected = await record('traffic');
    if (expected !== null) expect(expected.length).toBeGreaterThan(0);
    for (const identifier of [
      'traffic.disabled',
      'nobody',
      'twice@example.org',
      '',
      'traffic\0',
      '\u0085',
      "'; drop table account; --",
    ]) {
      expect(await record(identifier)).toEqual(expected);
    }
  });

  test('D14: the population counts people by group and country', async () => {
    await addPerson(of(), { groups: ['Choir', 'Chess'], country: 'PT' });
    await addPerson(of(), { groups: ['Choir'], country: 'PT' });
    await addPerson(of(), { groups: ['Choir'] });
    const population = await of().directory.readPopulation();
    const counted = population.filter(({ group }) => group === 'Choir' || group === 'Chess');
    expect(counted).toHaveLength(3);
    expect(counted).toEqual(
      expect.arrayContaining([
        { group: 'Chess', country: 'PT', people: 1 },
        { group: 'Choir', country: 'PT', people: 2 },
        { group: 'Choir', country: null, people: 1 },
      ]),
    );
  });
}

function describeNames(of: () => DirectoryUnderTest): void {
  test('D18: candidates are found by presented names, disabled ones included, folded and in any order', async () => {
    const person = { givenName: 'Renée', surname: 'Müller-Østby' };
    const one = await addPerson(of(), person);
    const two = await addPerson(of(), { ...person, enabled: false });
    await addPerson(of(), { givenName: 'Renée', surname: 'Else' });
    for (const presentedNames of [
      { givenName: 'RENEE ANNE', familyName: 'MUELLER OSTBY' },
      { givenName: 'Müller Østby', familyName: 'Renée' },
    ]) {
      const found = await of().directory.findCandidates(presentedNames);
      expect(found.map(({ id }) => id).sort()).toEqual([one, two].sort());
    }
    expect(await of().directory.findCandidates({ givenName: '', familyName: '' })).toEqual([]);
  });

  test('R22: a look-up brings the lookalikes along, not the account itself', async () => {
    const id = await addPerson(of(), { accountName: 'look.one', givenName: 'Ida', surname: 'Marsh Vale' });
    const twin = await addPerson(of(), { givenName: 'Ida', surname: 'Vale', enabled: false });
    const { account, lookalikes } = await of().directory.lookUp('look.one');
    expect(account?.id).toBe(id);
    expect(lookalikes.map((each) => [each.id, each.enabled])).toEqual([[twin, false]]);
    expect((await of().directory.lookUp('nobody')).lookalikes).toEqual([]);
  });
}

let recoveries = 0;
async function granted(under: DirectoryUnderTest) {
  recoveries += 1;
  const accountId = await addPerson(under);
  const recoveryId = `contract-recovery-${recoveries}`;
  const pass = await under.directory.issueRecoveryPass({ accountId, recoveryId, lifetimeMinutes: 10 });
  return { accountId, recoveryId, pass };
}

function describePass(of: () => DirectoryUnderTest): void {
  const redeem = (recoveryId: string, value?: string) =>
    of().directory.redeemRecoveryPass({ recoveryId, ...(value !== undefined && { value }) });

  test('D28–D30: redeeming ends the sessions at once and opens an enrolment session', async () => {
    const { accountId, recoveryId, pass } = await granted(of());
    await of().addMethodWithSession(accountId);
    expect(await redeem(recoveryId, pass.value)).toEqual({
      enrolmentToken: expect.any(String),
      expiresAt: expect.any(Number),
      sessionsEnded: 1,
    });
  });

  test.each(['passUnknown', 'passUsed', 'passExpired'] as const)('refuses with %s', async (code) => {
    const { recoveryId, pass } = await granted(of());
    if (code === 'passUsed') await redeem(recoveryId);
    if (code === 'passExpired') of().wait(10 * 60_000);
    expect(await redeem(recoveryId, code === 'passUnknown' ? 'WRONG' : pass.value)).toBe(code);
  });

  test('a new pass replaces the old one; a revoked one is unknown', async () => {
    const { accountId, recoveryId, pass } = await granted(of());
    const fresh = await of().directory.issueRecoveryPass({ accountId, recoveryId, lifetimeMinutes: 10 });
    expect(await redeem(recoveryId, pass.value)).toBe('passUnknown');
    await of().directory.revokeRecoveryPass({ recoveryId });
    expect(await redeem(recoveryId, fresh.value)).toBe('passUnknown');
  });

  test('three wrong values kill the pass', async () => {
    const { recoveryId, pass } = await granted(of());
    for (const value of ['WRONG1', 'WRONG2', 'WRONG3']) await redeem(recoveryId, value);
    expect(await redeem(recoveryId, pass.value)).toBe('passUnknown');
  });

  test('D31: two recoveries of one account have passes of their own', async () => {
    const { accountId, recoveryId, pass } = await granted(of());
    const other = { accountId, recoveryId: `${recoveryId}-other`, lifetimeMinutes: 10 };
    const second = await of().directory.issueRecoveryPass(other);
    expect(await redeem(recoveryId, second.value)).toBe('passUnknown');
    expect(await redeem(recoveryId, pass.value)).toMatchObject({ sessionsEnded: 0 });
  });
}

function describeReopening(of: () => DirectoryUnderTest): void {
  const reopen = (recoveryId: string) => of().directory.reopenEnrolment({ recoveryId });

  test('D29: set-up that is open can be entered anew: the same time, and the token before is dead', async () => {
    const { recoveryId } = await granted(of());
    expect(await reopen(recoveryId)).toBeNull();
    const opened = await of().directory.redeemRecoveryPass({ recoveryId });
    if (typeof opened === 'string') throw new Error(opened);
    of().wait(60_000);
    const again = await reopen(recoveryId);
    expect(again?.expiresAt).toBe(opened.expiresAt);
    await expect(of().enrolMethod(opened.enrolmentToken)).rejects.toThrow();
    await of().enrolMethod(again!.enrolmentToken);
    expect(await reopen(recoveryId)).toBeNull();
  });

  test('D29: not once its time is over', async () => {
    const { recoveryId } = await granted(of());
    await of().directory.redeemRecoveryPass({ recoveryId });
    of().wait(31 * 60_000);
    expect(await reopen(recoveryId)).toBeNull();
  });
}

function describeRevocation(of: () => DirectoryUnderTest): void {
  async function redeemed() {
    const { accountId, recoveryId } = await granted(of());
    await of().addMethodWithSession(accountId);
    of().wait(1_000);
    const opened = await of().directory.redeemRecoveryPass({ recoveryId });
    if (typeof opened === 'string') throw new Error(opened);
    return { request: { accountId, recoveryId }, recoveryId, token: opened.enrolmentToken };
  }
  const nothing = { disabled: [], added: [] };

  test('D29, T20: revoked in the middle of set-up, nothing more can be set up', async () => {
    const { recoveryId, token, request } = await redeemed();
    await of().directory.revokeRecoveryPass({ recoveryId });
    await expect(of().enrolMethod(token)).rejects.toThrow();
    expect(await of().directory.readEnrolment({ recoveryId })).toEqual({
      open: false,
      newMethodReady: false,
    });
    expect(await of().directory.reopenEnrolment({ recoveryId })).toBeNull();
    expect(await of().directory.retireOldMethods(request)).toEqual(nothing);
  });

  test('D30, T20: revoked before its first use, the new method is gone and no old one is touched', async () => {
    const { recoveryId, token, request } = await redeemed();
    await of().enrolMethod(token);
    await of().directory.revokeRecoveryPass({ recoveryId });
    expect(await of().directory.readEnrolment({ recoveryId })).toEqual({
      open: false,
      newMethodReady: false,
    });
    expect(await of().directory.retireOldMethods(request)).toEqual(nothing);
    expect(await of().directory.redeemRecoveryPass({ recoveryId })).toBe('passUsed');
  });

  test('D30: after retirement it changes nothing', async () => {
    const { recoveryId, token, request } = await redeemed();
    await of().enrolMethod(token);
    const retired = await of().directory.retireOldMethods(request);
    await of().directory.revokeRecoveryPass({ recoveryId });
    expect(await of().directory.retireOldMethods(request)).toEqual(retired);
    expect(await of().directory.readEnrolment({ recoveryId })).toEqual({ open: false, newMethodReady: true });
  });

  test("T20: another recovery's new method is an old one to this recovery, though it came later", async () => {
    const { request, token } = await redeemed();
    const recoveryId = `${request.recoveryId}-sibling`;
    await of().directory.issueRecoveryPass({ ...request, recoveryId, lifetimeMinutes: 10 });
    of().wait(1_000);
    const sibling = await of().directory.redeemRecoveryPass({ recoveryId });
    if (typeof sibling === 'string') throw new Error(sibling);
    await of().enrolMethod(sibling.enrolmentToken);
    await of().enrolMethod(token);
    const { disabled, added } = await of().directory.retireOldMethods(request);
    expect([disabled.length, added.length]).toEqual([2, 1]);
    expect(await of().directory.retireOldMethods({ ...request, recoveryId })).toEqual(nothing);
  });
}

function describeRetirement(of: () => DirectoryUnderTest): void {
  test('D30: old methods are disabled once there is a new one; asking again changes nothing', async () => {
    const { accountId, recoveryId } = await granted(of());
    await of().addMethodWithSession(accountId);
    of().wait(1_000);
    const opened = await of().directory.redeemRecoveryPass({ recoveryId });
    if (typeof opened === 'string') throw new Error(opened);
    const request = { accountId, recoveryId };
    expect(await of().directory.retireOldMethods(request)).toEqual({ disabled: [], added: [] });
    await of().enrolMethod(opened.enrolmentToken);
    const retired = await of().directory.retireOldMethods(request);
    expect([retired.disabled.length, retired.added.length]).toEqual([1, 1]);
    expect(await of().directory.retireOldMethods(request)).toEqual(retired);
  });
}
