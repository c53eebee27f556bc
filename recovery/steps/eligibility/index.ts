/**
 * Step: May this account be recovered at all?
 *
 * Takes what the directory's one read brought back and the rules of today; gives `Eligible`, or a `Decoy` that looks the
 * same (D14), with the refusal for the audit. Fixes the rules for the whole recovery (D17).
 * Does not: read the directory, count attempts, check bots, start a provider. Called by `journey/` only.
 */
export {
  assessEligibility,
  type EligibilityAnswer,
  type EligibilityQuestion,
  type EligibilityRefusalCode,
  eligibilityRefusalCodes,
} from './assess-eligibility.ts';
export type { PopulationRow } from './draw-decoy.ts';
export type * from './eligible.ts';
