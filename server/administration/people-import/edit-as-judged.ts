import type { AccountChanges, DirectoryAccount } from '../../../directory/index.ts';
import { Fault } from '../../../recovery/outcome.ts';
import type { Acting } from '../acting.ts';

/**
 * Writes to a person as they stood when the line was judged. Somebody who was put into an excluded group or given a role since then
 * must be judged again (D34, T23): the whole batch is undone, and is tried once more as things are then.
 */
export async function editAsJudged(
  { installation, actor }: Acting,
  edit: {
    readonly account: DirectoryAccount;
    readonly changes: AccountChanges;
    readonly holdHours: number;
    /** By their groups: then recovery is held, whatever else is changed (T22). */
    readonly getsIn: boolean;
  },
): Promise<void> {
  const { account, changes, holdHours, getsIn } = edit;
  const { accounts } = installation.builtInDirectory;
  const edited = await accounts.editVersion({
    ...{ id: account.id, expectedVersion: account.version },
    ...{ changes, holdHours, by: actor },
  });
  if (edited !== null && edited !== 'changedMeanwhile') {
    if (getsIn) await accounts.holdForGroups({ ids: [account.id], holdHours, by: actor });
    return;
  }
  throw new Fault('a person of this import was changed at this moment', {
    code: 'changedMeanwhile',
    retryable: true,
  });
}
