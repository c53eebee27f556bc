import { bindClaim } from './claim-binding.ts';
import { builtInFaceCheck } from './face-check-vendor.ts';
import type { AcceptedCredential, Profile } from './profile.ts';

/**
 * A new profile as the wizard proposes it: evaluation, names relaxed and birth date, threshold 70, same device, no
 * wallet-first (behaviour.md 2.3; R21, R39, D22, D25). It includes nobody until an admin says whom.
 */
export function defaultProfile(chosen: {
  readonly id: string;
  readonly name: string;
  readonly priority: number;
  readonly includeGroups?: Profile['includeGroups'];
  readonly providerIds: readonly string[];
  readonly acceptedCredentials: readonly AcceptedCredential[];
}): Profile {
  return {
    id: chosen.id,
    name: chosen.name,
    description: '',
    version: 1,
    enabled: true,
    mode: 'evaluation',
    priority: chosen.priority,
    includeGroups: chosen.includeGroups ?? [],
    providersByCountry: { default: chosen.providerIds },
    claimBindings: [bindClaim('names', { matchConfidenceLevel: 'relaxed' }), bindClaim('birthDate')],
    acceptedCredentials: chosen.acceptedCredentials,
    faceCheck: { provider: builtInFaceCheck, threshold: 70, acceptedWithoutLiveness: null },
    maximumCredentialAgeHours: { provider: 24, walletFirst: 90 * 24 },
    walletFirst: false,
    crossDevice: false,
    crossDeviceWaitHours: 0,
  };
}
