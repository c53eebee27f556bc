import { z } from 'zod';
import type { Profile } from '../../../recovery/policy/index.ts';
import type { Acting } from '../acting.ts';
import { AdminProblem } from '../admin-problem.ts';
import { type Asked, askSecondPerson } from '../approvals.ts';
import { changedMeanwhile } from '../change-organisation.ts';
import type { SecondPersonAct } from '../second-person-act.ts';
import { exposesPeople } from './exposes-people.ts';

interface Done {
  readonly version: number;
}

/** The order in which profiles are tried. One that lets a profile grant where a stricter one, or a rehearsing one, stood before it takes two (T22). */
export function orderActs(acting: Acting) {
  const { policy, database } = acting.installation;
  return {
    /** All of them, first tried first. */
    orderProfiles: async (request: {
      ids: readonly string[];
      expectedVersion?: number;
    }): Promise<Asked<Done>> => {
      const { ids, expectedVersion } = request;
      const order = await policy.readOrder();
      if (expectedVersion !== undefined && order.version !== expectedVersion) throw changedMeanwhile();
      if (ids.length !== order.ids.length || !order.ids.every((id) => ids.includes(id)))
        throw new AdminProblem('Name every profile once, the one that is tried first first', {
          code: 'invalid',
          fields: [{ field: 'ids', code: 'notAllOnce', message: 'must name every profile once' }],
        });
      if (ids.every((id, place) => order.ids[place] === id))
        return { kind: 'performed', result: { version: order.version } };
      const payload = { ids: [...ids], version: order.version };
      const organisation = (await policy.readOrganisation())!;
      const before = await policy.readProfiles();
      const inNewOrder = (profiles: readonly Profile[]) =>
        profiles.map((each) => ({ ...each, priority: ids.indexOf(each.id) }));
      if (!(await exposesPeople(acting, inNewOrder))) {
        const result = await database.transaction(() => reorderProfiles.perform(acting, payload, []));
        return { kind: 'performed', result };
      }
      return askSecondPerson(acting, {
        act: reorderProfiles,
        subject: { kind: 'profiles', id: 'order', name: organisation.name, version: order.version },
        changes: [{ field: 'priority', before: namesOf(before, order.ids), after: namesOf(before, ids) }],
        payload,
      });
    },
  };
}

const namesOf = (profiles: readonly Profile[], ids: readonly string[]): string =>
  ids.map((id) => profiles.find((each) => each.id === id)?.name ?? id).join(' → ');

/**
 * The version is of the order alone, and a profile may have become weaker since: that had its own two, or its way through the gate.
 */
export const reorderProfiles: SecondPersonAct<{ ids: string[]; version: number }, Done> = {
  name: 'profiles.order',
  payload: z.strictObject({ ids: z.array(z.string()), version: z.int() }),
  perform: async ({ installation, actor, record }, { ids, version }) => {
    const { policy, now } = installation;
    if (!(await policy.saveOrder({ ids, expectedVersion: version, by: actor, now: now() })))
      throw changedMeanwhile();
    await record('admin.profilesReordered', { order: ids.join(','), version: version + 1 });
    return { version: version + 1 };
  },
};
