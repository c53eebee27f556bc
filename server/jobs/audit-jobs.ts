import { sign } from 'node:crypto';
import { expireApprovals } from '../administration/index.ts';
import type { Installation } from '../installation.ts';
import type { Job } from './start-jobs.ts';

const day = 24 * 60 * 60_000;

/** How long values of people are kept apart from the audit, and mails in the outbox. Then they are erased for good (D35, R19). */
const keepPersonalMs = 90 * day;
const keepMailsMs = 30 * day;

/** Signs the heads of the chains that moved; the head goes to standard output, to be kept where this server cannot reach (D35). */
export function checkpointJob({ audit, keys, now }: Installation, onHead: (head: string) => void): Job {
  return {
    name: 'checkpoint',
    everyMs: 60_000,
    run: async () => {
      const made = await audit.checkpoint({
        now: now(),
        sign: (data) => sign(null, data, keys.auditSigningKey),
      });
      if (made !== null) onHead(made.hash);
    },
  };
}

/** What waited three days for a second person waits no more (D3). */
export function expireApprovalsJob(installation: Installation): Job {
  return { name: 'expire-approvals', everyMs: 60_000, run: () => expireApprovals(installation) };
}

export function forgetJob({ audit, mailQueue, approvals, now }: Installation): Job {
  return {
    name: 'forget',
    everyMs: 60 * 60_000,
    run: async () => {
      await audit.erasePersonalBefore(now() - keepPersonalMs);
      await approvals.forgetBefore(now() - keepPersonalMs);
      await mailQueue.forgetBefore(now() - keepMailsMs);
    },
  };
}
