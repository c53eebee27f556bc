/**
 * What happens to a call when the session is gone, or too old for what is asked (R34): it waits. The frame asks the admin to
 * sign in again in another tab; then the waiting calls are sent once more, so that nothing typed is lost. If they give up, the
 * calls are refused.
 */
export type GateReason = 'notSignedIn' | 'signInAgain';
type Outcome = 'again' | 'givenUp';

let waiting: ((outcome: Outcome) => void)[] = [];
let reason: GateReason | null = null;
const watchers = new Set<() => void>();

const settle = (outcome: Outcome): void => {
  const all = waiting;
  waiting = [];
  reason = null;
  for (const tell of watchers) tell();
  for (const go of all) go(outcome);
};

export const sessionGate = {
  /** Why a call waits for somebody to sign in; null: none does. */
  closedBecause: (): GateReason | null => reason,
  watch: (changed: () => void): (() => void) => {
    watchers.add(changed);
    return () => watchers.delete(changed);
  },
  wait: (because: GateReason): Promise<Outcome> =>
    new Promise((resolve) => {
      waiting.push(resolve);
      // Signed out altogether is the stronger reason.
      reason = reason === 'notSignedIn' ? reason : because;
      for (const tell of watchers) tell();
    }),
  open: (): void => settle('again'),
  giveUp: (): void => settle('givenUp'),
};
