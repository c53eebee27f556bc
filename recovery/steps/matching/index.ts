/**
 * Step: Is this person this account, and nobody else's?
 * Called by `journey/` only.
 */
export type * from './matched.ts';
