/**
 * Step: Is this person this account, and nobody else's?
 *
 * Takes the claims that belong to the live face and the candidate accounts; gives `Matched`, or a refusal whose reason
 * is for the admin alone. Uniqueness is a hard rule (R22). Names are compared in `recovery/names`.
 * Does not: fetch candidates, look at the account's state (the access-pass step does, later and fresher).
 * Called by `journey/` only.
 */
export {
  type AccountComparison,
  type AttributeTrace,
  type ComparedAccount,
  compareAccount,
  type DisagreementCode,
  disagreements,
} from './compare-account.ts';
export {
  type MatchingRefusalCode,
  type MatchTrace,
  matchAccount,
  matchingRefusalCodes,
} from './match-account.ts';
export type * from './matched.ts';
