/**
 * Step: Is this credential genuine, held by this wallet, for this request?
 * Called by `journey/` only.
 */
export type * from './presented.ts';
