import { Fault, isRefusal } from '../../outcome.ts';
import { hasCertifiedLiveness } from '../../policy/index.ts';
import {
  decideFaceCheck,
  type FaceCheckProvider,
  type FaceComparison,
  type FaceSession,
  type SamePerson,
  type VendorComparison,
} from '../../steps/face-check/index.ts';
import type { Presented } from '../../steps/presentation/index.ts';
import type { Move, TransitionContext } from '../transition.ts';
import { refused } from './refused.ts';

/** Whichever of the events it is. */
export type FaceContext = Pick<TransitionContext, 'ports' | 'recovery' | 'now' | 'evidence'>;

/** Who does the face check of this recovery. A vendor that is switched off or gone leaves the recovery where it is. */
export async function findFaceCheck({
  ports,
  recovery,
}: Pick<FaceContext, 'ports' | 'recovery'>): Promise<FaceCheckProvider> {
  const provider = await ports.readFaceCheck(recovery.policy.profile.faceCheck.provider);
  if (provider !== null) return provider;
  throw new Fault('the face check of this profile is not available', {
    code: 'faceCheckUnavailable',
    retryable: true,
  });
}

/** Here as elsewhere: one decision, by the rules this recovery began under, and by what is certified now (D17). */
export function judge(
  { recovery }: FaceContext,
  judged: {
    readonly presented: Presented;
    readonly comparison: FaceComparison | VendorComparison;
    readonly provider: FaceCheckProvider;
    /** Of the engine or product that compared. */
    readonly by: { readonly id: string; readonly version: string };
  },
) {
  const { presented, comparison, provider, by } = judged;
  const { threshold, acceptedWithoutLiveness } = recovery.policy.profile.faceCheck;
  return decideFaceCheck({
    presented,
    comparison,
    provider: by,
    threshold,
    certifiedLiveness: hasCertifiedLiveness(provider.presentationAttackDetection),
    acceptedWithoutLiveness: acceptedWithoutLiveness !== null,
    triesUsed: recovery.captureTries,
  });
}

/** Somebody was compared: on to the account, or the end of the recovery. */
export function decided(
  context: FaceContext,
  presented: Presented,
  decision: ReturnType<typeof decideFaceCheck>,
): Move {
  if (isRefusal(decision)) return refusedFace(context, presented, decision);
  if (decision.kind === 'retry') throw new TypeError('a comparison is no capture problem');
  return passed(decision);
}

/**
 * Scored on a phone: what it came to is told by nobody, and moves nothing, before the phone's code is typed where the recovery was
 * started (D25). It uses a try whatever it came to, so that nothing can be read off (D15).
 */
export function holdDecision(
  { recovery, evidence, now }: FaceContext,
  session: FaceSession,
  decision: ReturnType<typeof decideFaceCheck>,
): Move {
  const phone = evidence('phone');
  if (phone === null) throw new TypeError('it is no phone’s turn');
  const changes = { captureTries: recovery.captureTries + 1, captureProblem: null };
  const faceSession = { ...session, over: true };
  if (isRefusal(decision))
    return {
      changes,
      put: { phone: { ...phone, doneAt: now, refusal: decision }, faceSession },
      drop: ['samePerson'],
      audit: {
        ...{ activity: 'faceCheck.held', result: 'refused', code: decision.code, actor: 'phone' },
        data: { ...decision.detail },
      },
    };
  if (decision.kind === 'retry') throw new TypeError('a comparison is no capture problem');
  const { audit } = passed(decision);
  return {
    changes,
    put: { phone: { ...phone, doneAt: now }, faceSession, samePerson: decision },
    audit: { ...audit, actor: 'phone' },
  };
}

function passed(decision: SamePerson): Move {
  const { confidence, threshold, provider, providerVersion, live } = decision.face;
  return {
    changes: { state: 'matching', captureProblem: null },
    put: { samePerson: decision },
    drop: ['presented', 'faceSession', 'faceVisit'],
    audit: {
      activity: 'faceCheck.passed',
      result: 'success',
      data: { confidence, threshold, provider, providerVersion, live },
    },
    goOn: true,
  };
}

export function refusedFace(
  context: FaceContext,
  { claims }: Presented,
  refusal: Parameters<typeof refused>[1],
): Move {
  return refused(context, refusal, { step: 'faceCheck', claims });
}

/** Claims and portrait have outlived their 15 minutes (D19): show the credential again, nothing else is lost. */
export function outOfTime(): Move {
  return {
    changes: { state: 'present' },
    drop: ['presented', 'faceSession', 'faceVisit'],
    audit: { activity: 'faceCheck.outOfTime', result: 'failed', code: 'evidenceExpired' },
  };
}
