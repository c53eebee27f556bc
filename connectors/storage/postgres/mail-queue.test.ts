import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Mail } from '../../../recovery/store/index.ts';
import {
  createAuditStore,
  createMailQueue,
  createRecoveryStore,
  type Database,
  openDatabase,
  type RegainTables,
  recoveryMigrations,
} from './index.ts';

const start = Date.parse('2026-11-22T12:00:00Z');
let database: Database<RegainTables>;
beforeAll(async () => {
  database = await openDatabase<RegainTables>({ url: null, folder: null, migrations: recoveryMigrations });
});
beforeEach(async () => {
  await database.query().deleteFrom('mail_outbox').execute();
});
afterAll(() => database.close());

const queue = () => createMailQueue({ database });
async function put(name: string, at: number, to: readonly string[] = [`${name}@example.org`]): Promise<void> {
  const audit = createAuditStore({ database, randomBytes: (length) => new Uint8Array(length) });
  const mail: Mail = { to, kind: 'recovered', language: 'ar', values: { name: `“${name}” محمد` } };
  await createRecoveryStore({ database, audit, newId: randomUUID }).queueMail(mail, at);
}
const due = (now: number, limit = 50) => queue().readDue({ now, mostAttempts: 3, limit });
const namesOf = (mails: readonly { readonly to: readonly string[] }[]) =>
  mails.map(({ to }) => to[0]?.split('@')[0]);

test('a mail comes out of the outbox as it went in', async () => {
  await put('mara', start);
  expect(await due(start)).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      to: ['mara@example.org'],
      kind: 'recovered',
      language: 'ar',
      values: { name: '“mara” محمد' },
      queuedAt: start,
      attempts: 0,
    },
  ]);
});

test('the longest waiting is due first; what is sent, too early or tried too often is not', async () => {
  for (const [name, at] of [
    ['second', start + 1],
    ['first', start],
    ['later', start + 5],
  ] as const)
    await put(name, at);
  expect(namesOf(await due(start + 1))).toEqual(['first', 'second']);
  expect(namesOf(await due(start + 5, 1))).toEqual(['first']);
  const [first, second] = await due(start + 1);
  await queue().markSent(first!.id, start + 2);
  await queue().markFailed({ id: second!.id, attempts: 1, nextAttemptAt: start + 100 });
  expect(namesOf(await due(start + 99))).toEqual(['later']);
  expect(await due(start + 100)).toMatchObject([{ attempts: 0 }, { attempts: 1 }]);
  await queue().markFailed({ id: second!.id, attempts: 3, nextAttemptAt: start + 100 });
  expect(namesOf(await due(start + 1_000))).toEqual(['later']);
});

test('the latest for somebody are shown first, sent or not; a decoy’s notice is due like any, and never shown (D14)', async () => {
  await put('one', start);
  await put('nobody', start + 1, []);
  await put('two', start + 2);
  await queue().markSent((await due(start))[0]!.id, start);
  expect(namesOf(await queue().readLatest(10))).toEqual(['two', 'one']);
  expect(namesOf(await queue().readLatest(1))).toEqual(['two']);
  expect((await due(start + 2)).map(({ to }) => to.length)).toEqual([0, 1]);
});

test('forgetting takes what was queued by then (D35)', async () => {
  for (const [name, at] of [
    ['old', start],
    ['new', start + 1],
  ] as const)
    await put(name, at);
  expect(await queue().forgetBefore(start - 1)).toBe(0);
  expect(await queue().forgetBefore(start)).toBe(1);
  expect(namesOf(await queue().readLatest(10))).toEqual(['new']);
});
