/**
 * What happens to a call when the session is gone: it waits. The frame asks the admin to sign in again in another tab;
 * then the waiting calls are sent once more, so that nothing typed is lost. If they give up, the calls are refused.
 */
type Outcome = 'again' | 'givenUp';

let waiting: ((outcome: Outcome) => void)[] = [];
const watchers = new Set<() => void>();

const settle = (outcome: Outcome): void => {
  const all = waiting;
  waiting = [];
  for (const tell of watchers) tell();
  for (const go of all) go(outcome);
};

export const sessionGate = {
  /** True while a call waits for somebody to sign in. */
  isClosed: (): boolean => waiting.length > 0,
  watch: (changed: () => void): (() => void) => {
    watchers.add(changed);
    return () => watchers.delete(changed);
  },
  wait: (): Promise<Outcome> =>
    new Promise((resolve) => {
      waiting.push(resolve);
      for (const tell of watchers) tell();
    }),
  open: (): void => settle('again'),
  giveUp: (): void => settle('givenUp'),
};
