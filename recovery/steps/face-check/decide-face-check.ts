import { type Refusal, refuse } from '../../outcome.ts';
import type { Presented } from '../presentation/index.ts';
import type { FaceCheckRefusalCode } from './face-check-refusal-codes.ts';
import type { CaptureProblem, FaceComparison } from './face-matcher.ts';
import type { VendorComparison } from './face-visit.ts';
import { type SamePerson, sealSamePerson } from './same-person.ts';

/** Captures a person may spend on pictures that cannot be scored (D15). A capture that can be scored is scored once. */
export const captureTries = 3;

export interface FaceCheck {
  readonly presented: Presented;
  readonly comparison: FaceComparison | VendorComparison;
  readonly provider: { readonly id: string; readonly version: string };
  /** Confidence 50–100 on the scale of this provider, from the profile. */
  readonly threshold: number;
  /** The provider's liveness is certified as of now: evidence that was withdrawn counts at once (D17). */
  readonly certifiedLiveness: boolean;
  /** A named admin takes this provider without certified liveness (face-check.md 6, D7). */
  readonly acceptedWithoutLiveness: boolean;
  /** Unusable captures before this one. */
  readonly triesUsed: number;
}

export interface CaptureAgain {
  readonly kind: 'retry';
  readonly problem: CaptureProblem;
}

/**
 * One finished capture → the same person, another try, or no.
 * Passes only with confidence ≥ threshold AND (found live by a certified provider, or its absence accepted); anything else fails closed.
 * Throws `TypeError` for a threshold outside 50–100: below, one in fifty strangers would pass (face-check.md 5).
 */
export function decideFaceCheck(check: FaceCheck): SamePerson | CaptureAgain | Refusal<FaceCheckRefusalCode> {
  const { presented, comparison, provider, threshold, triesUsed } = check;
  const { certifiedLiveness, acceptedWithoutLiveness } = check;
  if (!(threshold >= 50 && threshold <= 100)) throw new TypeError('face check threshold must be 50 to 100');
  if (comparison.kind === 'portrait') return refuse('portraitUnusable', { problem: comparison.problem });
  if (comparison.kind === 'capture') return unusableCapture(comparison.problem, triesUsed);

  const { confidence, live } = comparison;
  const ours = 'frontalFrames' in comparison ? comparison : null;
  const scored = {
    ...(confidence !== null && { confidence }),
    threshold,
    ...(ours !== null && { frontalFrames: ours.frontalFrames }),
    provider: provider.id,
    providerVersion: provider.version,
  };
  // A face changed between two steps: one person did as asked, another one matched.
  if (ours !== null && ours.onePerson !== true) return refuse('faceChanged', scored);
  // "Not live" is an answer: accepting a matcher that gives none does not overrule it.
  if (live === false) return refuse('faceNotLive', { ...scored, live });
  if (live !== true && !acceptedWithoutLiveness)
    return refuse('faceNotLive', { ...scored, live: 'notMeasured' });
  // A vendor's own word is no evidence (R17): without a report it needs the same acceptance as no liveness at all.
  if (!certifiedLiveness && !acceptedWithoutLiveness)
    return refuse('faceNotLive', { ...scored, live: 'notCertified' });
  // Written so that a confidence that is no number fails.
  if (confidence === null || !(confidence >= threshold && confidence <= 100))
    return refuse('faceNoMatch', scored);

  return sealSamePerson({
    recoveryId: presented.recoveryId,
    // Portrait and document are left behind: from here on nothing needs the picture.
    claims: presented.claims,
    credential: presented.credential,
    face: {
      presence: 'face',
      confidence,
      threshold,
      provider: provider.id,
      providerVersion: provider.version,
      live,
    },
  });
}

function unusableCapture(
  problem: CaptureProblem,
  triesUsed: number,
): CaptureAgain | Refusal<FaceCheckRefusalCode> {
  if (triesUsed + 1 >= captureTries) return refuse('captureTriesSpent', { problem, tries: triesUsed + 1 });
  return { kind: 'retry', problem };
}
