import { hash, timingSafeEqual } from 'node:crypto';

/** Compares without telling by its time how much agreed, or how long the expected value is. */
export function equalsSecret(presented: unknown, expected: string): boolean {
  if (typeof presented !== 'string') return false;
  return timingSafeEqual(hash('sha256', presented, 'buffer'), hash('sha256', expected, 'buffer'));
}
