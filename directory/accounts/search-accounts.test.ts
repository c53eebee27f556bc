import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDirectory, type TestDirectory } from '../test-directory.ts';
import type { AccountFilter } from './index.ts';

let here: TestDirectory;
const people = [
  {
    accountName: 'mara.lindqvist',
    givenName: 'Mara',
    surname: 'Lindqvist',
    country: 'DE',
    groups: ['Staff'],
  },
  { accountName: 'u.mueller', givenName: 'Uta', surname: 'Müller', employeeNumber: 'E-77', country: 'DE' },
  { accountName: 'j.smith', givenName: 'Jo', surname: 'Smith-Jones', groups: ['Staff', 'Choir'] },
  { accountName: 'lena.maro', givenName: 'Lena', surname: 'Maro', enabled: false, frozen: true },
  { accountName: 'root', givenName: 'Ruth', surname: 'Abel', roles: ['Auditor'], country: 'PT' },
].map((person) => ({
  ...person,
  mails: [{ mail: `${person.accountName}@example.org`, confirmed: true }],
  firstSignedInAt: person.accountName === 'j.smith' ? null : 1,
}));

beforeAll(async () => {
  here = await openTestDirectory();
  await here.directory.accounts.createMany(people);
});
afterAll(() => here.database.close());

const find = async (filter: AccountFilter, page: { after?: string; limit?: number } = {}) =>
  here.directory.accounts.search({ filter, limit: 10, ...page });
const names = async (filter: AccountFilter) => (await find(filter)).map(({ accountName }) => accountName);

describe('finding people by words', () => {
  test.each([
    ['mara', ['mara.lindqvist']],
    ['mar', ['mara.lindqvist', 'lena.maro']],
    ['lind MAR', ['mara.lindqvist']],
    ['muller', ['u.mueller']],
    ['Müll', ['u.mueller']],
    ['mueller', ['u.mueller']],
    ['e-77', ['u.mueller']],
    ['jones jo', ['j.smith']],
    ['smith-j', ['j.smith']],
    ['mara.lindqvist@ex', ['mara.lindqvist']],
    ['indqvist', []],
    ['mara smith', []],
    ['', ['root', 'mara.lindqvist', 'lena.maro', 'u.mueller', 'j.smith']],
    ["'; drop table account; --", []],
    ['\0', []],
    ['\\', []],
    [':* | !', []],
  ])('%s', async (text, expected) => {
    expect(await names({ text })).toEqual(expected);
  });

  test('an edit is found by its new words, no longer by its old ones', async () => {
    const id = await here.directory.accounts.create({
      accountName: 'old',
      givenName: 'Old',
      surname: 'Name',
    });
    await here.directory.accounts.edit({ id, changes: { surname: 'Neu', accountName: 'fresh', mails: [] } });
    expect([await names({ text: 'old name' }), await names({ text: 'neu' })]).toEqual([[], ['fresh']]);
    await here.directory.accounts.edit({ id, changes: { employeeNumber: '4711', surname: 'Aaa' } });
    expect((await find({}))[0]).toMatchObject({ id, surname: 'Aaa' });
    expect(await names({ text: '4711' })).toEqual(['fresh']);
    await here.database.query().deleteFrom('account').where('id', '=', id).execute();
  });
});

describe('filters', () => {
  test.each<[string, AccountFilter, string[]]>([
    ['group', { group: 'Staff' }, ['mara.lindqvist', 'j.smith']],
    ['group and words', { group: 'Staff', text: 'jo' }, ['j.smith']],
    ['country', { country: 'DE' }, ['mara.lindqvist', 'u.mueller']],
    ['no country', { country: null }, ['lena.maro', 'j.smith']],
    ['disabled', { enabled: false }, ['lena.maro']],
    ['enabled', { enabled: true, country: null }, ['j.smith']],
    ['frozen', { frozen: true }, ['lena.maro']],
    ['not frozen', { frozen: false, country: null }, ['j.smith']],
    ['never signed in', { neverSignedIn: true }, ['j.smith']],
    ['privileged', { privileged: true }, ['root']],
    ['one role', { role: 'Auditor' }, ['root']],
    ['another role', { role: 'Help Desk' }, []],
  ])('%s', async (_, filter, expected) => {
    expect(await names(filter)).toEqual(expected);
    expect(await here.directory.accounts.countMatching({ filter, most: 100 })).toBe(expected.length);
  });

  test('on hold, for as long as it lasts (D34)', async () => {
    const [mara] = await find({ text: 'mara lind' });
    await here.directory.accounts.edit({
      id: mara!.id,
      changes: { birthDate: '1988-04-12' },
      by: 'admin:1',
    });
    expect(await names({ onHold: true })).toEqual(['mara.lindqvist']);
    const [hold] = await here.directory.accounts.listHolds({ limit: 10 });
    expect(hold).toEqual({
      id: expect.any(String),
      accountId: mara!.id,
      accountName: 'mara.lindqvist',
      displayName: 'Mara Lindqvist',
      attributes: ['birthDate'],
      startedAt: here.clock.now,
      until: here.clock.now + 72 * 3_600_000,
      startedBy: 'admin:1',
    });
    here.clock.now += 72 * 3_600_000;
    expect([await names({ onHold: true }), await here.directory.accounts.listHolds({ limit: 10 })]).toEqual([
      [],
      [],
    ]);
  });
});

test('pages go on where the one before ended, without a name in the cursor', async () => {
  const seen: string[] = [];
  for (let after: string | undefined; ; ) {
    const page = await find({}, { limit: 2, ...(after !== undefined && { after }) });
    seen.push(...page.map(({ accountName }) => accountName));
    after = page.at(-1)?.id;
    if (page.length < 2) break;
  }
  expect(seen).toEqual(['root', 'mara.lindqvist', 'lena.maro', 'u.mueller', 'j.smith']);
  for (const after of ['nonsense', '00000000-0000-0000-0000-000000000000'])
    expect(await find({}, { after })).toEqual([]);
});

test('counting stops where it is told to', async () => {
  expect(await here.directory.accounts.countMatching({ filter: {}, most: 3 })).toBe(3);
});

test('pages of holds, the one that ends first in front; a second edit does not shorten the first (D34)', async () => {
  const { accounts } = here.directory;
  const [one, two] = await accounts.createMany([
    { accountName: 'hold.one', givenName: 'H', surname: 'One' },
    { accountName: 'hold.two', givenName: 'H', surname: 'Two' },
  ]);
  await accounts.edit({ id: one!, changes: { surname: 'Uno' }, holdHours: 10 });
  await accounts.edit({ id: two!, changes: { surname: 'Due' }, holdHours: 5 });
  await accounts.edit({ id: one!, changes: { surname: 'One' }, holdHours: 1 });
  const [first] = await accounts.listHolds({ limit: 1 });
  expect(first?.accountId).toBe(two);
  const rest = await accounts.listHolds({ limit: 5, after: first!.id });
  expect(rest.map(({ accountId }) => accountId)).toEqual([one, one]);
  expect((await accounts.read(one!))?.attributeHoldUntil).toBe(here.clock.now + 10 * 3_600_000);
  expect(await accounts.listHolds({ accountId: two!, limit: 5 })).toHaveLength(1);
});

test('an edit names the version it started from, or nothing is overwritten (R29)', async () => {
  const { accounts } = here.directory;
  const id = await accounts.create({ accountName: 'versioned', givenName: 'V', surname: 'V' });
  const edited = await accounts.editVersion({ id, changes: { country: 'PT' }, expectedVersion: 1 });
  expect(edited).toMatchObject({ version: 2, country: 'PT' });
  expect(await accounts.editVersion({ id, changes: { country: 'DE' }, expectedVersion: 1 })).toBe(
    'changedMeanwhile',
  );
  expect(await accounts.read(id)).toMatchObject({ version: 2, country: 'PT' });
});

describe('groups', () => {
  test('are there as long as somebody is in them, and are renamed for everybody', async () => {
    const { accounts, groups } = here.directory;
    const [a, b] = await accounts.createMany([
      { accountName: 'group.a', givenName: 'A', surname: 'A', groups: ['Red'] },
      { accountName: 'group.b', givenName: 'B', surname: 'B' },
    ]);
    const change = { group: 'Red', add: [a!, b!, 'nonsense'], remove: [] };
    expect(await groups.changeMembers(change)).toEqual({ added: [b], removed: [] });
    expect(await groups.rename({ from: 'Red', to: 'Choir' }), 'taken').toBeNull();
    expect(await groups.rename({ from: 'Red', to: 'Green' })).toBe(2);
    expect((await groups.list()).filter(({ name }) => /Red|Green|Choir/.test(name))).toEqual([
      { name: 'Choir', people: 1 },
      { name: 'Green', people: 2 },
    ]);
    const left = await groups.changeMembers({ group: 'Green', add: [], remove: [a!, b!] });
    expect([left.added, new Set(left.removed)]).toEqual([[], new Set([a, b])]);
    expect(await groups.list()).not.toContainEqual({ name: 'Green', people: 0 });
    expect((await accounts.read(b!))?.version, 'members count as edited').toBe(3);
  });
});
