/**
 * Step: New methods on, old ones off, case closed.
 * Called by `journey/` only.
 */
export type * from './reenrolled.ts';
