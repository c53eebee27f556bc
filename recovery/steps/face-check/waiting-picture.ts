/**
 * The engine is full, and nobody has looked at a picture that came in time. What stays of it is its hash and when it came, sealed
 * with the session; the page brings it again, and it counts as having come when it first came.
 *
 * Whoever can fill the engine gains nothing by it: the bytes are fixed before the wait, no other picture is judged by that time, and
 * what is asked next is told after it. The clock of the session stands still for a picture that is taken, and for no other: while one
 * waits, whoever sent it knows what is asked.
 */
export interface Waits {
  /** Of the step under way, or the whole capture; one at a time. */
  readonly waiting: { readonly hash: string; readonly since: number } | null;
  /** For how long pictures of this session have waited that were taken then. */
  readonly waitedMs: number;
}

/** Of one session, in all. */
export const mostWaitedMs = 60_000;

interface Picture {
  readonly hash: string;
  readonly now: number;
}

/** The engine is full, and the picture came when it should. Null: there is nothing to remember; it is known, or another one waits. */
export function keepWaiting<S extends Waits>(session: S, { hash, now }: Picture): S | null {
  return session.waiting === null ? { ...session, waiting: { hash, since: now } } : null;
}

/** When a picture counts as having come: now, unless these very bytes came before and may still wait. */
export function cameAt({ waiting, waitedMs }: Waits, { hash, now }: Picture): number {
  if (waiting?.hash !== hash) return now;
  // Written so that what is no number fails.
  return waitedMs + (now - waiting.since) <= mostWaitedMs ? waiting.since : now;
}
