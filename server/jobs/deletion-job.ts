import { Fault } from '../../recovery/outcome.ts';
import type { FaceCheckElsewhere } from '../../recovery/steps/face-check/index.ts';
import type { Installation } from '../installation.ts';
import type { Job } from './start-jobs.ts';

const minute = 60_000;
/** The first wait after a failure; each is twice the last, up to six hours, without an end: what is owed stays owed. */
const firstWaitMs = minute;
const longestWaitMs = 6 * 60 * minute;

/**
 * Has face check vendors delete what they keep, until they say that it is gone. In the record of the recovery stands when it was
 * done, and when it first failed; a vendor that goes on failing shows in the catalogue.
 */
export function deletionJob(
  installation: Pick<Installation, 'deletions' | 'audit' | 'database' | 'now'>,
  readVendor: (id: string) => Promise<FaceCheckElsewhere | null>,
): Job {
  const { deletions, audit, database, now } = installation;
  return {
    name: 'vendor-deletions',
    everyMs: 5_000,
    run: async () => {
      for (const owed of await deletions.readDue({ now: now(), limit: 20 })) {
        const problem = await deleteThere(owed.provider, owed.reference);
        const about = {
          ...{ chain: owed.recoveryId, at: now(), actor: 'system' },
          code: '',
        } as const;
        const attempts = owed.attempts + 1;
        const data = { provider: owed.provider, attempts };
        await database.transaction(async () => {
          if (problem === null) {
            await deletions.markDone(owed);
            const activity = 'faceCheck.vendorDataDeleted';
            await audit.append({ ...about, activity, result: 'success', data });
            return;
          }
          const wait = Math.min(firstWaitMs * 2 ** owed.attempts, longestWaitMs);
          await deletions.markFailed({ ...owed, attempts, nextAttemptAt: now() + wait });
          // Once: a vendor that is down for days must not fill the record.
          if (owed.attempts > 0) return;
          const activity = 'faceCheck.vendorDeletionFailed';
          await audit.append({ ...about, activity, result: 'failed', data: { ...data, problem } });
        });
      }
    },
  };

  /** Null: it is gone there. */
  async function deleteThere(id: string, reference: string): Promise<string | null> {
    try {
      const vendor = await readVendor(id);
      if (vendor === null) return 'faceCheckUnavailable';
      await vendor.deleteSession(reference);
      return null;
    } catch (cause) {
      return cause instanceof Fault ? cause.code : 'unexpected';
    }
  }
}
