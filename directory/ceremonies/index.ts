/**
 * Ceremonies: a challenge (or a TOTP secret not yet confirmed) that waits on the server for its one answer,
 * bound to the browser that asked by a token of its own.
 * Called by: `methods/` and `sign-in/`. Does not own: what a right answer is.
 */
export { type CeremonyAnswer, resumeCeremony, startCeremony, takeCeremony, tryCeremony } from './ceremony.ts';
