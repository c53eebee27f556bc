import { describe, expect, test } from 'vitest';
import { objectionToken } from './start.ts';
import { openTestJourney, startOfTime, type TestJourney } from './test-journey.ts';

const minute = 60_000;
const start = (house: TestJourney, identifier = 'mara', network = '10.0.0') =>
  house.journey.start({ identifier, network });
async function startMany(house: TestJourney, count: number, make: (index: number) => [string, string]) {
  const outcomes = [];
  for (let index = 0; index < count; index += 1)
    outcomes.push((await start(house, ...make(index))).recovery.outcome);
  return outcomes;
}
const pageOf = async (house: TestJourney, id: string) =>
  (await house.journey.view((await house.ports.store.read(id))!)).now.page;

describe('starting writes the same rows for everybody (D14, R23, R24)', () => {
  const everybody = [
    'mara',
    'MARA',
    'mara@example.org',
    'tiago',
    'ruth',
    'jonas',
    'nobody',
    '  ',
    'ÅÄÖ\u0301',
  ];
  test.each(everybody)('%j: one recovery, one piece of evidence, one entry, one mail', async (identifier) => {
    const house = await openTestJourney();
    const { recovery, cookie } = await start(house, identifier);
    const { recoveries, evidence, mails, requests } = house.memory.tables();
    expect([recoveries.size, evidence.get(recovery.id)!.size, mails.size, requests.size]).toEqual([
      1, 1, 1, 0,
    ]);
    expect(house.memory.audit.entries).toHaveLength(1);
    expect(recovery).toMatchObject({ state: 'explain', outcome: null, version: 1, createdAt: startOfTime });
    expect(Object.keys(house.memory.audit.entries[0]!.data).sort()).toEqual(
      ['account', 'identifier', 'methodUsedRecently', 'mode', 'profile', 'profileVersion'].sort(),
    );
    expect((await house.journey.findByCookie(cookie))?.id).toBe(recovery.id);
    expect((await house.journey.view(recovery)).identifier).toBe(identifier);
  });

  test('neither the cookie nor what was typed stands readable in the database', async () => {
    const house = await openTestJourney();
    const { cookie } = await start(house, 'mara@example.org');
    const { recoveries, evidence } = house.memory.tables();
    const rows = JSON.stringify([[...recoveries.values()], [...evidence.values()].map((each) => [...each])]);
    for (const secret of [cookie, 'mara@example.org', 'account-mara']) expect(rows).not.toContain(secret);
    const entries = JSON.stringify(house.memory.audit.entries);
    for (const name of ['mara@example.org', 'account-mara']) expect(entries).not.toContain(name);
  });

  test('only somebody who may recover is written to, at every confirmed address, in the organisation’s language (T21)', async () => {
    const house = await openTestJourney();
    house.edit('account-mara', { confirmedMails: ['one@example.org', 'two@example.org'] });
    for (const identifier of ['mara', 'ruth', 'jonas', 'nobody']) await start(house, identifier);
    const mails = [...house.memory.tables().mails.values()];
    expect(mails.map(({ to, kind, language }) => [to, kind, language])).toEqual([
      [['one@example.org', 'two@example.org'], 'recoveryStarted', 'en'],
      [[], 'recoveryStarted', 'en'],
      [[], 'recoveryStarted', 'en'],
      [[], 'recoveryStarted', 'en'],
    ]);
  });

  test('case numbers can be read aloud: eight of letters and digits that are not mistaken for one another', async () => {
    const house = await openTestJourney({
      randomBytes: (length) => new Uint8Array(length).map((_, i) => i * 37),
    });
    const { recovery } = await start(house);
    expect(recovery.caseNumber).toMatch(/^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/);
  });

  test('recent use is believed and noted for the admin (D12, T28)', async () => {
    const house = await openTestJourney();
    const used = (methodLastUsedAt: number | null) => house.edit('account-mara', { methodLastUsedAt });
    const noted = async () => {
      await start(house);
      return house.memory.audit.entries.at(-1)!.data.methodUsedRecently;
    };
    used(startOfTime - 23 * 60 * minute);
    expect(await noted()).toBe(true);
    used(startOfTime - 24 * 60 * minute);
    expect(await noted()).toBe(false);
    used(null);
    expect(await noted()).toBe(false);
  });
});

describe('too much is slowed down, known and unknown alike (D16, R11, T18)', () => {
  test.each(['mara', 'ruth', 'nobody'])(
    '%s: 30 starts a day from one network, and not for others',
    async (identifier) => {
      const house = await openTestJourney();
      const outcomes = await startMany(house, 31, () => [identifier, '10.1.0']);
      expect(outcomes.slice(0, 30)).toEqual(Array(30).fill(null));
      expect(outcomes[30]).toBe('slowed');
      expect((await start(house, identifier, '10.2.0')).recovery.outcome).toBeNull();
      house.clock.now += 24 * 60 * minute;
      expect((await start(house, identifier, '10.1.0')).recovery.outcome).toBeNull();
    },
  );

  test.each(['mara', 'ruth', 'nobody'])('%s: 300 starts a day from everywhere', async (identifier) => {
    const house = await openTestJourney();
    const outcomes = await startMany(house, 301, (index) => [identifier, `10.${index}.0`]);
    expect(outcomes.filter((each) => each === 'slowed')).toEqual(['slowed']);
  });

  test.each(['mara', 'ruth', 'nobody'])(
    '%s: name and mail share one count, known or not (T17, R23)',
    async (identifier) => {
      const house = await openTestJourney();
      const outcomes = await startMany(house, 31, (index) => [
        index % 2 === 0 ? identifier : `${identifier.toUpperCase()}@example.org`,
        '10.1.0',
      ]);
      expect(outcomes[30]).toBe('slowed');
    },
  );

  test('so do the spellings that a directory takes for one, also where small letters have a sign that capitals have not (R11)', async () => {
    const house = await openTestJourney();
    const spellings = ['\u01f0org', 'j\u030corg', 'J\u030cORG', ' \uff2a\u030corg\u3000'];
    const outcomes = await startMany(house, 31, (index) => [spellings[index % 4]!, '10.1.0']);
    expect(outcomes[30]).toBe('slowed');
  });

  test('three notices a day, and none for a start that was slowed (T18)', async () => {
    const house = await openTestJourney();
    await startMany(house, 31, () => ['mara', '10.1.0']);
    const told = [...house.memory.tables().mails.values()].filter(({ to }) => to.length > 0);
    expect(told).toHaveLength(3);
    expect(house.memory.tables().mails.size).toBe(31);
  });

  test('starts as somebody of elsewhere use up nothing of what a person is told (T21, R10)', async () => {
    const house = await openTestJourney();
    await startMany(house, 4, () => ['mara@elsewhere.example', '10.1.0']);
    await startMany(house, 4, (index) => [index % 2 === 0 ? 'mara' : 'mara@example.org', '10.1.0']);
    const told = [...house.memory.tables().mails.values()].map(({ to }) => to.length);
    expect(told).toEqual([0, 0, 0, 0, 1, 1, 1, 0]);
  });

  test('600 starts an hour from one network, of whomever', async () => {
    const house = await openTestJourney();
    const outcomes = await startMany(house, 601, (index) => [`person.${index}`, '10.9.8']);
    expect(outcomes.filter((each) => each === 'slowed')).toEqual(['slowed']);
    expect(outcomes.at(-1)).toBe('slowed');
    expect((await start(house, 'mara', '10.9.7')).recovery.outcome).toBeNull();
    house.clock.now += 60 * minute;
    expect((await start(house, 'mara', '10.9.8')).recovery.outcome).toBeNull();
  });

  test('ten refusals a day of one account, whatever was typed, stop the eleventh start', async () => {
    const house = await openTestJourney();
    const ruin = async (identifier: string) => {
      const { recovery } = await start(house, identifier);
      await house.journey.advance({ recoveryId: recovery.id, event: { type: 'begin' } });
      const route = { type: 'chooseRoute', country: 'DE', route: 'wallet' } as const;
      await house.journey.advance({ recoveryId: recovery.id, event: route });
      const refusal = { kind: 'refused', code: 'keyBindingNonce' } as const;
      await house.journey.advance({ recoveryId: recovery.id, event: { type: 'walletRefused', refusal } });
      return pageOf(house, recovery.id);
    };
    for (let index = 0; index < 10; index += 1)
      expect(await ruin(index % 2 === 0 ? 'mara' : 'mara@example.org')).toBe('notConfirmed');
    expect((await start(house, 'mara')).recovery.outcome).toBe('slowed');
    expect((await start(house, 'tiago')).recovery.outcome).toBeNull();
    house.clock.now += 24 * 60 * minute;
    expect((await start(house, 'mara')).recovery.outcome).toBeNull();
  });

  test('who was slowed holds no key, can do nothing, and reads "later"', async () => {
    const house = await openTestJourney();
    await startMany(house, 30, () => ['mara', '10.0.0']);
    const { recovery } = await start(house);
    expect(recovery).toMatchObject({ state: 'closed', outcome: 'slowed', evidenceKeyWrapped: null });
    expect(await pageOf(house, recovery.id)).toBe('tryLater');
    const advanced = await house.journey.advance({ recoveryId: recovery.id, event: { type: 'begin' } });
    expect(advanced).toMatchObject({ moved: false, recovery });
    expect(house.memory.audit.entries.at(-1)).toMatchObject({ code: 'rateLimited' });
  });
});

describe('"This wasn\'t me" (R10)', () => {
  const linkOf = (house: TestJourney) => {
    const { objection } = [...house.memory.tables().mails.values()].at(-1)!.values;
    return new URL(house.journey.objectionLink(objection!));
  };

  test('the link in the mail stops the recovery, from any browser', async () => {
    const house = await openTestJourney();
    const { recovery } = await start(house);
    const link = linkOf(house);
    expect(link.href).toMatch(/^https:\/\/recover\.example\.org\/recover\/not-me#/);
    expect(link.search).toBe('');
    expect(JSON.stringify([...house.memory.tables().mails.values()])).not.toContain(link.hash.slice(1));
    expect(await house.journey.object(link.hash.slice(1))).toBe('stopped');
    expect(await house.ports.store.read(recovery.id)).toMatchObject({ state: 'closed', outcome: 'stopped' });
    expect(house.memory.audit.entries.at(-1)).toMatchObject({
      activity: 'recovery.stopped',
      code: 'objection',
      actor: 'person',
    });
    expect(await house.journey.object(link.hash.slice(1)), 'pressed again').toBe('stopped');
  });

  test('a pass that was granted meanwhile dies with it', async () => {
    const house = await openTestJourney();
    const { recovery } = await start(house);
    house.passes.set(recovery.id, {
      ...{ accountId: 'account-mara', value: 'x', expiresAt: startOfTime + 10 * minute, redeemedAt: null },
    });
    await house.ports.store.update({ id: recovery.id, expectedVersion: 1, changes: { state: 'accessPass' } });
    await house.journey.object(linkOf(house).hash.slice(1));
    expect(house.passes.size).toBe(0);
  });

  test('a forged, foreign or mangled one does nothing', async () => {
    const house = await openTestJourney();
    const [mine, theirs] = [await start(house), await start(house, 'tiago')];
    const token = objectionToken(house.ports, mine.recovery.id);
    const [id, mac] = token.split('.');
    const forged = [
      '',
      '.',
      id!,
      `${id}.`,
      `${id}.${'A'.repeat(43)}`,
      `${theirs.recovery.id}.${mac}`,
      `${token}x`,
      token.slice(0, -1),
      token.toUpperCase(),
      objectionToken(
        { ...house.ports, keys: { ...house.ports.keys, objection: new Uint8Array(32) } },
        mine.recovery.id,
      ),
    ];
    for (const each of forged) expect(await house.journey.object(each), each).toBe('unknown');
    for (const { recovery } of [mine, theirs])
      expect(await house.ports.store.read(recovery.id)).toMatchObject({ outcome: null });
  });

  test('after the end it says that it came too late', async () => {
    const house = await openTestJourney();
    const { recovery } = await start(house);
    const changes = { state: 'closed', outcome: 'recovered' } as const;
    await house.ports.store.update({ id: recovery.id, expectedVersion: 1, changes });
    expect(await house.journey.object(linkOf(house).hash.slice(1))).toBe('tooLate');
  });

  test('a genuine one for a recovery that there is no more', async () => {
    const house = await openTestJourney();
    expect(await house.journey.object(objectionToken(house.ports, 'gone'))).toBe('unknown');
  });
});

test('after a day a recovery has run out, and the sweep says so', async () => {
  const house = await openTestJourney();
  const { recovery } = await start(house);
  house.clock.now += 24 * 60 * minute - 1;
  expect(await house.journey.sweep()).toEqual({ expired: 0, evidenceDropped: 0 });
  house.clock.now += 1;
  expect(await house.journey.sweep()).toEqual({ expired: 1, evidenceDropped: 0 });
  expect(await house.ports.store.read(recovery.id)).toMatchObject({ state: 'closed', outcome: 'expired' });
  expect(await pageOf(house, recovery.id)).toBe('ended');
});
