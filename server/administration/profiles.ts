import { z } from 'zod';
import type { Activity, AuditEntry } from '../../recovery/audit/index.ts';
import {
  type ProductionGate,
  type Profile,
  parseProfile,
  type RecoveryMode,
} from '../../recovery/policy/index.ts';
import type { Acting } from './acting.ts';
import { AdminProblem } from './admin-problem.ts';
import { askSecondPerson } from './approvals.ts';
import { assessGate, listProviders } from './assess-gate.ts';
import { changedMeanwhile } from './change-organisation.ts';
import type { SecondPersonAct } from './second-person-act.ts';

/** Profiles: read, edit, and the way through the production gate (D3). */
export function profileActs(acting: Acting) {
  const { installation, actor, record } = acting;
  const { config, policy, database, now } = installation;

  async function findProfile(id: string): Promise<Profile> {
    const profile = (await policy.readProfiles()).find((each) => each.id === id || each.name === id);
    if (profile === undefined) throw new AdminProblem(`There is no profile ${id}`, { code: 'notFound' });
    return profile;
  }

  async function save(before: Profile, after: Profile, activity: Activity, data: AuditEntry['data']) {
    await database.transaction(async () => {
      const saved = await policy.saveProfile({
        profile: after,
        expectedVersion: before.version,
        by: actor,
        now: now(),
      });
      if (!saved)
        throw new AdminProblem('Somebody else changed this profile at the same moment; read it again', {
          code: 'changedMeanwhile',
        });
      await record(activity, { profile: before.id, version: before.version + 1, ...data });
    });
    return findProfile(before.id);
  }

  return {
    listProfiles: () => policy.readProfiles(),
    editProfile: async ({ id, changes }: { id: string; changes: Readonly<Record<string, unknown>> }) => {
      if ('mode' in changes)
        throw new AdminProblem(
          'mode is switched through the gate: use "profiles production" or "profiles evaluation"',
        );
      const profile = await findProfile(id);
      const organisation = await policy.readOrganisation();
      const parsed = parseProfile(
        { ...profile, ...changes, id: profile.id, version: profile.version },
        {
          organisation: organisation!,
          providerIds: (await listProviders(acting)).map((each) => each.id),
          example: config.example,
        },
      );
      if (parsed.kind === 'invalid')
        throw new AdminProblem(parsed.problems.map(({ path, message }) => `${path}: ${message}`).join('; '), {
          code: 'invalid',
          fields: parsed.problems.map(({ path, message }) => ({ field: path, code: 'invalid', message })),
        });
      // A profile in production that would no longer pass the gate goes back to rehearsing (D3).
      const next =
        parsed.value.mode === 'production' && !(await assessGate(acting, parsed.value)).open
          ? { ...parsed.value, mode: 'evaluation' as const }
          : parsed.value;
      return save(profile, next, 'admin.profileEdited', { changed: Object.keys(changes).join(',') });
    },
    showGate: async ({ id }: { id: string }) => assessGate(acting, await findProfile(id)),
    /** Back to rehearsing at once; to production through the gate, and with a second person where one is required (D3). */
    switchMode: async ({ id, mode, typedName }: { id: string; mode: RecoveryMode; typedName: string }) => {
      const profile = await findProfile(id);
      if (typedName !== profile.name)
        throw new AdminProblem(`Type the profile's name to switch it: ${profile.name}`);
      if (mode === 'evaluation') {
        const saved = await save(profile, { ...profile, mode }, 'admin.modeSwitched', { mode });
        return { profile: saved, gate: null, approval: null };
      }
      const gate = await assessGate(acting, { ...profile, mode });
      const missing = gate.lines.filter((line) => !line.met && line.code !== 'secondPerson');
      if (missing.length > 0 && !gate.letThroughAsExample) {
        await record('admin.modeRefused', { profile: id, missing: codesOf(missing) });
        return { profile, gate, approval: null };
      }
      const asked = await askSecondPerson(acting, {
        act: switchToProduction,
        subject: { kind: 'profile', id: profile.id, name: profile.name, version: profile.version },
        changes: [{ field: 'mode', before: profile.mode, after: mode }],
        payload: { id: profile.id, version: profile.version },
      });
      return asked.kind === 'pending'
        ? { profile, gate, approval: asked.approval }
        : { profile: asked.result, gate, approval: null };
    },
  };
}

/** Everything is looked at again when the second person agrees: the version, and every line of the gate. */
export const switchToProduction: SecondPersonAct<{ id: string; version: number }, Profile> = {
  name: 'profile.production',
  payload: z.strictObject({ id: z.string(), version: z.int() }),
  perform: async (acting, { id, version }, approvers) => {
    const { policy, now } = acting.installation;
    const read = async () => (await policy.readProfiles()).find((each) => each.id === id);
    const profile = await read();
    if (profile?.version !== version) throw changedMeanwhile();
    const mode = 'production';
    const gate = await assessGate(acting, { ...profile, mode }, approvers);
    if (!gate.open) {
      const missing = codesOf(gate.lines.filter((line) => !line.met));
      throw new AdminProblem(`The production gate is closed: ${missing}`, { reason: 'gateClosed' });
    }
    const saved = await policy.saveProfile({
      profile: { ...profile, mode },
      expectedVersion: version,
      by: acting.actor,
      now: now(),
    });
    if (!saved) throw changedMeanwhile();
    await acting.record('admin.modeSwitched', {
      profile: id,
      version: version + 1,
      mode,
      letThroughAsExample: gate.letThroughAsExample,
    });
    return (await read())!;
  },
};

const codesOf = (lines: ProductionGate['lines']) => lines.map(({ code }) => code).join(',');
