import type { OrganisationPolicy, Profile } from './profile.ts';

/** The facts about an account that the rules look at. */
export interface ScopedAccount {
  readonly id: string;
  readonly groups: readonly string[];
}

type Groups = 'everyone' | readonly string[];

function covers(groups: Groups, account: ScopedAccount): boolean {
  return groups === 'everyone' || groups.some((group) => account.groups.includes(group));
}

/** Exclusions are feature-wide and are asked before any profile (behaviour.md 2.3, 3.2). */
export function isExcluded(organisation: OrganisationPolicy, account: ScopedAccount): boolean {
  return organisation.excludedAccountIds.includes(account.id) || covers(organisation.excludedGroups, account);
}

/** May this person use a Temporary Access Pass? */
export function isInPassScope(organisation: OrganisationPolicy, account: ScopedAccount): boolean {
  return covers(organisation.passScope, account);
}

/** Is this account among the people of the profile? Priority and exclusions are other questions. */
export function includesAccount(profile: Profile, account: ScopedAccount): boolean {
  return covers(profile.includeGroups, account);
}

/** Enabled profiles in the order in which they are tried: by priority from 0, then by id so that a tie has one answer. */
export function enabledByPriority(profiles: readonly Profile[]): readonly Profile[] {
  return profiles
    .filter((profile) => profile.enabled)
    .toSorted((a, b) => a.priority - b.priority || (a.id < b.id ? -1 : 1));
}

/** The first enabled profile, counting priority up from 0, that includes the person (behaviour.md 3.2). */
export function chooseProfile(profiles: readonly Profile[], account: ScopedAccount): Profile | null {
  return enabledByPriority(profiles).find((profile) => includesAccount(profile, account)) ?? null;
}
