import { mayLack } from './claim-binding.ts';
import type { Profile } from './profile.ts';
import { enabledByPriority } from './scope.ts';

/** In what a profile asks for less than another. */
export type Weakness =
  | 'claimBindings'
  | 'names'
  | 'threshold'
  | 'acceptedCredentials'
  | 'credentialAge'
  | 'walletFirst'
  | 'crossDevice'
  | 'crossDeviceWait'
  | 'liveness';

/** Two enabled profiles that claim the same people, the earlier of which is weaker in something: a downgrade (T22). */
export interface Overlap {
  readonly firstId: string;
  readonly laterId: string;
  /** Groups both include; 'everyone' where one of them includes the whole organisation. */
  readonly groups: 'everyone' | readonly string[];
  readonly weakerIn: readonly Weakness[];
}

/**
 * Warnings for the profile list: a weaker profile that is tried first takes people away from a stricter one (T22).
 * Sees groups by name only: that two different groups have a member in common shows in the readiness scan.
 */
export function overlaps(profiles: readonly Profile[]): readonly Overlap[] {
  const ordered = enabledByPriority(profiles);
  return ordered.flatMap((first, index) =>
    ordered.slice(index + 1).flatMap((later) => {
      const groups = groupsInCommon(first.includeGroups, later.includeGroups);
      const weakerIn = weaknesses(first, later);
      if (groups !== 'everyone' && groups.length === 0) return [];
      return weakerIn.length === 0 ? [] : [{ firstId: first.id, laterId: later.id, groups, weakerIn }];
    }),
  );
}

function groupsInCommon(
  a: Profile['includeGroups'],
  b: Profile['includeGroups'],
): 'everyone' | readonly string[] {
  if (a === 'everyone') return b;
  return b === 'everyone' ? a : a.filter((group) => b.includes(group));
}

function weaknesses(first: Profile, later: Profile): readonly Weakness[] {
  const checks: readonly (readonly [Weakness, boolean])[] = [
    ['claimBindings', attributes(later).some((attribute) => !attributes(first).includes(attribute))],
    ['names', nameLevel(first) === 'relaxed' && nameLevel(later) === 'exact'],
    // Scales of two providers cannot be compared (face-check.md 5).
    [
      'threshold',
      first.faceCheck.provider === later.faceCheck.provider &&
        first.faceCheck.threshold < later.faceCheck.threshold,
    ],
    ['acceptedCredentials', issuers(first).some((issuer) => !issuers(later).includes(issuer))],
    ['credentialAge', maximumAge(first) > maximumAge(later)],
    ['walletFirst', first.walletFirst && !later.walletFirst],
    ['crossDevice', first.crossDevice && !later.crossDevice],
    ['crossDeviceWait', waitsLess(first, later)],
    [
      'liveness',
      first.faceCheck.acceptedWithoutLiveness !== null && later.faceCheck.acceptedWithoutLiveness === null,
    ],
  ];
  return checks.filter(([, weaker]) => weaker).map(([weakness]) => weakness);
}

function waitsLess(first: Profile, later: Profile): boolean {
  return first.crossDevice && later.crossDevice && first.crossDeviceWaitHours < later.crossDeviceWaitHours;
}

/** What must agree: an attribute that an account may lack is no demand on everybody. */
function attributes(profile: Profile): readonly string[] {
  return profile.claimBindings.filter((binding) => !mayLack(binding)).map(({ attribute }) => attribute);
}

function nameLevel(profile: Profile): string | undefined {
  return profile.claimBindings.find(({ attribute }) => attribute === 'names')?.matchConfidenceLevel;
}

function issuers(profile: Profile): readonly string[] {
  return profile.acceptedCredentials.flatMap(({ format, type, anchorIds }) =>
    anchorIds.map((id) => `${format} ${type} ${id}`),
  );
}

function maximumAge(profile: Profile): number {
  const { provider, walletFirst } = profile.maximumCredentialAgeHours;
  return profile.walletFirst ? Math.max(provider, walletFirst) : provider;
}
