import { z } from 'zod';
import type { Acting } from '../acting.ts';
import { AdminProblem } from '../admin-problem.ts';
import { type Asked, askSecondPerson } from '../approvals.ts';
import type { SecondPersonAct } from '../second-person-act.ts';
import { holdWhoGetsIn } from './hold-who-gets-in.ts';

export interface MemberChange {
  readonly group: string;
  readonly add: readonly string[];
  readonly remove: readonly string[];
}
interface Done {
  readonly added: number;
  readonly removed: number;
  /** How many of them get in by it, or in by weaker rules: their recovery is held. */
  readonly held: number;
}

/**
 * Puts people in and takes people out. Out of a group that is excluded from recovery takes two (D34). Whom it lets in is held, as after
 * an edit: people are moved all day, and somebody else can look at it before it means anything.
 */
export async function changeMembers(acting: Acting, change: MemberChange): Promise<Asked<Done>> {
  const { builtInDirectory, database, policy } = acting.installation;
  const organisation = (await policy.readOrganisation())!;
  const leaving = organisation.excludedGroups.includes(change.group)
    ? (await builtInDirectory.accounts.readMany([...change.remove])).filter(({ groups }) =>
        groups.includes(change.group),
      )
    : [];
  if (leaving.length === 0)
    return {
      kind: 'performed',
      result: await database.transaction(() => move(acting, change, { holds: true })),
    };
  return askSecondPerson(acting, {
    act: leaveExcludedGroup,
    subject: { kind: 'group', id: change.group, name: change.group, version: null },
    changes: [
      { field: 'outOfGroup', before: leaving.map(({ accountName }) => accountName).join(', '), after: null },
      ...(change.add.length === 0
        ? []
        : [{ field: 'intoGroup', before: null, after: String(change.add.length) }]),
    ],
    payload: { group: change.group, add: [...change.add], remove: leaving.map(({ id }) => id) },
  });
}

/** Nobody is let back into recovery by one admin: not by the list of exclusions, nor by who is in its groups (T23). */
export const leaveExcludedGroup: SecondPersonAct<{ group: string; add: string[]; remove: string[] }, Done> = {
  name: 'group.leaveExcluded',
  payload: z.strictObject({ group: z.string(), add: z.array(z.string()), remove: z.array(z.string()) }),
  perform: async (acting, change, approvers) => {
    // What two have looked at waits for nobody else.
    const done = await move(acting, change, { holds: approvers.length < 2 });
    // They left meanwhile, or the group is called otherwise: what was agreed to is not there any more.
    if (done.removed < change.remove.length)
      throw new AdminProblem('Not all of them are in this group any more', { code: 'changedMeanwhile' });
    return done;
  },
};

interface Moved {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

async function move(
  acting: Acting,
  { group, add, remove }: MemberChange,
  { holds }: { readonly holds: boolean },
): Promise<Done> {
  const moved: Moved = await acting.installation.builtInDirectory.groups.changeMembers({
    group,
    add,
    remove,
  });
  const held = holds ? await holdWhoGetsIn(acting, { group, ...moved }) : [];
  // One entry a person: whoever asks later who left an excluded group has to find out (D35).
  const entries = (ids: readonly string[]) =>
    ids.map((account) => ({ group, account, ...(held.includes(account) && { held: true }) }));
  await acting.recordEach('admin.groupJoined', entries(moved.added));
  await acting.recordEach('admin.groupLeft', entries(moved.removed));
  return { added: moved.added.length, removed: moved.removed.length, held: held.length };
}
