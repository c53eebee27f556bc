import { letsWeakerApply, type Profile } from '../../../recovery/policy/index.ts';
import type { Acting } from '../acting.ts';

/** Whether a change of the profiles opens a way in for people whom a stricter or a rehearsing profile met first: that takes two (T22, D3). */
export async function exposesPeople(
  { installation }: Pick<Acting, 'installation'>,
  change: (profiles: readonly Profile[]) => readonly Profile[],
): Promise<boolean> {
  const profiles = await installation.policy.readProfiles();
  const organisation = (await installation.policy.readOrganisation())!;
  return letsWeakerApply({ profiles, organisation }, { profiles: change(profiles), organisation });
}
