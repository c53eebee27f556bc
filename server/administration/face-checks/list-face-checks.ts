import {
  type FaceCheckFacts,
  type FaceCheckVendor,
  hasCertifiedLiveness,
} from '../../../recovery/policy/index.ts';
import { builtInFacts, readVendors } from '../../face-checks/index.ts';
import type { Acting } from '../acting.ts';

/** A face check as the gate and the wizard look at it. */
export interface ListedFaceCheck extends FaceCheckFacts {
  /** Off for a vendor: somebody switched it off. For the built-in one: it is not installed. */
  readonly enabled: boolean;
  readonly certified: boolean;
}

/** Every face check of this installation, the built-in one first, switched off or not. */
export async function listFaceChecks({
  installation,
  faceMatcher,
}: Pick<Acting, 'installation' | 'faceMatcher'>): Promise<readonly ListedFaceCheck[]> {
  const vendors = (await readVendors(installation)).map((vendor) => ({
    ...factsOf(vendor),
    enabled: vendor.enabled,
  }));
  return [{ ...builtInFacts(faceMatcher), enabled: faceMatcher.isInstalled }, ...vendors].map((each) => ({
    ...each,
    certified: hasCertifiedLiveness(each.presentationAttackDetection),
  }));
}

function factsOf(vendor: FaceCheckVendor): FaceCheckFacts {
  const { id, name, presentationAttackDetection, recommendedThreshold } = vendor;
  return { id, name, version: '', presentationAttackDetection, recommendedThreshold };
}
