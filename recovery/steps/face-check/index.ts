/**
 * Step: Is the live face the face in the credential?
 * Called by `journey/` only.
 */
export type * from './same-person.ts';
