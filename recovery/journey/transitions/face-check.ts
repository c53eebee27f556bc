import type { Code } from '../../audit/index.ts';
import { Fault, isRefusal, type Refusal, refuse } from '../../outcome.ts';
import {
  answerFrame,
  type CaptureProblem,
  captureTries,
  type FaceCheckHere,
  type FaceComparison,
  type FaceSession,
  faceSessionLimits,
  hashOfFrame,
  hasToldAnything,
  isComplete,
  isInTime,
  lightAnswerOf,
  openFaceSession,
  placeFrames,
  placeInSession,
} from '../../steps/face-check/index.ts';
import type { Presented } from '../../steps/presentation/index.ts';
import type { FaceWord, Seat } from '../events.ts';
import { stageOf } from '../phone/index.ts';
import type { Move, Transition, TransitionContext } from '../transition.ts';
import {
  decided,
  type FaceContext,
  findFaceCheck,
  holdDecision,
  judge,
  outOfTime,
  refusedFace,
} from './face-decision.ts';
import { openVisit } from './face-visit.ts';
import { keptWaiting, unlessFull } from './full-engine.ts';
import { phoneAtWork } from './phone-at-work.ts';

/** The face check begins: with our own camera page, or with a visit to a vendor's. */
export const openFace: Transition<'faceOpened'> = async (context) => {
  const provider = await findFaceCheck(context);
  if (provider.kind === 'here') return openCapture(context, provider);
  // A phone is offered for our own camera page only; a vendor's page has its own way to one.
  return context.event.phone === undefined ? openVisit(context, provider) : null;
};

/**
 * Opens a capture. There is one at a time: opening another ends the one before, and costs a try as soon as that one had
 * told something that was drawn. So nobody opens sessions until an order comes that they have a film for.
 */
async function openCapture(
  context: TransitionContext<'faceOpened'>,
  provider: FaceCheckHere,
): Promise<Move | null> {
  const { ports, recovery, event, now } = context;
  if (!isItsTurn(context)) return null;
  const presented = context.evidence('presented');
  if (presented === null) return outOfTime();
  const { costs, refusal } = leaveCapture(context, { provider, presented });
  if (refusal !== null) return refusedFace(context, presented, refusal);
  const before = context.evidence('faceSession');
  const session = openFaceSession({ randomBytes: ports.randomBytes, now, before, lit: event.lit === true });
  return {
    changes: { captureTries: recovery.captureTries + (costs ? 1 : 0), captureProblem: null },
    put: { faceSession: session },
    audit: {
      activity: 'faceCheck.opened',
      result: 'success',
      data: { consent: event.consent, provider: provider.matcher.id, gaveUpOne: costs },
    },
    reply: { face: wordOf(session, { now, accepted: false, problem: null }) },
  };
}

/** One frame for the step under way. Only the server's clock counts: what the browser says about time is not asked. */
export const takeFrame: Transition<'faceFrame'> = async (context) => {
  const { event, now, ports } = context;
  const provider = await findFaceCheck(context);
  if (provider.kind !== 'here' || !isItsTurn(context)) return null;
  const presented = context.evidence('presented');
  if (presented === null) return outOfTime();
  const session = context.evidence('faceSession');
  if (session === null) return null;
  const hash = hashOfFrame(event.frame);
  const place = placeInSession(session, { session: event.session, step: event.step, hash, now });
  if (place === 'foreign') return null;
  if (place === 'late')
    return endedCapture(context, { provider, presented, session, problem: 'notFinished' });
  if (place === 'taken') return { told: { face: wordOf(session, { now, accepted: true, problem: null }) } };
  if (place === 'early') return { told: { face: wordOf(session, { now, accepted: false, problem: null }) } };

  const reading =
    place === 'repeated'
      ? ({ kind: 'capture', problem: 'repeated' } as const)
      : await unlessFull(provider.matcher.readFrame(event.frame));
  if (reading instanceof Fault) return keptWaiting(session, { hash, now, fault: reading });
  const told = ports.now();
  const answered = answerFrame(session, { reading, hash, now: told });
  const { problem } = answered;
  if (problem !== null && answered.session.refused >= faceSessionLimits.mostRefused)
    return endedCapture(context, { provider, presented, session: answered.session, problem });
  return {
    changes: {},
    put: { faceSession: answered.session },
    audit:
      problem === null
        ? { activity: 'faceCheck.stepTaken', result: 'success', data: { step: event.step + 1 } }
        : { activity: 'faceCheck.frameRefused', result: 'failed', code: problem },
    reply: { face: wordOf(answered.session, { now: told, accepted: problem === null, problem }) },
  };
};

/**
 * A finished capture. A capture that cannot be scored costs one of three tries; one that can is scored once, and its
 * result is not told apart from what follows (D15).
 */
export const checkFace: Transition<'faceCaptured'> = async (context) => {
  const { event, now } = context;
  const provider = await findFaceCheck(context);
  if (provider.kind !== 'here' || !isItsTurn(context)) return null;
  const presented = context.evidence('presented');
  if (presented === null) return outOfTime();
  const session = context.evidence('faceSession');
  if (session === null || !isComplete(session, event.session)) return null;
  const ended = (problem: CaptureProblem) => endedCapture(context, { provider, presented, session, problem });
  const hash = hashOfFrame(Buffer.concat(event.frames));
  if (!isInTime(session, { hash, now })) return ended('notFinished');
  // Other pictures than the ones that were looked at step by step: whose they are nobody has checked.
  const frames = placeFrames(session, event.frames);
  if (frames === null) return ended('unreadable');

  const portrait = Buffer.from(presented.portrait, 'base64');
  const comparison = await unlessFull(provider.matcher.compare({ portrait, frames }));
  if (comparison instanceof Fault) return keptWaiting(session, { hash, now, fault: comparison });
  if (comparison.kind === 'capture') return ended(comparison.problem);
  const decision = compared(context, { provider, presented, comparison });
  const move =
    event.phone === undefined
      ? decided(context, presented, decision)
      : holdDecision(context, session, decision);
  return { ...move, audit: { ...move.audit, data: { ...move.audit.data, ...lightWords(session) } } };
};

/** One camera at a time: the phone's while one takes part, and else the one of the browser that started. */
function isItsTurn(
  context: Pick<TransitionContext, 'recovery' | 'evidence' | 'now'> & { readonly event: Seat },
): boolean {
  const { recovery, event, evidence, now } = context;
  if (event.phone === undefined) return stageOf(evidence('phone'), recovery, now) === 'over';
  return phoneAtWork({ ...context, event: { phone: event.phone } })?.agreed === true;
}

/** What leaving a capture under way comes to, when another one begins, here or on a phone: nothing, a try, or the end of the tries. */
export function leaveCapture(
  context: FaceContext,
  capture: { readonly provider: FaceCheckHere; readonly presented: Presented },
): { readonly costs: boolean; readonly refusal: Refusal<Code> | null } {
  const { captureTries: used } = context.recovery;
  if (used >= captureTries) return { costs: false, refusal: refuse('captureTriesSpent', { tries: used }) };
  const before = context.evidence('faceSession');
  const costs = before !== null && hasToldAnything(before);
  const comparison = { kind: 'capture', problem: 'notFinished' } as const;
  const last = costs ? compared(context, { ...capture, comparison }) : null;
  return { costs, refusal: last !== null && isRefusal(last) ? last : null };
}

/** The record names the engine that compared, and its version. */
function compared(
  context: FaceContext,
  capture: {
    readonly provider: FaceCheckHere;
    readonly presented: Presented;
    readonly comparison: FaceComparison;
  },
) {
  const { id, version } = capture.provider.matcher;
  return judge(context, { ...capture, by: { id, version } });
}

/** Beside the decision, for administrators: it had no part in it. */
function lightWords(session: FaceSession): { readonly light: string; readonly lightStrength?: string } {
  const answer = lightAnswerOf(session);
  if (answer === null) return { light: session.lit ? 'notMeasured' : 'notShown' };
  return { light: answer.agreement.toFixed(2), lightStrength: answer.strength.toFixed(2) };
}

/** The capture came to nothing: it costs a try, and the last one ends the recovery. */
function endedCapture(
  context: FaceContext,
  capture: {
    readonly provider: FaceCheckHere;
    readonly presented: Presented;
    readonly session: FaceSession;
    readonly problem: CaptureProblem;
  },
): Move {
  const { provider, presented, session, problem } = capture;
  const decision = compared(context, { provider, presented, comparison: { kind: 'capture', problem } });
  if (isRefusal(decision)) return refusedFace(context, presented, decision);
  return {
    changes: { captureTries: context.recovery.captureTries + 1, captureProblem: problem },
    // Kept for the hashes of its frames: none of them is taken again.
    put: { faceSession: { ...session, over: true } },
    audit: { activity: 'faceCheck.captured', result: 'failed', code: problem },
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
            light: session.lit ? step.light : null,
            afterMs: Math.max(0, session.toldAt + step.holdMs - now),
          },
  };
}
