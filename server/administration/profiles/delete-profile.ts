import { z } from 'zod';
import type { Acting } from '../acting.ts';
import { type Asked, askSecondPerson } from '../approvals.ts';
import { changedMeanwhile } from '../change-organisation.ts';
import type { SecondPersonAct } from '../second-person-act.ts';
import { endRecoveriesUnder } from './end-recoveries-under.ts';
import { exposesPeople } from './exposes-people.ts';
import { demandTypedName, findProfile } from './find-profile.ts';

interface Deleted {
  readonly recoveriesEnded: number;
}

export function deleteActs(acting: Acting) {
  const { database } = acting.installation;
  return {
    /** One person's, unless a weaker profile in production waits behind it: then people would get in by that one (T22, D3). */
    deleteProfile: async (request: {
      id: string;
      typedName: string;
      expectedVersion?: number;
    }): Promise<Asked<Deleted>> => {
      const profile = await findProfile(acting, request.id, request.expectedVersion);
      demandTypedName(profile, request.typedName);
      const { id, name, version } = profile;
      const payload = { id, version };
      const exposes = await exposesPeople(acting, (all) => all.filter((each) => each.id !== id));
      const asked: Asked<unknown> = exposes
        ? await askSecondPerson(acting, {
            act: deleteProfile,
            subject: { kind: 'profile', id, name, version },
            changes: [{ field: 'deletedProfile', before: name, after: null }],
            payload,
          })
        : {
            kind: 'performed',
            result: await database.transaction(() => deleteProfile.perform(acting, payload, [])),
          };
      if (asked.kind === 'pending') return asked;
      return { kind: 'performed', result: { recoveriesEnded: await endRecoveriesUnder(acting, id) } };
    },
  };
}

export const deleteProfile: SecondPersonAct<{ id: string; version: number }, void> = {
  name: 'profile.delete',
  payload: z.strictObject({ id: z.string(), version: z.int() }),
  perform: async ({ installation, actor, record }, { id, version }) => {
    const { policy, now } = installation;
    const deleted = await policy.deleteProfile({ id, expectedVersion: version, by: actor, now: now() });
    if (!deleted) throw changedMeanwhile();
    await record('admin.profileDeleted', { profile: id, version: version + 1 });
  },
  afterwards: (acting, { id }) => endRecoveriesUnder(acting, id),
};
