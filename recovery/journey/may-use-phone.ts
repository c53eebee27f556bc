import { mayCrossDevices } from '../policy/index.ts';
import type { Recovery } from '../store/index.ts';
import type { JourneyPorts } from './ports.ts';

/** The profile's switch as it was at the start, and whether anything guards it now (D17, D25). Asks nothing about the account (D14). */
export function mayUsePhone(ports: JourneyPorts, { policy }: Recovery): boolean {
  return mayCrossDevices({
    profile: policy.profile,
    detection: ports.faceMatcher.presentationAttackDetection,
    example: ports.example,
  });
}
