import { expect, test } from 'vitest';
import { createTestAuditStore } from '../../recovery/audit/test-audit-store.ts';
import { Fault } from '../../recovery/outcome.ts';
import type { FaceCheckElsewhere } from '../../recovery/steps/face-check/index.ts';
import type { DeletionQueue } from '../../recovery/store/index.ts';
import type { Installation } from '../installation.ts';
import { deletionJob } from './index.ts';

const start = Date.parse('2026-11-22T12:00:00Z');
const minute = 60_000;

/** One deletion that is owed, in memory, and a vendor that does what `vendor` does. */
function open(vendor: { deleted: string[]; fails: Error | null; known: boolean }) {
  const audit = createTestAuditStore();
  const clock = { now: start };
  let rows = [{ recoveryId: 'r1', provider: 'fake', reference: 's-1', dueAt: start, attempts: 0 }];
  const deletions: DeletionQueue = {
    readDue: async ({ now }) => rows.filter(({ dueAt }) => dueAt <= now),
    markDone: async ({ reference }) => {
      rows = rows.filter((each) => each.reference !== reference);
    },
    markFailed: async ({ attempts, nextAttemptAt }) => {
      rows = rows.map((each) => ({ ...each, attempts, dueAt: nextAttemptAt }));
    },
    count: async () => ({ owed: rows.length, overdue: 0 }),
  };
  const database = { transaction: <T>(run: () => Promise<T>) => run() };
  const installation = { deletions, audit, database, now: () => clock.now } as unknown as Installation;
  const provider = {
    deleteSession: async (reference: string) => {
      if (vendor.fails !== null) throw vendor.fails;
      vendor.deleted.push(reference);
    },
  } as FaceCheckElsewhere;
  const job = deletionJob(installation, async () => (vendor.known ? provider : null));
  return {
    job,
    clock,
    rows: () => rows,
    said: () => audit.entries.map(({ activity, data }) => [activity, data]),
  };
}

test('what a vendor keeps is deleted there, and the recovery’s record says so', async () => {
  const vendor = { deleted: [] as string[], fails: null, known: true };
  const { job, rows, said } = open(vendor);
  await job.run();
  expect([vendor.deleted, rows()]).toEqual([['s-1'], []]);
  expect(said()).toEqual([['faceCheck.vendorDataDeleted', { provider: 'fake', attempts: 1 }]]);
});

test.each([
  [new Fault('down', { code: 'faceCheckUnavailable', retryable: true }), true, 'faceCheckUnavailable'],
  [new TypeError('sealed value does not open'), true, 'unexpected'],
  [null, false, 'faceCheckUnavailable'],
] as const)('a vendor that fails (%s, known %s) is asked until it has', async (fails, known, problem) => {
  const vendor = { deleted: [] as string[], fails: fails as Error | null, known: known as boolean };
  const { job, clock, rows, said } = open(vendor);
  const waits: number[] = [];
  for (let attempt = 0; attempt < 12; attempt += 1) {
    await job.run();
    waits.push((rows()[0]!.dueAt - clock.now) / minute);
    clock.now = rows()[0]!.dueAt - 1;
    await job.run();
    expect(rows()[0]!.attempts, 'not a moment too soon').toBe(attempt + 1);
    clock.now += 1;
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]);
  Object.assign(vendor, { fails: null, known: true });
  await job.run();
  expect([vendor.deleted, rows()]).toEqual([['s-1'], []]);
  expect(said(), 'the failure once, however long it lasts').toEqual([
    ['faceCheck.vendorDeletionFailed', { provider: 'fake', attempts: 1, problem }],
    ['faceCheck.vendorDataDeleted', { provider: 'fake', attempts: 13 }],
  ]);
});
