import { hasCertifiedLiveness, type PresentationAttackDetection } from './face-check-vendor.ts';
import type { Profile } from './profile.ts';

/** Hours between proof and access in which people can object: a night at least, three days at most; 0 is none. */
export const waitingTimeHours = { none: 0, least: 12, usual: 24, most: 72 } as const;

/**
 * What keeps a recovery in which a second device took part from being relayed (D25, R39): a QR code shows as well on
 * somebody else's page, and a face check without certified liveness can be relayed too.
 */
export type CrossDeviceGuard = 'certifiedFaceCheck' | 'waitingTime' | 'example' | 'none';

/** `presentationAttackDetection`: of the face check in use. An admin's acceptance of `none` guards nothing. */
export function guardOfCrossDevice(question: {
  readonly profile: Pick<Profile, 'crossDeviceWaitHours'>;
  readonly presentationAttackDetection: PresentationAttackDetection;
  readonly example: boolean;
}): CrossDeviceGuard {
  const { profile, presentationAttackDetection, example } = question;
  if (hasCertifiedLiveness(presentationAttackDetection)) return 'certifiedFaceCheck';
  // Written so that hours that are no number guard nothing.
  if (profile.crossDeviceWaitHours >= waitingTimeHours.least) return 'waitingTime';
  return example ? 'example' : 'none';
}

/** May this recovery use a second device now? The switch is the profile's; that something guards it is asked each time (D17). */
export function mayCrossDevices(question: {
  readonly profile: Pick<Profile, 'crossDevice' | 'crossDeviceWaitHours'>;
  readonly presentationAttackDetection: PresentationAttackDetection;
  readonly example: boolean;
}): boolean {
  return question.profile.crossDevice && guardOfCrossDevice(question) !== 'none';
}
