import type { DirectoryAccount } from '../../../directory/index.ts';
import { letsIn } from '../../../recovery/policy/index.ts';
import type { Acting } from '../acting.ts';
import { readHoldHours } from './edit-person.ts';

type Groups = readonly string[];

/** Says who gets in, or in by weaker rules, by a change of their groups; by the rules of this moment (T22). */
export async function readWhoGetsIn({
  installation,
}: Pick<Acting, 'installation'>): Promise<(id: string, before: Groups, after: Groups) => boolean> {
  const { policy } = installation;
  const rules = {
    profiles: await policy.readProfiles(),
    organisation: (await policy.readOrganisation())!,
  };
  return (id, before, after) => letsIn(rules, { id, groups: before }, { id, groups: after });
}

/**
 * After people were moved, in the same transaction: holds recovery of those whom it let in. Their rows are locked by then, so somebody
 * who is taken out of one group at this moment is seen either by this change or by the other.
 */
export async function holdWhoGetsIn(
  acting: Acting,
  { group, added, removed }: { readonly group: string; readonly added: Groups; readonly removed: Groups },
): Promise<readonly string[]> {
  const { accounts } = acting.installation.builtInDirectory;
  const getsIn = await readWhoGetsIn(acting);
  const before = ({ id, groups }: DirectoryAccount): Groups => {
    const others = groups.filter((each) => each !== group);
    return removed.includes(id) ? [...others, group] : others;
  };
  const moved = await accounts.readMany([...new Set([...added, ...removed])]);
  const ids = moved.filter((each) => getsIn(each.id, before(each), each.groups)).map(({ id }) => id);
  await accounts.holdForGroups({ ids, holdHours: await readHoldHours(acting), by: acting.actor });
  return ids;
}
