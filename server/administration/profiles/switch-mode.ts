import { z } from 'zod';
import type { ProductionGate, Profile, RecoveryMode } from '../../../recovery/policy/index.ts';
import type { Acting } from '../acting.ts';
import { AdminProblem } from '../admin-problem.ts';
import { type Approval, askSecondPerson } from '../approvals.ts';
import { assessGate } from '../assess-gate.ts';
import type { SecondPersonAct } from '../second-person-act.ts';
import { demandTypedName, findProfile, storeProfile } from './find-profile.ts';
import { demandUnmoved, type ReliedOn, readReliedOn, reliedOn } from './relied-on.ts';

/** What became of a switch: done (`approval` null, mode as asked), waiting for a second person, or refused by `gate`. */
export interface ModeSwitch {
  readonly profile: Profile;
  readonly gate: ProductionGate | null;
  readonly approval: Approval | null;
}

/** The way between rehearsing and granting (D3). */
export function modeActs(acting: Acting) {
  return {
    showGate: async ({ id }: { id: string }) => assessGate(acting, await findProfile(acting, id)),
    /** Back to rehearsing at once; to production through the gate, and with a second person where one is required (D3). */
    switchMode: async (request: {
      id: string;
      mode: RecoveryMode;
      typedName: string;
      expectedVersion?: number;
    }): Promise<ModeSwitch> => {
      const { id, mode, typedName, expectedVersion } = request;
      const profile = await findProfile(acting, id, expectedVersion);
      demandTypedName(profile, typedName);
      if (mode === 'evaluation') {
        const entry = { activity: 'admin.modeSwitched', data: { mode } } as const;
        const saved =
          profile.mode === mode ? profile : await storeProfile(acting, { ...profile, mode }, entry);
        return { profile: saved, gate: null, approval: null };
      }
      const gate = await assessGate(acting, { ...profile, mode });
      const missing = gate.lines.filter((line) => !line.met && line.code !== 'secondPerson');
      if (missing.length > 0 && !gate.letThroughAsExample) {
        await acting.record('admin.modeRefused', { profile: profile.id, missing: codesOf(missing) });
        return { profile, gate, approval: null };
      }
      const asked = await askSecondPerson(acting, {
        act: switchToProduction,
        subject: { kind: 'profile', id: profile.id, name: profile.name, version: profile.version },
        changes: [{ field: 'mode', before: profile.mode, after: mode }],
        payload: {
          ...{ id: profile.id, version: profile.version },
          reliedOn: await readReliedOn(acting, profile),
        },
      });
      return asked.kind === 'pending'
        ? { profile, gate, approval: asked.approval }
        : { profile: asked.result, gate, approval: null };
    },
  };
}

/** Everything is looked at again when the second person agrees: the version, where those are whom it names, every line of the gate. */
export const switchToProduction: SecondPersonAct<
  { id: string; version: number; reliedOn: ReliedOn },
  Profile
> = {
  name: 'profile.production',
  payload: z.strictObject({ id: z.string(), version: z.int(), reliedOn }),
  perform: async (acting, { id, version, reliedOn: asked }, approvers) => {
    const profile: Profile = { ...(await findProfile(acting, id, version)), mode: 'production' };
    await demandUnmoved(acting, profile, asked);
    const { letThroughAsExample } = await demandOpenGate(acting, profile, approvers);
    return storeProfile(acting, profile, {
      activity: 'admin.modeSwitched',
      data: { mode: profile.mode, letThroughAsExample },
    });
  },
};

/** The gate as it is for these approvers; throws when it is closed. */
export async function demandOpenGate(
  acting: Acting,
  profile: Profile,
  approvers: readonly string[],
): Promise<ProductionGate> {
  const gate = await assessGate(acting, profile, approvers);
  if (gate.open) return gate;
  const missing = codesOf(gate.lines.filter((line) => !line.met));
  throw new AdminProblem(`The production gate is closed: ${missing}`, { reason: 'gateClosed' });
}

export const codesOf = (lines: ProductionGate['lines']) => lines.map(({ code }) => code).join(',');
