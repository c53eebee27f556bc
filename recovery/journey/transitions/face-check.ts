import { isRefusal } from '../../outcome.ts';
import { decideFaceCheck } from '../../steps/face-check/index.ts';
import type { Transition } from '../transition.ts';
import { refused } from './refused.ts';

/**
 * A finished capture. A capture that cannot be scored costs one of three tries; one that can is scored once, and its
 * result is not told apart from what follows (D15).
 */
export const checkFace: Transition<'faceCaptured'> = async (context) => {
  const { ports, recovery, event } = context;
  const presented = context.evidence('presented');
  if (presented === null) {
    // Claims and portrait have outlived their 15 minutes (D19): show the credential again, nothing else is lost.
    return {
      changes: { state: 'present' },
      drop: ['presented'],
      audit: { activity: 'faceCheck.outOfTime', result: 'failed', code: 'evidenceExpired' },
    };
  }
  const portrait = Buffer.from(presented.portrait, 'base64');
  const comparison = await ports.faceMatcher.compare({ portrait, frames: event.frames });
  const { threshold, acceptedWithoutLiveness } = recovery.policy.profile.faceCheck;
  const decision = decideFaceCheck({
    presented,
    comparison,
    matcher: { id: ports.faceMatcher.id, version: ports.faceMatcher.version },
    threshold,
    acceptedWithoutLiveness: acceptedWithoutLiveness !== null,
    triesUsed: recovery.captureTries,
  });
  if (isRefusal(decision)) {
    return refused(context, decision, {
      step: 'faceCheck',
      claims: presented.claims,
    });
  }
  if (decision.kind === 'retry') {
    return {
      changes: { captureTries: recovery.captureTries + 1, captureProblem: decision.problem },
      audit: { activity: 'faceCheck.captured', result: 'failed', code: decision.problem },
    };
  }
  const { confidence, provider, providerVersion, live } = decision.face;
  return {
    changes: { state: 'matching', captureProblem: null },
    put: { samePerson: decision },
    drop: ['presented'],
    audit: {
      activity: 'faceCheck.passed',
      result: 'success',
      data: { confidence, threshold, provider, providerVersion, live },
    },
    goOn: true,
  };
};
