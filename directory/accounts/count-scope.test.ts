import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BuiltInDirectory, createDirectory, type ScopeCount, type ScopeQuestion } from '../index.ts';
import { openTestDatabase, type TestDatabase } from '../test-database.ts';

let database: TestDatabase;
let directory: BuiltInDirectory;
let boardId = '';

beforeAll(async () => {
  database = await openTestDatabase();
  directory = createDirectory({
    database,
    keys: { passHmac: new Uint8Array(32).fill(1), totp: new Uint8Array(32).fill(2) },
    relyingParty: { id: 'localhost', name: 'Test', origin: 'http://localhost' },
    nameKeys: { ofAccount: () => [], ofPresented: () => [] },
  });
  const person = (accountName: string, groups: readonly string[], more: object = {}) =>
    directory.accounts.create({ accountName, givenName: 'A', surname: 'B', groups, ...more });
  await person('staff', ['Staff']);
  await person('both', ['Staff', 'Workshop']);
  await person('workshop', ['Workshop', 'Pass']);
  await person('gone', ['Staff'], { enabled: false });
  await person('admin', ['Staff'], { roles: ['Recovery Administrator', 'Auditor'] });
  boardId = await person('board', ['Staff', 'Board', 'Pass']);
  await person('nobody', []);
});
afterAll(() => database.close());

const everyone: ScopeQuestion = {
  includeGroups: 'everyone',
  excludedGroups: [],
  excludedAccountIds: [],
  passScope: 'everyone',
  earlierGroups: [],
};

describe('how many people a profile includes: enabled ones, each once', () => {
  test.each<[string, Partial<ScopeQuestion>, Partial<ScopeCount>]>([
    ['everyone', {}, { included: 6, inScope: 6, privileged: 1 }],
    ['nobody', { includeGroups: [] }, {}],
    ['a group nobody is in', { includeGroups: ['None'] }, {}],
    ['one group', { includeGroups: ['Staff'] }, { included: 4, inScope: 4, privileged: 1 }],
    [
      'two groups that overlap',
      { includeGroups: ['Staff', 'Workshop'] },
      { included: 5, inScope: 5, privileged: 1 },
    ],
    [
      'an excluded group',
      { includeGroups: ['Staff'], excludedGroups: ['Board'] },
      { included: 4, excluded: 1, inScope: 3, privileged: 1 },
    ],
    [
      'everybody in two excluded groups is excluded once',
      { excludedGroups: ['Board', 'Staff'] },
      { included: 6, excluded: 4, inScope: 2 },
    ],
    [
      'people without a pass',
      { passScope: ['Pass'] },
      { included: 6, inScope: 6, privileged: 1, outsidePassScope: 4 },
    ],
    [
      'no pass for anybody',
      { passScope: [] },
      { included: 6, inScope: 6, privileged: 1, outsidePassScope: 6 },
    ],
    [
      'people whom an earlier profile serves',
      { includeGroups: ['Staff'], earlierGroups: ['Workshop'] },
      { included: 4, inScope: 4, privileged: 1, servedEarlier: 1 },
    ],
    [
      'an earlier profile for everyone',
      { includeGroups: ['Workshop'], earlierGroups: 'everyone' },
      { included: 2, inScope: 2, servedEarlier: 2 },
    ],
    ['a name that is no plain word', { includeGroups: [`O'Brien "%_\\`] }, {}],
  ])('%s', async (_, question, expected) => {
    const none = {
      included: 0,
      excluded: 0,
      inScope: 0,
      outsidePassScope: 0,
      privileged: 0,
      servedEarlier: 0,
    };
    expect(await directory.accounts.countScope({ ...everyone, ...question })).toEqual({
      ...none,
      ...expected,
    });
  });

  test('somebody excluded by id, and an id that is none', async () => {
    const excludedAccountIds = [boardId, 'mara'];
    expect(await directory.accounts.countScope({ ...everyone, excludedAccountIds })).toMatchObject({
      ...{ included: 6, excluded: 1, inScope: 5 },
    });
  });
});
