import { listRevealed } from './list-revealed.ts';
import type { Way } from './select-credentials.ts';

/** What reveals least about the person comes first, and among equals what the verifier likes best. */
export function leastFirst(ways: readonly Way[]): readonly Way[] {
  return ways.toSorted((a, b) => countRevealed(a) - countRevealed(b));
}

/** How many claims a way reveals, at least. */
export function countRevealed(way: Way): number {
  const least = way.map(({ candidates }) => Math.min(...candidates.map((each) => listRevealed(each).length)));
  return least.reduce((sum, count) => sum + count, 0);
}
