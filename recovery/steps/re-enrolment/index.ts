/**
 * Step: New methods on, old ones off, case closed.
 *
 * Decides when a recovery is over. Gives `Reenrolled`.
 * Does not: set up, disable or list methods, end sessions (the directory does), tell the person (mail does).
 * Called by `journey/` only.
 */
export {
  completeReenrolment,
  type ReenrolmentRefusalCode,
  reenrolmentRefusalCodes,
} from './complete-reenrolment.ts';
export type * from './reenrolled.ts';
