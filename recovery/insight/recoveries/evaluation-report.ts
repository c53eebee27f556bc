import type { Code } from '../../audit/index.ts';
import type { RecoveryState } from '../../store/index.ts';
import { emptyFunnel, type Funnel, findBiggestLoss, type Loss } from './funnel.ts';
import type { Ending, StepTime } from './recovery-insight.ts';

/** What an evaluation has shown: who would have got in, who not and why, where people gave up, how long each step took. */
export interface EvaluationReport {
  readonly funnel: Funnel;
  readonly biggestLoss: Loss | null;
  /** All checks passed: in production they would be in. */
  readonly wouldHaveGotIn: number;
  /** A check said no. Most frequent first. */
  readonly refusals: readonly { readonly code: Code; readonly cases: number }[];
  readonly refused: number;
  /** They stopped by themselves: left, ran out of time. Most frequent first. */
  readonly gaveUp: readonly { readonly at: RecoveryState; readonly cases: number }[];
  readonly gaveUpInAll: number;
  /** Slowed down, stopped by an admin or by "This wasn't me", overtaken. */
  readonly endedOtherwise: number;
  readonly underWay: number;
  readonly times: readonly StepTime[];
}

export function assembleEvaluationReport(read: {
  readonly funnel: Funnel | undefined;
  readonly endings: readonly Ending[];
  readonly times: readonly StepTime[];
}): EvaluationReport {
  const { endings, times, funnel = emptyFunnel } = read;
  const refusals = new Map<Code, number>();
  const gaveUp = new Map<RecoveryState, number>();
  let [wouldHaveGotIn, endedOtherwise, underWay] = [0, 0, 0];
  for (const { outcome, endedFrom, code, cases } of endings) {
    if (outcome === 'rehearsed' || outcome === 'recovered') wouldHaveGotIn += cases;
    else if (outcome === 'refused') refusals.set(code, (refusals.get(code) ?? 0) + cases);
    else if (outcome === 'left' || outcome === 'expired')
      gaveUp.set(endedFrom ?? 'explain', (gaveUp.get(endedFrom ?? 'explain') ?? 0) + cases);
    else if (outcome === null) underWay += cases;
    else endedOtherwise += cases;
  }
  return {
    funnel,
    biggestLoss: findBiggestLoss(funnel, 'granted'),
    wouldHaveGotIn,
    refusals: mostFirst(refusals).map(([code, cases]) => ({ code, cases })),
    refused: sumOf(refusals),
    gaveUp: mostFirst(gaveUp).map(([at, cases]) => ({ at, cases })),
    gaveUpInAll: sumOf(gaveUp),
    endedOtherwise,
    underWay,
    times,
  };
}

function mostFirst<Key extends string>(counts: ReadonlyMap<Key, number>): [Key, number][] {
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}

const sumOf = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, each) => sum + each, 0);
