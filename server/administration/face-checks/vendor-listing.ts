import type { ProviderHealth } from '../../../connectors/storage/postgres/index.ts';
import type { FaceCheckVendor, Profile } from '../../../recovery/policy/index.ts';

/**
 * - `disabled` switched off · `notAsked` nobody has asked it yet · `degraded` did not answer, or not to our key, when last asked
 * - `owing` it answers, and does not delete what it should · `ready`
 */
export type VendorState = 'disabled' | 'notAsked' | 'degraded' | 'owing' | 'ready';

/** A vendor as the portal shows it. Its key is in no answer. */
export interface VendorListing {
  readonly vendor: Omit<FaceCheckVendor, 'secretSealed'>;
  readonly state: VendorState;
  readonly health: ProviderHealth | null;
  /** Sessions it is still to delete. */
  readonly owed: number;
  readonly usedBy: readonly Pick<Profile, 'id' | 'name' | 'mode'>[];
}

export function describeVendor(parts: {
  readonly vendor: FaceCheckVendor;
  readonly health: ProviderHealth | null;
  readonly owed: number;
  /** Of those, how many it was asked to delete and did not. */
  readonly overdue: number;
  readonly profiles: readonly Profile[];
}): VendorListing {
  const { health, owed, overdue, profiles } = parts;
  const { secretSealed: _, ...vendor } = parts.vendor;
  const state = !vendor.enabled
    ? 'disabled'
    : health === null
      ? 'notAsked'
      : health.problem !== null
        ? 'degraded'
        : overdue > 0
          ? 'owing'
          : 'ready';
  return { vendor, state, health, owed, usedBy: vendorUsers(profiles, vendor.id) };
}

export function vendorUsers(
  profiles: readonly Profile[],
  id: string,
): readonly Pick<Profile, 'id' | 'name' | 'mode'>[] {
  return profiles
    .filter(({ faceCheck }) => faceCheck.provider === id)
    .map(({ id: profileId, name, mode }) => ({ id: profileId, name, mode }));
}
