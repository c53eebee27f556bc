import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { verifyAudit } from '../../recovery/audit/index.ts';
import { createTestAuditStore } from '../../recovery/audit/test-audit-store.ts';
import type { Installation } from '../installation.ts';
import { checkpointJob, forgetJob, startJobs } from './index.ts';

const later = (ms: number) => new Promise((done) => setTimeout(done, ms));
const day = 24 * 60 * 60_000;
const now = Date.parse('2026-11-22T12:00:00Z');

test('a job runs again and again, never twice at once, and a failure of one is nobody else’s', async () => {
  const failures: { job: string; cause: unknown }[] = [];
  let [underWay, most, runs, others] = [0, 0, 0, 0];
  const stop = startJobs(
    [
      {
        name: 'slow',
        everyMs: 5,
        run: async () => {
          underWay += 1;
          runs += 1;
          most = Math.max(most, underWay);
          await later(20);
          underWay -= 1;
        },
      },
      {
        name: 'broken',
        everyMs: 5,
        run: async () => {
          others += 1;
          throw new Error('the mail server is away');
        },
      },
    ],
    { onFailure: (failure) => void failures.push(failure) },
  );
  while (runs < 3 || others < 3) await later(5);
  await stop();
  expect([most, underWay], 'and stopping waits for the run under way').toEqual([1, 0]);
  expect(failures[0]).toMatchObject({ job: 'broken', cause: { message: 'the mail server is away' } });
  const afterwards = [runs, others];
  await later(30);
  expect([runs, others]).toEqual(afterwards);
});

test('the checkpoint job signs what moved, and hands out the head to keep elsewhere (D35)', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const audit = createTestAuditStore();
  const heads: string[] = [];
  const keys = { auditSigningKey: privateKey };
  const job = checkpointJob({ audit, keys, now: () => now } as unknown as Installation, (head) =>
    heads.push(head),
  );
  await job.run();
  expect(heads, 'nothing moved').toEqual([]);
  const entry = {
    chain: 'r1',
    at: now,
    activity: 'recovery.begun',
    result: 'success',
    code: '',
    actor: 'person',
    data: {},
  } as const;
  await audit.append(entry);
  await job.run();
  await job.run();
  expect(heads).toEqual([audit.checkpoints[0]?.hash]);
  const { x } = publicKey.export({ format: 'jwk' });
  const verified = await verifyAudit({ store: audit, publicKey: x!, expectedHead: heads[0]! });
  expect([verified.checkpoints, verified.flaws]).toEqual([1, []]);
});

test.each([
  ['after 90 days, mails after 30, while nobody decided', null, [90, 90, 90, 30]],
  ['after what the organisation decided', { personalDays: 365, mailsDays: 7 }, [365, 365, 365, 7]],
])(
  'values of people, what they typed, and closed approvals go %s (D35, R19)',
  async (_name, content, days) => {
    const asked: number[] = [];
    const forget = async (time: number) => {
      asked.push((now - time) / day);
      return 0;
    };
    const parts = {
      audit: { erasePersonalBefore: forget },
      store: { eraseIdentifiersBefore: forget },
      approvals: { forgetBefore: forget },
      mailQueue: { forgetBefore: forget },
      settings: { read: async () => content && { subject: 'retention', version: 1, content } },
      now: () => now,
    };
    await forgetJob(parts as unknown as Installation).run();
    expect(asked).toEqual(days);
  },
);
