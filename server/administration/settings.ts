import { z } from 'zod';
import type { Acting } from './acting.ts';
import { type Asked, askSecondPerson } from './approvals.ts';
import { changedMeanwhile, changeOrganisation } from './change-organisation.ts';
import type { SecondPersonAct } from './second-person-act.ts';

/** Whether it takes two: itself changed by two where it does, so nobody switches their own guard off (D3, T23). */
export const switchSecondPerson: SecondPersonAct<{ required: boolean }, { version: number }> = {
  name: 'settings.secondPerson',
  payload: z.strictObject({ required: z.boolean() }),
  perform: async (acting, { required }) => {
    const { version } = await changeOrganisation(acting, (before) => ({
      ...before,
      secondPersonRequired: required,
    }));
    await acting.record('admin.secondPersonSwitched', { required });
    if (!required) await acting.record('alarm.secondPersonOff', {});
    return { version };
  },
};

/** The organisation's settings. */
export function settingsActs(acting: Acting) {
  const { installation } = acting;
  return {
    setSecondPerson: async ({
      required,
      expectedVersion,
    }: {
      required: boolean;
      expectedVersion: number;
    }): Promise<Asked<{ version: number }>> => {
      const organisation = (await installation.policy.readOrganisation())!;
      if (organisation.version !== expectedVersion) throw changedMeanwhile();
      if (organisation.secondPersonRequired === required)
        return { kind: 'performed', result: { version: organisation.version } };
      return askSecondPerson(acting, {
        act: switchSecondPerson,
        subject: {
          kind: 'settings',
          id: 'secondPerson',
          name: organisation.name,
          version: organisation.version,
        },
        changes: [
          {
            field: 'secondPersonRequired',
            before: String(organisation.secondPersonRequired),
            after: String(required),
          },
        ],
        payload: { required },
      });
    },
  };
}
