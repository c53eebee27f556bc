/**
 * Step: A short-lived way in; in evaluation mode a rehearsal.
 *
 * Owns the last look at what may have changed meanwhile (D17), what a proof is worth in which mode (D20), and whether an
 * expired pass may be issued again (D28). Gives `Granted` or `Rehearsed`.
 * Does not: make, store or show the pass (the directory does). Called by `journey/` only.
 */
export {
  assessSafety,
  type SafetyQuestion,
  type SafetyRefusalCode,
  safetyRefusalCodes,
} from './assess-safety.ts';
export { grantAccess } from './grant-access.ts';
export type * from './granted.ts';
export { mayReissue } from './may-reissue.ts';
