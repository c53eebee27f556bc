/**
 * Step: A short-lived way in; in evaluation mode a rehearsal.
 * Called by `journey/` only.
 */
export type * from './granted.ts';
