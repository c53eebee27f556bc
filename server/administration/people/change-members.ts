import { z } from 'zod';
import type { Acting } from '../acting.ts';
import { AdminProblem } from '../admin-problem.ts';
import { type Asked, askSecondPerson } from '../approvals.ts';
import type { SecondPersonAct } from '../second-person-act.ts';

export interface MemberChange {
  readonly group: string;
  readonly add: readonly string[];
  readonly remove: readonly string[];
}
interface Done {
  readonly added: number;
  readonly removed: number;
}

/** Puts people in and takes people out. Out of a group that is excluded from recovery takes two (D34). */
export async function changeMembers(acting: Acting, change: MemberChange): Promise<Asked<Done>> {
  const { builtInDirectory, database, policy } = acting.installation;
  const organisation = (await policy.readOrganisation())!;
  const leaving = organisation.excludedGroups.includes(change.group)
    ? (await builtInDirectory.accounts.readMany([...change.remove])).filter(({ groups }) =>
        groups.includes(change.group),
      )
    : [];
  if (leaving.length === 0)
    return { kind: 'performed', result: await database.transaction(() => move(acting, change)) };
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
  perform: async (acting, change) => {
    const done = await move(acting, change);
    // They left meanwhile, or the group is called otherwise: what was agreed to is not there any more.
    if (done.removed < change.remove.length)
      throw new AdminProblem('Not all of them are in this group any more', { code: 'changedMeanwhile' });
    return done;
  },
};

async function move({ installation, recordEach }: Acting, change: MemberChange): Promise<Done> {
  const { added, removed } = await installation.builtInDirectory.groups.changeMembers(change);
  // One entry a person: whoever asks later who left an excluded group has to find out (D35).
  const { group } = change;
  await recordEach(
    'admin.groupJoined',
    added.map((account) => ({ group, account })),
  );
  await recordEach(
    'admin.groupLeft',
    removed.map((account) => ({ group, account })),
  );
  return { added: added.length, removed: removed.length };
}
