import type { PolicySnapshot } from '../../policy/index.ts';

const sealed = Symbol('eligibility');

/** Evidence: this account may be recovered, under these rules. Made by `assess-eligibility` only. */
export interface Eligible {
  readonly [sealed]: 'eligible';
  readonly kind: 'eligible';
  readonly recoveryId: string;
  readonly accountId: string;
  readonly country: string;
  readonly policy: PolicySnapshot;
}

/**
 * Stands in for `Eligible` when the answer was no, so that a stranger learns nothing (D14, T17).
 * Every step up to matching takes either; matching refuses a decoy after doing the same work.
 */
export interface Decoy {
  readonly [sealed]: 'decoy';
  readonly kind: 'decoy';
  readonly recoveryId: string;
  readonly country: string;
  readonly policy: PolicySnapshot;
}

export type Applicant = Eligible | Decoy;

/** Module-internal to the step: only `assess-eligibility.ts` may import these two (border rule "Evidence is sealed"). */
export function sealEligible(content: Omit<Eligible, typeof sealed | 'kind'>): Eligible {
  return { [sealed]: 'eligible', kind: 'eligible', ...content };
}
export function sealDecoy(content: Omit<Decoy, typeof sealed | 'kind'>): Decoy {
  return { [sealed]: 'decoy', kind: 'decoy', ...content };
}
