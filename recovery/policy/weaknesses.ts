import { mayLack } from './claim-binding.ts';
import type { Profile } from './profile.ts';

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

/** In what `first` asks for less than `later`. */
export function weaknesses(first: Profile, later: Profile): readonly Weakness[] {
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
