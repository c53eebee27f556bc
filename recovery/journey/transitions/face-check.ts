import { isRefusal } from '../../outcome.ts';
import {
  answerFrame,
  type CaptureProblem,
  decideFaceCheck,
  type FaceComparison,
  type FaceSession,
  faceSessionLimits,
  hashOfFrame,
  hasToldAnything,
  isComplete,
  openFaceSession,
  placeFrames,
  placeInSession,
} from '../../steps/face-check/index.ts';
import type { Presented } from '../../steps/presentation/index.ts';
import type { FaceWord } from '../events.ts';
import type { Move, Transition, TransitionContext } from '../transition.ts';
import { refused } from './refused.ts';

/** Whichever of the three events it is. */
type FaceContext = Pick<TransitionContext, 'ports' | 'recovery' | 'now'>;

/**
 * Opens a capture. There is one at a time: opening another ends the one before, and costs a try as soon as that one had
 * told something that was drawn. So nobody opens sessions until an order comes that they have a film for.
 */
export const openFace: Transition<'faceOpened'> = async (context) => {
  const { ports, recovery, event, now } = context;
  const presented = context.evidence('presented');
  if (presented === null) return outOfTime();
  const before = context.evidence('faceSession');
  const costs = before !== null && hasToldAnything(before);
  const last = costs ? judge(context, presented, { kind: 'capture', problem: 'notFinished' }) : null;
  if (last !== null && isRefusal(last)) return refusedFace(context, presented, last);
  const session = openFaceSession({ randomBytes: ports.randomBytes, now, before });
  return {
    changes: { captureTries: recovery.captureTries + (costs ? 1 : 0), captureProblem: null },
    put: { faceSession: session },
    audit: {
      activity: 'faceCheck.opened',
      result: 'success',
      data: { consent: event.consent, provider: ports.faceMatcher.id, gaveUpOne: costs },
    },
    reply: { face: wordOf(session, { now, accepted: false, problem: null }) },
  };
};

/** One frame for the step under way. Only the server's clock counts: what the browser says about time is not asked. */
export const takeFrame: Transition<'faceFrame'> = async (context) => {
  const { ports, event, now } = context;
  const presented = context.evidence('presented');
  if (presented === null) return outOfTime();
  const session = context.evidence('faceSession');
  if (session === null) return null;
  const hash = hashOfFrame(event.frame);
  const place = placeInSession(session, { session: event.session, step: event.step, hash, now });
  if (place === 'foreign') return null;
  if (place === 'late') return endedCapture(context, { presented, session, problem: 'notFinished' });
  if (place === 'taken') return { told: { face: wordOf(session, { now, accepted: true, problem: null }) } };
  if (place === 'early') return { told: { face: wordOf(session, { now, accepted: false, problem: null }) } };

  const reading =
    place === 'repeated'
      ? ({ kind: 'capture', problem: 'repeated' } as const)
      : await ports.faceMatcher.readFrame(event.frame);
  const answered = answerFrame(session, { reading, hash, now });
  const { problem } = answered;
  if (problem !== null && answered.session.refused >= faceSessionLimits.mostRefused)
    return endedCapture(context, { presented, session: answered.session, problem });
  return {
    changes: {},
    put: { faceSession: answered.session },
    audit:
      problem === null
        ? { activity: 'faceCheck.stepTaken', result: 'success', data: { step: event.step + 1 } }
        : { activity: 'faceCheck.frameRefused', result: 'failed', code: problem },
    reply: { face: wordOf(answered.session, { now, accepted: problem === null, problem }) },
  };
};

/**
 * A finished capture. A capture that cannot be scored costs one of three tries; one that can is scored once, and its
 * result is not told apart from what follows (D15).
 */
export const checkFace: Transition<'faceCaptured'> = async (context) => {
  const { ports, event, now } = context;
  const presented = context.evidence('presented');
  if (presented === null) return outOfTime();
  const session = context.evidence('faceSession');
  if (session === null || !isComplete(session, event.session)) return null;
  if (now >= session.expiresAt) return endedCapture(context, { presented, session, problem: 'notFinished' });
  // Other pictures than the ones that were looked at step by step: whose they are nobody has checked.
  const frames = placeFrames(session, event.frames);
  if (frames === null) return endedCapture(context, { presented, session, problem: 'unreadable' });

  const portrait = Buffer.from(presented.portrait, 'base64');
  const comparison = await ports.faceMatcher.compare({ portrait, frames });
  if (comparison.kind === 'capture')
    return endedCapture(context, { presented, session, problem: comparison.problem });
  const decision = judge(context, presented, comparison);
  if (isRefusal(decision)) return refusedFace(context, presented, decision);
  if (decision.kind === 'retry') throw new TypeError('a comparison is no capture problem');
  const { confidence, threshold, provider, providerVersion, live } = decision.face;
  return {
    changes: { state: 'matching', captureProblem: null },
    put: { samePerson: decision },
    drop: ['presented', 'faceSession'],
    audit: {
      activity: 'faceCheck.passed',
      result: 'success',
      data: { confidence, threshold, provider, providerVersion, live },
    },
    goOn: true,
  };
};

function judge({ ports, recovery }: FaceContext, presented: Presented, comparison: FaceComparison) {
  const { threshold, acceptedWithoutLiveness } = recovery.policy.profile.faceCheck;
  return decideFaceCheck({
    presented,
    comparison,
    matcher: { id: ports.faceMatcher.id, version: ports.faceMatcher.version },
    threshold,
    acceptedWithoutLiveness: acceptedWithoutLiveness !== null,
    triesUsed: recovery.captureTries,
  });
}

/** The capture came to nothing: it costs a try, and the last one ends the recovery. */
function endedCapture(
  context: FaceContext,
  capture: {
    readonly presented: Presented;
    readonly session: FaceSession;
    readonly problem: CaptureProblem;
  },
): Move {
  const { presented, session, problem } = capture;
  const decision = judge(context, presented, { kind: 'capture', problem });
  if (isRefusal(decision)) return refusedFace(context, presented, decision);
  return {
    changes: { captureTries: context.recovery.captureTries + 1, captureProblem: problem },
    // Kept for the hashes of its frames: none of them is taken again.
    put: { faceSession: { ...session, over: true } },
    audit: { activity: 'faceCheck.captured', result: 'failed', code: problem },
  };
}

function refusedFace(
  context: FaceContext,
  { claims }: Presented,
  refusal: Parameters<typeof refused>[1],
): Move {
  return refused(context, refusal, { step: 'faceCheck', claims });
}

/** Claims and portrait have outlived their 15 minutes (D19): show the credential again, nothing else is lost. */
function outOfTime(): Move {
  return {
    changes: { state: 'present' },
    drop: ['presented', 'faceSession'],
    audit: { activity: 'faceCheck.outOfTime', result: 'failed', code: 'evidenceExpired' },
  };
}

function wordOf(
  session: FaceSession,
  word: Pick<FaceWord, 'accepted' | 'problem'> & { readonly now: number },
): FaceWord {
  const { now, accepted, problem } = word;
  const number = session.taken.length;
  const step = session.steps[number];
  return {
    session: session.id,
    leftMs: Math.max(0, session.expiresAt - now),
    accepted,
    problem,
    step:
      step === undefined
        ? null
        : {
            number,
            of: session.steps.length,
            look: step.look,
            afterMs: Math.max(0, session.toldAt + step.holdMs - now),
          },
  };
}
