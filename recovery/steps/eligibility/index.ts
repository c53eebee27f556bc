/**
 * Step: May this account be recovered at all?
 * Called by `journey/` only.
 */
export type * from './eligible.ts';
