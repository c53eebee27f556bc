/**
 * How often somebody may guess: counters in the database, per account and method and per network.
 * They slow password, code and pass guesses at sign-in. Does not own: the counters of recoveries (D16); a passkey is
 * never slowed, and nothing here ever stops a recovery.
 * Called by: `sign-in/`, `enrolment/`.
 */
export { type Attempt, countAttempt, forgiveAttempt, resetAttempts } from './attempt-counter.ts';
export { networkOf } from './network-of.ts';
