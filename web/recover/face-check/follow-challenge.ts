import type { Answer, FaceWord } from '../../api/index.ts';

/** The step that the person sees, and what was wrong with the last picture. */
export interface Asked {
  readonly step: NonNullable<FaceWord['step']>;
  readonly problem: FaceWord['problem'];
}

/** Whom the pictures go to: the recovery of this browser, or the one that this phone joined. `T`: what scoring answers. */
export interface FaceDoor<T> {
  /** `lit`: the page shows the colours of the steps. */
  readonly open: (consent: string, lit: boolean) => Promise<Answer<FaceWord>>;
  readonly sendFrame: (frame: { session: string; step: number; frame: string }) => Promise<Answer<FaceWord>>;
  readonly sendFrames: (capture: { session: string; frames: readonly string[] }) => Promise<Answer<T>>;
}

export interface Follower<T> {
  readonly door: FaceDoor<T>;
  /** The person lets the page show colours. */
  readonly lit: boolean;
  /** A frame as base64 JPEG, as the camera sees it now. */
  readonly takeFrame: () => string;
  /** Null: everything is shown, and the server compares. */
  readonly tell: (asked: Asked | null) => void;
  /** Too many are being looked at: seconds until the same is brought again; null when it is. */
  readonly tellBusy: (seconds: number | null) => void;
  readonly pause: (ms: number) => Promise<void>;
  /** The page is gone. */
  readonly gone: () => boolean;
}

/** Of the text on this page; a new text gets a new one (R19). The server takes no other. */
const consent = '2026-11';
/** Somebody has to read or hear what is asked, and do it. */
const reactionMs = 900;
const againMs = 700;
/** The engine is busy, or the line broke: the same may be sent again, it counts once. */
const mostRepeats = 12;
const repeatMs = 2_000;
/** A server that says hours is not waited for so long. */
const longestMs = 30_000;

/**
 * Does what the server asks, one step after the other, and brings the accepted frames for scoring. Nothing here is
 * trusted: which frame is good, and when it came, the server decides. Null: the page went away meanwhile.
 */
export const followChallenge = async <T>(follower: Follower<T>): Promise<Answer<T> | null> => {
  const { door, lit, takeFrame, tell, pause, gone } = follower;
  const frames: string[] = [];
  let answer = await persist(() => door.open(consent, lit), follower);
  for (;;) {
    if (gone()) return null;
    if (!answer.ok) return answer;
    const { session, step, problem } = answer.value;
    if (step === null) {
      tell(null);
      return persist(() => door.sendFrames({ session, frames }), follower);
    }
    tell({ step, problem });
    const isNew = step.number === frames.length && problem === null;
    await pause(Math.max(step.afterMs, isNew ? reactionMs : againMs));
    if (gone()) return null;
    const frame = takeFrame();
    answer = await persist(() => door.sendFrame({ session, step: step.number, frame }), follower);
    if (answer.ok && answer.value.accepted) frames[step.number] = frame;
  }
};

type Waiter = Pick<Follower<never>, 'pause' | 'gone' | 'tellBusy'>;

const persist = async <T>(
  call: () => Promise<Answer<T>>,
  { pause, gone, tellBusy }: Waiter,
): Promise<Answer<T>> => {
  for (let repeats = 0; ; repeats += 1) {
    const answer = await call();
    const mayPass = !answer.ok && (answer.refusal.status === 0 || answer.refusal.status === 503);
    if (!mayPass || repeats === mostRepeats || gone()) return answer;
    if (answer.refusal.status === 0) await pause(repeatMs);
    else
      await waitFor(Math.min(answer.refusal.retryAfterMs ?? repeatMs, longestMs), { pause, gone, tellBusy });
  }
};

/** Second by second, so that the page can say how long; a screen reader hears it when it begins. */
const waitFor = async (ms: number, { pause, gone, tellBusy }: Waiter): Promise<void> => {
  for (let left = Math.ceil(ms / 1000); left > 0 && !gone(); left -= 1) {
    tellBusy(left);
    await pause(1_000);
  }
  tellBusy(null);
};
