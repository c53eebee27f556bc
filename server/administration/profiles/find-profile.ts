import type { Activity, AuditEntry } from '../../../recovery/audit/index.ts';
import type { Profile } from '../../../recovery/policy/index.ts';
import type { Acting } from '../acting.ts';
import { AdminProblem } from '../admin-problem.ts';
import { changedMeanwhile } from '../change-organisation.ts';

/** By id or, for the command line, by name. `expectedVersion`: what an edit started from; anything else is refused. */
export async function findProfile(
  { installation }: Pick<Acting, 'installation'>,
  id: string,
  expectedVersion?: number,
): Promise<Profile> {
  const profiles = await installation.policy.readProfiles();
  const profile = profiles.find((each) => each.id === id) ?? profiles.find((each) => each.name === id);
  if (profile === undefined) throw new AdminProblem(`There is no profile ${id}`, { code: 'notFound' });
  if (expectedVersion !== undefined && profile.version !== expectedVersion) throw changedMeanwhile();
  return profile;
}

/** Stores a profile at the version it was read at, with its entry, and gives what is stored. */
export async function storeProfile(
  acting: Acting,
  profile: Profile,
  entry: { readonly activity: Activity; readonly data: AuditEntry['data'] },
): Promise<Profile> {
  const { policy, database, now } = acting.installation;
  await database.transaction(async () => {
    const { version: expectedVersion } = profile;
    const saved = await policy.saveProfile({ profile, expectedVersion, by: acting.actor, now: now() });
    if (!saved) throw changedMeanwhile();
    await acting.record(entry.activity, {
      profile: profile.id,
      version: expectedVersion + 1,
      // Whose acceptance of missing liveness stands from now on, and for whom (face-check.md 10).
      faceCheck: profile.faceCheck.provider,
      withoutLiveness: profile.faceCheck.acceptedWithoutLiveness?.by ?? '',
      ...entry.data,
    });
  });
  return findProfile(acting, profile.id);
}

/** Type the name, and nothing happens to another one by mistake. */
export function demandTypedName(profile: Profile, typedName: string): void {
  if (typedName.trim() === profile.name.trim()) return;
  const message = `Type the profile's name: ${profile.name}`;
  throw new AdminProblem(message, {
    code: 'invalid',
    fields: [{ field: 'typedName', code: 'otherName', message }],
  });
}
