import type { StatusListReport } from '../recovery/steps/presentation/index.ts';
import type { Installation } from './installation.ts';

/** An address longer than this is none of a list that thousands share. */
const longestAddress = 1_000;

/**
 * Keeps how lists fare, for admins, and rings the alarm when one begins to fail: from then on nobody gets through whose credential
 * names it (T7). Keeping it must not stop a recovery, so a failure of ours is told and passed over.
 */
export function createStatusListNotes(
  { statusListHealth, audit, database }: Pick<Installation, 'statusListHealth' | 'audit' | 'database'>,
  onFailure: (cause: unknown) => void,
): (report: StatusListReport) => Promise<void> {
  return async (report) => {
    if (report.uri.length > longestAddress) return;
    try {
      await database.transaction(async () => {
        if (!(await statusListHealth.note(report))) return;
        await audit.append({
          chain: 'administration',
          at: report.checkedAt,
          activity: 'alarm.statusListFailing',
          result: 'failed',
          code: 'statusUnavailable',
          actor: 'system',
          data: { anchor: report.anchorId, host: hostOf(report.uri), problem: report.problem },
        });
      });
    } catch (cause) {
      onFailure(cause);
    }
  };
}

/** A path may carry more than an address. */
function hostOf(uri: string): string {
  return URL.canParse(uri) ? new URL(uri).host : '';
}
