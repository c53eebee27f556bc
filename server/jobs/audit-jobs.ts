import { sign } from 'node:crypto';
import { expireApprovals } from '../administration/index.ts';
import type { Installation } from '../installation.ts';
import { readSection } from '../settings/index.ts';
import type { Job } from './start-jobs.ts';

const day = 24 * 60 * 60_000;

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

/** Erases for good what was kept long enough by the organisation's own rule: values of people, what was typed at the start of
 * closed recoveries, closed approvals, mails (D35, R19). */
export function forgetJob(
  installation: Pick<Installation, 'audit' | 'store' | 'mailQueue' | 'approvals' | 'settings' | 'now'>,
): Job {
  const { audit, store, mailQueue, approvals, now } = installation;
  return {
    name: 'forget',
    everyMs: 60 * 60_000,
    run: async () => {
      const { personalDays, mailsDays } = (await readSection(installation, 'retention')).value;
      await audit.erasePersonalBefore(now() - personalDays * day);
      while ((await store.eraseIdentifiersBefore(now() - personalDays * day)) > 0);
      await approvals.forgetBefore(now() - personalDays * day);
      await mailQueue.forgetBefore(now() - mailsDays * day);
    },
  };
}
