import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  createStatusListHealthStore,
  type Database,
  openDatabase,
  type RegainTables,
  recoveryMigrations,
} from './index.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
const hour = 60 * 60_000;
const day = 24 * hour;
let database: Database<RegainTables>;
beforeAll(async () => {
  database = await openDatabase<RegainTables>({ url: null, folder: null, migrations: recoveryMigrations });
});
beforeEach(async () => {
  await database.query().deleteFrom('status_list_health').execute();
});
afterAll(() => database.close());

const health = () => createStatusListHealthStore({ database });
const held = {
  ...{ fetchedAt: now, bytes: 16_384, issuedAt: now - hour },
  ...{ expiresAt: now + day, keptUntil: now + hour },
};
const list = {
  uri: 'https://status.issuer.example/lists/1',
  anchorId: 'root',
  mediaType: 'application/statuslist+jwt',
} as const;
const holds = (at: number, which: object = {}) =>
  health().note({ ...list, checkedAt: at, problem: null, held, ...which });
const fails = (at: number, problem: 'unreachable' | 'stale' = 'unreachable') =>
  health().note({ ...list, checkedAt: at, problem, held: null });

test('the last download that held stays while it fails, with since when', async () => {
  await holds(now);
  await fails(now + hour);
  await fails(now + 2 * hour, 'stale');
  expect(await health().list()).toEqual([
    { ...list, checkedAt: now + 2 * hour, problem: 'stale', failingSince: now + hour, held },
  ]);
  await holds(now + 3 * hour, { held: { ...held, expiresAt: null } });
  expect(await health().list()).toEqual([
    {
      ...{ ...list, checkedAt: now + 3 * hour, problem: null, failingSince: null },
      held: { ...held, expiresAt: null },
    },
  ]);
});

test('one that never held', async () => {
  await fails(now);
  expect(await health().list()).toEqual([
    { ...list, checkedAt: now, problem: 'unreachable', failingSince: now, held: null },
  ]);
});

test('somebody is told when it begins to fail, and of one list once a day at most', async () => {
  expect(await holds(now)).toBe(false);
  expect([await fails(now + 1), await fails(now + 2)]).toEqual([true, false]);
  await holds(now + 3);
  expect(await fails(now + hour)).toBe(false);
  await holds(now + 2 * hour);
  expect(await fails(now + day + hour)).toBe(true);
});

test('a list of the same address under another authority is another list', async () => {
  await holds(now);
  await holds(now + 1, { anchorId: 'other' });
  expect((await health().list()).map(({ anchorId }) => anchorId)).toEqual(['other', 'root']);
});

test('forgotten after 30 days, and no more than 200: a list for each credential fills nothing', async () => {
  for (let each = 0; each < 205; each += 1) await holds(now + each, { uri: `https://a.example/${each}` });
  const rows = async () =>
    (await database.query().selectFrom('status_list_health').select('uri').execute()).length;
  expect([await rows(), (await health().list()).length]).toEqual([200, 200]);
  await holds(now + 31 * day, { uri: 'https://b.example/' });
  expect(await rows()).toBe(1);
});
