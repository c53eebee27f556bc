/**
 * Step: Which provider, for which country; go there and come back.
 * Called by `journey/` only.
 */
export type * from './sent.ts';
