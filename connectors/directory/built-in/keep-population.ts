import type { Directory } from '../../../recovery/directory/index.ts';

/**
 * `readPopulation` as it was lately. Counting a million people takes seconds, and every start of a recovery asks; decoys are drawn from a
 * distribution that moves slowly. One count serves everybody for `forMs`; then it is made anew beside the requests, while the old one
 * serves. When it is made depends on time alone, never on who asks (D14).
 */
export function keepPopulation(options: {
  readonly count: Directory['readPopulation'];
  readonly now: () => number;
  readonly forMs: number;
}): Directory['readPopulation'] {
  const { count, now, forMs } = options;
  let kept: Awaited<ReturnType<typeof count>> | null = null;
  let countedAt = Number.NEGATIVE_INFINITY;
  let counting: ReturnType<typeof count> | null = null;

  const countOnce = () => {
    counting ??= count()
      .then((population) => {
        [kept, countedAt] = [population, now()];
        return population;
      })
      .finally(() => {
        counting = null;
      });
    return counting;
  };

  return async () => {
    if (kept === null) return countOnce();
    // A count that fails is made again by the next who asks; the old one has served well enough.
    if (now() - countedAt >= forMs) void countOnce().catch(() => {});
    return kept;
  };
}
