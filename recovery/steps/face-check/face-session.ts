import { createHash, timingSafeEqual } from 'node:crypto';
import { type ChallengeStep, drawChallenge } from './draw-challenge.ts';
import type { CaptureProblem, FacePlace, FrameReading, PlacedFrame } from './face-matcher.ts';
import { answerToLight, type LightAnswer, type Tint } from './light.ts';
import { cameAt, type Waits } from './waiting-picture.ts';

/**
 * One capture under way: what was asked, and what was shown so far. Lies sealed under the recovery's key and holds no
 * picture and no descriptor: of each frame its hash, its pose, where in it the face is, and two mean colours.
 */
export interface FaceSession extends Waits {
  readonly kind: 'faceSession';
  /** 256 random bits, told to the browser that opened it: frames name it. */
  readonly id: string;
  readonly openedAt: number;
  /** Moves on while the clock stands still for a waiting picture, and for nothing else. */
  readonly expiresAt: number;
  readonly steps: readonly ChallengeStep[];
  /** The page shows the colours of the steps: it says so, and the person let it. */
  readonly lit: boolean;
  /** When the step under way was told, by the server's clock; no other clock counts. */
  readonly toldAt: number;
  /** One frame for each step behind it. */
  readonly taken: readonly TakenFrame[];
  /** Frames looked at and not accepted. */
  readonly refused: number;
  /** Hashes of the frames of earlier sessions of this recovery: none of them is taken again. */
  readonly spent: readonly string[];
  /** Scored, out of time or given up: takes nothing any more. */
  readonly over: boolean;
}

interface TakenFrame {
  readonly hash: string;
  readonly yaw: number;
  readonly place: FacePlace;
  readonly tint?: Tint | undefined;
}

export const faceSessionLimits = {
  lifetimeMs: 90_000,
  /** From being told a step to the frame that shows it. */
  stepMs: 20_000,
  /** Each costs the engine a look; nobody needs more to turn their head three times. */
  mostRefused: 24,
  /** Degrees from straight ahead in which a face is frontal. */
  frontalYaw: 12,
  /** Degrees from the person's own centre, to the right side. */
  leastTurn: 15,
  /** Beyond, the far half of the face is hidden and the descriptor means little. */
  mostYaw: 45,
} as const;

export function openFaceSession(opening: {
  readonly randomBytes: (length: number) => Uint8Array;
  readonly now: number;
  readonly before: FaceSession | null;
  readonly lit: boolean;
}): FaceSession {
  const { randomBytes, now, before, lit } = opening;
  return {
    kind: 'faceSession',
    id: Buffer.from(randomBytes(32)).toString('base64url'),
    openedAt: now,
    expiresAt: now + faceSessionLimits.lifetimeMs,
    steps: drawChallenge(randomBytes),
    lit,
    toldAt: now,
    taken: [],
    refused: 0,
    spent: before === null ? [] : [...before.spent, ...before.taken.map(({ hash }) => hash)],
    waiting: null,
    waitedMs: 0,
    over: false,
  };
}

/** The first step is "centre" for everybody; from the second on somebody has learnt what was drawn, and leaving costs a try. */
export function hasToldAnything(session: FaceSession): boolean {
  return !session.over && session.taken.length > 0;
}

/** Every step is behind it, and `named` is this very session: it may be scored, once. */
export function isComplete(session: FaceSession, named: string): boolean {
  return !session.over && isSame(named, session.id) && session.taken.length === session.steps.length;
}

/** May a complete capture still be scored? */
export function isInTime(
  session: FaceSession,
  capture: { readonly hash: string; readonly now: number },
): boolean {
  return cameAt(session, capture) < session.expiresAt;
}

export interface NamedFrame {
  /** The session that the browser believes to be in. */
  readonly session: string;
  /** Which step the frame answers, from 0. */
  readonly step: number;
  readonly hash: string;
  readonly now: number;
}

/** Before any engine looks: does this frame belong here, now? `taken`: it was accepted before, and the answer got lost. */
export function placeInSession(
  session: FaceSession,
  frame: NamedFrame,
): 'foreign' | 'late' | 'taken' | 'early' | 'repeated' | 'due' {
  const { session: named, step, hash } = frame;
  if (!isSame(named, session.id) || session.over) return 'foreign';
  if (session.taken[step]?.hash === hash) return 'taken';
  const under = session.steps[session.taken.length];
  if (under === undefined || step !== session.taken.length) return 'foreign';
  const at = cameAt(session, frame);
  // Written so that what is no number fails.
  if (!(at < session.expiresAt && at < session.toldAt + faceSessionLimits.stepMs)) return 'late';
  if (at < session.toldAt + under.holdMs) return 'early';
  const before = [...session.spent, ...session.taken.map((each) => each.hash)];
  return before.includes(hash) ? 'repeated' : 'due';
}

/**
 * What a look at a due frame makes of the session: the step is behind it, or the frame is refused and why.
 * `now`: after the look, when the next step is told. Whatever was looked at, nothing waits any more: the engine has time again.
 */
export function answerFrame(
  before: FaceSession,
  seen: { readonly reading: FrameReading; readonly hash: string; readonly now: number },
): { readonly session: FaceSession; readonly problem: CaptureProblem | null } {
  const { reading, hash, now } = seen;
  const session = { ...before, waiting: null };
  const problem = reading.kind === 'capture' ? reading.problem : poseProblem(session, reading.yaw);
  if (problem !== null || reading.kind === 'capture')
    return { session: { ...session, refused: session.refused + 1 }, problem };
  const { yaw, place, tint } = reading;
  const taken = [...session.taken, { hash, yaw, place, ...(tint !== undefined && { tint }) }];
  const stood = now - cameAt(before, seen);
  const [expiresAt, waitedMs] = [session.expiresAt + stood, session.waitedMs + stood];
  return { session: { ...session, taken, toldAt: now, expiresAt, waitedMs }, problem: null };
}

/** The frames of a complete session, brought once more for scoring: the very ones that were accepted, or null. */
export function placeFrames(
  session: FaceSession,
  frames: readonly Uint8Array[],
): readonly PlacedFrame[] | null {
  if (frames.length !== session.taken.length) return null;
  const placed = frames.flatMap((picture, at) => {
    const taken = session.taken[at];
    if (taken === undefined || hashOfFrame(picture) !== taken.hash) return [];
    return [{ picture, place: taken.place, frontal: session.steps[at]?.look === 'centre' }];
  });
  return placed.length === frames.length ? placed : null;
}

/** What the face made of the colours; null where none were shown or none could be read. It decides nothing. */
export function lightAnswerOf({ lit, steps, taken }: FaceSession): LightAnswer | null {
  if (!lit) return null;
  return answerToLight(
    taken.flatMap(({ tint }, at) => (steps[at] ? [{ light: steps[at].light, tint }] : [])),
  );
}

export function hashOfFrame(frame: Uint8Array): string {
  return createHash('sha256').update(frame).digest('base64url');
}

/** The pose follows the step: turning counts from the person's own centre, so that a camera at the side does no harm. */
function poseProblem({ steps, taken }: FaceSession, yaw: number): CaptureProblem | null {
  const { frontalYaw, leastTurn, mostYaw } = faceSessionLimits;
  const look = steps[taken.length]?.look;
  // Written so that a yaw that is no number fails.
  if (look === 'centre') return Math.abs(yaw) < frontalYaw ? null : 'turnedAway';
  if (!(Math.abs(yaw) <= mostYaw)) return 'turnedTooFar';
  const centres = taken.filter((_, at) => steps[at]?.look === 'centre').map((each) => each.yaw);
  const own = centres.reduce((sum, each) => sum + each, 0) / centres.length;
  const turned = look === 'left' ? own - yaw : yaw - own;
  return turned >= leastTurn ? null : 'notTurned';
}

function isSame(named: string, id: string): boolean {
  const [given, expected] = [Buffer.from(named), Buffer.from(id)];
  return given.length === expected.length && timingSafeEqual(given, expected);
}
