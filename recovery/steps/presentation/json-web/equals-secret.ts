import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares without telling by its time how much agreed, or how long the expected value is. */
export function equalsSecret(presented: unknown, expected: string): boolean {
  if (typeof presented !== 'string') return false;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(presented), digest(expected));
}
