import { isRefusal } from '../../outcome.ts';
import {
  beginVisit,
  type CaptureProblem,
  type FaceCheckElsewhere,
  type FaceVisit,
  faceVisitLimits,
  weighAnswer,
} from '../../steps/face-check/index.ts';
import type { Presented } from '../../steps/presentation/index.ts';
import type { Move, Transition, TransitionContext } from '../transition.ts';
import { decided, type FaceContext, findFaceCheck, judge, outOfTime, refusedFace } from './face-decision.ts';

/** Of the text about a vendor's page that a person agrees to (`recover.visit.consent`); a new text gets a new one (R19). */
export const visitConsent = 'visit-2026-11';

/** A visit under way, and whose it is. */
interface Visiting {
  readonly provider: FaceCheckElsewhere;
  readonly presented: Presented;
  readonly visit: FaceVisit;
}

/**
 * Opens a session with a vendor, and tells the browser where to go. There is one at a time, and none is thrown away unread: what
 * the one before came to is decided first, and one that came to nothing costs a try. So nobody rehearses an attack on the vendor's
 * page and leaves before the result is fetched.
 */
export async function openVisit(
  context: TransitionContext<'faceOpened'>,
  provider: FaceCheckElsewhere,
): Promise<Move | null> {
  const { ports, recovery, event, now } = context;
  const presented = context.evidence('presented');
  if (presented === null) return outOfTime();
  // Another text than the one about a vendor: nothing may leave for it (R19).
  if (event.consent !== visitConsent) return null;
  const visit = context.evidence('faceVisit');
  const underWay = visit !== null;
  if (underWay) {
    const settled = await settle(context, { provider, presented, visit });
    if (settled !== null) return settled;
    const last = unfinished(context, { provider, presented }, 'notFinished');
    if (isRefusal(last)) return refusedFace(context, presented, last);
  }

  const nonce = Buffer.from(ports.randomBytes(32)).toString('base64url');
  const portrait = Buffer.from(presented.portrait, 'base64');
  const { lifetimeMs, graceMs } = faceVisitLimits;
  const returnAddress = `${ports.origin}/recover`;
  const session = await provider.openSession({ nonce, portrait, lifetimeMs, returnAddress });
  const { reference } = session;
  // Owed from now on, whatever becomes of this transition: it may be overtaken, or the process killed.
  await ports.store.oweDeletion({
    ...{ recoveryId: recovery.id, provider: provider.id, reference },
    dueAt: now + lifetimeMs + graceMs,
  });
  return {
    changes: { captureTries: recovery.captureTries + (underWay ? 1 : 0), captureProblem: null },
    put: { faceVisit: beginVisit({ provider: provider.id, session, nonce, portrait, now }) },
    audit: {
      activity: 'faceCheck.opened',
      result: 'success',
      data: { consent: event.consent, provider: provider.id, gaveUpOne: underWay },
    },
    within: async () => {
      await ports.store.hastenDeletions({ recoveryId: recovery.id, now, except: reference });
      return {};
    },
    reply: { visit: session.client },
  };
}

/** The person is back, or asks how it stands. That they are back says nothing: the vendor is asked, from server to server. */
export const readVisit: Transition<'faceVisited'> = async (context) => {
  const provider = await findFaceCheck(context);
  if (provider.kind !== 'elsewhere') return null;
  const presented = context.evidence('presented');
  if (presented === null) return outOfTime();
  const visit = context.evidence('faceVisit');
  if (visit === null) return null;
  return (await settle(context, { provider, presented, visit })) ?? { told: {} };
};

/** What the visit has come to. Null: nothing yet. Throws the provider's `Fault` when it cannot be asked. */
async function settle(context: FaceContext, visiting: Visiting): Promise<Move | null> {
  const { provider, presented, visit } = visiting;
  if (context.now >= visit.expiresAt) return cameToNothing(context, visiting, 'notFinished');
  const answer = await provider.readResult(visit.reference);
  if (answer.kind === 'pending') return null;
  const weighed = weighAnswer(visit, answer);
  if (weighed === 'foreign') return notBelieved(visiting, 'faceAnswerForeign');
  if (weighed === 'unusable') return notBelieved(visiting, 'faceAnswerUnusable');
  if (weighed === 'notScored') return cameToNothing(context, visiting, 'unreadable');
  const by = { id: provider.id, version: answer.version };
  return decided(context, presented, judge(context, { presented, comparison: weighed, provider, by }));
}

/** A try is spent, as with a capture of ours that comes to nothing (D15); the last one ends the recovery. */
function cameToNothing(context: FaceContext, visiting: Visiting, problem: CaptureProblem): Move {
  const decision = unfinished(context, visiting, problem);
  if (isRefusal(decision)) return refusedFace(context, visiting.presented, decision);
  return {
    changes: { captureTries: context.recovery.captureTries + 1, captureProblem: problem },
    drop: ['faceVisit'],
    audit: { activity: 'faceCheck.captured', result: 'failed', code: problem },
  };
}

/** The vendor said something that is no answer to this: no fault of the person, and no try of theirs. Nothing is granted for it. */
function notBelieved({ provider }: Visiting, code: 'faceAnswerForeign' | 'faceAnswerUnusable'): Move {
  return {
    changes: { captureProblem: 'unreadable' },
    drop: ['faceVisit'],
    audit: {
      activity: 'faceCheck.answerNotBelieved',
      result: 'failed',
      code,
      data: { provider: provider.id },
    },
  };
}

function unfinished(
  context: FaceContext,
  { provider, presented }: Pick<Visiting, 'provider' | 'presented'>,
  problem: CaptureProblem,
) {
  const by = { id: provider.id, version: provider.version };
  return judge(context, { presented, comparison: { kind: 'capture', problem }, provider, by });
}
