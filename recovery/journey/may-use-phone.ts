import { mayCrossDevices, type PresentationAttackDetection } from '../policy/index.ts';
import type { Recovery } from '../store/index.ts';
import type { JourneyPorts } from './ports.ts';

const none: PresentationAttackDetection = { assurance: 'none', evidence: null };

/** The profile's switch as it was at the start, and whether anything guards it now (D17, D25). Asks nothing about the account (D14). */
export async function mayUsePhone(ports: JourneyPorts, { policy }: Recovery): Promise<boolean> {
  const { profile } = policy;
  const faceCheck = await ports.readFaceCheck(profile.faceCheck.provider);
  return mayCrossDevices({
    profile,
    presentationAttackDetection: faceCheck?.presentationAttackDetection ?? none,
    example: ports.example,
  });
}
