import type { Activity, AuditEntry } from '../../recovery/audit/index.ts';
import { type Profile, parseProfile, type RecoveryMode } from '../../recovery/policy/index.ts';
import type { Acting } from './acting.ts';
import { AdminProblem } from './admin-problem.ts';
import { assessGate, listProviders } from './assess-gate.ts';

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
          providerIds: listProviders(acting).map((each) => each.id),
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
    switchMode: async ({ id, mode, typedName }: { id: string; mode: RecoveryMode; typedName: string }) => {
      const profile = await findProfile(id);
      if (typedName !== profile.name)
        throw new AdminProblem(`Type the profile's name to switch it: ${profile.name}`);
      if (mode === 'evaluation')
        return {
          profile: await save(profile, { ...profile, mode }, 'admin.modeSwitched', { mode }),
          gate: null,
        };
      const gate = await assessGate(acting, { ...profile, mode });
      if (!gate.open) {
        await record('admin.modeRefused', {
          profile: id,
          missing: gate.lines
            .filter((line) => !line.met)
            .map((line) => line.code)
            .join(','),
        });
        return { profile, gate };
      }
      const { letThroughAsExample } = gate;
      return {
        profile: await save(profile, { ...profile, mode }, 'admin.modeSwitched', {
          mode,
          letThroughAsExample,
        }),
        gate,
      };
    },
  };
}
