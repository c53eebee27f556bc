import type { Profile } from './profile.ts';

/** What a profile is called, whom it includes, where it stands: nothing of it decides whether a proof is good. */
export const beyondRules = [
  'name',
  'description',
  'version',
  'enabled',
  'mode',
  'priority',
  'includeGroups',
] as const satisfies readonly (keyof Profile)[];

export type ProfileRules = Omit<Profile, (typeof beyondRules)[number]>;

/** What a rehearsal rehearses: another name or another group does not make it worthless, another threshold does (D3). */
export function rulesOf(profile: Profile): ProfileRules {
  const entries = Object.entries(profile).filter(
    ([key]) => !(beyondRules as readonly string[]).includes(key),
  );
  return Object.fromEntries(entries) as unknown as ProfileRules;
}
