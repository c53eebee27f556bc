import type { Outcome } from './outcome.ts';

export const NAMED_CHECKS = ['picture', 'document', 'face', 'credential'] as const;
export type NamedCheck = (typeof NAMED_CHECKS)[number];
export type CheckState = 'waiting' | 'running' | 'passed' | 'refused';

export interface Progress {
  readonly checks: readonly { readonly name: NamedCheck; readonly state: CheckState }[];
  readonly result: 'running' | 'passed' | 'documentRefused' | 'faceRefused';
}

/** How far the checks are after `elapsed` of `total` milliseconds: computed, so a reload loses nothing. */
export function progressAt(options: {
  readonly outcome: Outcome;
  readonly elapsed: number;
  readonly total: number;
}): Progress {
  const { outcome, elapsed, total } = options;
  const refusedCheck =
    outcome === 'documentRefused' ? 'document' : outcome === 'faceRefused' ? 'face' : undefined;
  const share = total / NAMED_CHECKS.length;
  const finished = elapsed >= total ? NAMED_CHECKS.length : Math.floor(elapsed / share);
  const refusedIndex = refusedCheck === undefined ? -1 : NAMED_CHECKS.indexOf(refusedCheck);
  const stopped = refusedIndex >= 0 && finished > refusedIndex;
  const stateOf = (index: number): CheckState => {
    if (stopped && index >= refusedIndex) return index === refusedIndex ? 'refused' : 'waiting';
    if (index < finished) return 'passed';
    return index === finished ? 'running' : 'waiting';
  };
  return {
    checks: NAMED_CHECKS.map((name, index) => ({ name, state: stateOf(index) })),
    result: stopped
      ? outcome === 'documentRefused'
        ? 'documentRefused'
        : 'faceRefused'
      : finished === NAMED_CHECKS.length
        ? 'passed'
        : 'running',
  };
}
