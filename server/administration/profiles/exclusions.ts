import { z } from 'zod';
import type { Acting } from '../acting.ts';
import { type Asked, askSecondPerson } from '../approvals.ts';
import { changedMeanwhile, changeOrganisation } from '../change-organisation.ts';
import type { SecondPersonAct } from '../second-person-act.ts';

export interface Exclusions {
  readonly version: number;
  readonly groups: readonly string[];
}

/** Groups that no profile reaches: feature-wide, asked before any profile (behaviour.md 2.3). */
export function exclusionActs(acting: Acting) {
  const { installation } = acting;
  return {
    setExclusions: async (request: {
      groups: readonly string[];
      expectedVersion: number;
    }): Promise<Asked<Exclusions>> => {
      const organisation = (await installation.policy.readOrganisation())!;
      const { version, excludedGroups, name } = organisation;
      if (version !== request.expectedVersion) throw changedMeanwhile();
      const groups = [...new Set(request.groups.map((group) => group.trim()))];
      const payload = { groups, version };
      // To leave more people out takes one; to let people in whom the organisation left out takes two (T23).
      if (excludedGroups.every((group) => groups.includes(group))) {
        const { database } = installation;
        const result = await database.transaction(() => changeExclusions.perform(acting, payload, []));
        return { kind: 'performed', result };
      }
      return askSecondPerson(acting, {
        act: changeExclusions,
        subject: { kind: 'settings', id: 'exclusions', name, version },
        changes: [
          {
            field: 'excludedGroups',
            before: excludedGroups.join(', ') || null,
            after: groups.join(', ') || null,
          },
        ],
        payload,
      });
    },
  };
}

export const changeExclusions: SecondPersonAct<{ groups: string[]; version: number }, Exclusions> = {
  name: 'exclusions.change',
  payload: z.strictObject({ groups: z.array(z.string()), version: z.int() }),
  perform: async (acting, { groups, version: expected }) => {
    const { version, excludedGroups } = await changeOrganisation(acting, (before) => {
      if (before.version !== expected) throw changedMeanwhile();
      return { ...before, excludedGroups: groups };
    });
    await acting.record('admin.exclusionsChanged', { groups: excludedGroups.length, version });
    return { version, groups: excludedGroups };
  },
};
