import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BuiltInDirectory, createDirectory, foldIdentifier, foldLocalPart } from '../index.ts';
import { openTestDatabase, type TestDatabase } from '../test-database.ts';

let database: TestDatabase;
let directory: BuiltInDirectory;
let now = 1_700_000_000_000;
const hour = 3_600_000;

beforeAll(async () => {
  database = await openTestDatabase();
  directory = createDirectory({
    database,
    now: () => now,
    keys: { passHmac: new Uint8Array(32).fill(1), totp: new Uint8Array(32).fill(2) },
    relyingParty: { id: 'localhost', name: 'Test', origin: 'http://localhost' },
    nameKeys: {
      ofAccount: (given, surname) => [`${given}|${surname}`.toLowerCase()],
      ofPresented: (given, family) => [`${given}|${family}`.toLowerCase()],
    },
  });
});
afterAll(() => database.close());

const person = (accountName: string, more: object = {}) => ({
  accountName,
  givenName: 'Anna',
  surname: accountName,
  mails: [{ mail: `${accountName}@example.org`, confirmed: true }],
  ...more,
});

describe('finding an account', () => {
  test('by account name or confirmed mail, folded', async () => {
    const id = await directory.accounts.create(person('Finder.One'));
    for (const identifier of ['finder.one', ' FINDER.ONE ', 'Finder.One@Example.ORG', 'ｆinder.one']) {
      expect((await directory.accounts.find(identifier))?.id).toBe(id);
    }
  });

  test('D13: an unconfirmed mail, or a mail on two accounts, finds nobody', async () => {
    const shared = [{ mail: 'shared@example.org', confirmed: true }];
    await directory.accounts.create(person('shared.a', { mails: shared }));
    await directory.accounts.create(person('shared.b', { mails: shared }));
    await directory.accounts.create(
      person('loose', { mails: [{ mail: 'loose@example.org', confirmed: false }] }),
    );
    expect(await directory.accounts.find('shared@example.org')).toBeNull();
    expect(await directory.accounts.find('loose@example.org')).toBeNull();
  });

  test("D13: one account's name that is another's confirmed mail finds nobody", async () => {
    await directory.accounts.create(person('mix@example.org', { mails: [] }));
    await directory.accounts.create(
      person('mix.other', { mails: [{ mail: 'mix@example.org', confirmed: true }] }),
    );
    expect(await directory.accounts.find('mix@example.org')).toBeNull();
  });

  test('an account name is taken once, whatever its case', async () => {
    await directory.accounts.create(person('once'));
    await expect(directory.accounts.create(person('ONCE', { mails: [] }))).rejects.toThrow(/unique/);
  });

  test('reading with an id that is none finds nobody', async () => {
    expect(await directory.accounts.read('not-an-id')).toBeNull();
  });
});

test('createMany keeps order and every list', async () => {
  const many = Array.from({ length: 1_203 }, (_, index) =>
    person(`bulk.${index}`, { groups: ['Bulk'], country: 'DE' }),
  );
  const ids = await directory.accounts.createMany(many);
  expect(new Set(ids).size).toBe(1_203);
  expect(await directory.accounts.read(ids[1_202]!)).toEqual({
    id: ids[1_202],
    accountName: 'bulk.1202',
    mails: [{ mail: 'bulk.1202@example.org', confirmed: true }],
    givenName: 'Anna',
    surname: 'bulk.1202',
    birthDate: null,
    country: 'DE',
    employeeNumber: '',
    enabled: true,
    frozen: false,
    groups: ['Bulk'],
    roles: [],
    attributeHoldUntil: null,
    firstSignedInAt: null,
    methodLastUsedAt: null,
    createdAt: now,
    version: 1,
  });
  expect(await directory.accounts.readPopulation()).toContainEqual({
    group: 'Bulk',
    country: 'DE',
    people: 1_203,
  });
});

describe('D34, T10: an edit of a matching attribute holds recovery', () => {
  test.each([
    ['givenName', { givenName: 'Eva' }, true],
    ['surname', { surname: 'Other' }, true],
    ['birthDate', { birthDate: '1990-01-01' }, true],
    ['employeeNumber', { employeeNumber: '77' }, true],
    ['the same name again', { givenName: 'Anna' }, false],
    ['country', { country: 'PT' }, false],
    ['groups', { groups: ['A', 'B'] }, false],
  ])('%s', async (name, changes, held) => {
    const id = await directory.accounts.create(person(`edit.${name}`));
    const account = await directory.accounts.edit({ id, changes });
    expect(account?.attributeHoldUntil).toBe(held ? now + 72 * hour : null);
    expect(account).toMatchObject(changes);
  });

  test('an undo does not shorten the hold', async () => {
    const id = await directory.accounts.create(person('undo'));
    await directory.accounts.edit({ id, changes: { givenName: 'Eva' } });
    now += hour;
    const account = await directory.accounts.edit({ id, changes: { givenName: 'Anna' }, holdHours: 1 });
    expect(account?.attributeHoldUntil).toBe(now + 71 * hour);
  });

  test('a new name is found by its new keys only', async () => {
    const id = await directory.accounts.create(person('Renamed'));
    await directory.accounts.edit({ id, changes: { surname: 'Newname' } });
    const find = async (familyName: string) =>
      (await directory.accounts.findByPresentedNames({ givenName: 'Anna', familyName })).map(
        (found) => found.id,
      );
    expect(await find('newname')).toEqual([id]);
    expect(await find('renamed')).toEqual([]);
  });
});

test.each([
  [' Mara.Lindqvist ', 'mara.lindqvist', 'mara.lindqvist'],
  ['ｍara.lindqvist@ALDERFINCH.example', 'mara.lindqvist@alderfinch.example', 'mara.lindqvist'],
  ['ﬁnn@a@b', 'finn@a@b', 'finn'],
  ['@example.org', '@example.org', '@example.org'],
  ['a\0b\u0085\n', 'a\uFFFDb\uFFFD', 'a\uFFFDb\uFFFD'],
  ['', '', ''],
])('T17: %j folds to %j, and is counted by %j', (identifier, folded, localPart) => {
  expect(foldIdentifier(identifier)).toBe(folded);
  expect(foldLocalPart(identifier)).toBe(localPart);
});
