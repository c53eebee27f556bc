export const matchConfidenceLevels = ['exact', 'relaxed'] as const;
export type MatchConfidenceLevel = (typeof matchConfidenceLevels)[number];

/** Directory attributes that a claim can be bound to. */
export const boundAttributes = ['names', 'birthDate', 'employeeNumber'] as const;
export type BoundAttribute = (typeof boundAttributes)[number];

/** Claims of a credential that an attribute can be compared with, in the words of `Claims`. */
export const boundClaims = ['names', 'birthDate', 'nationalId', 'documentNumber'] as const;
export type BoundClaim = (typeof boundClaims)[number];

/** What may be compared with what, the usual claim first. An employer's own credential carries its number as the document's. */
export const claimsFor: Readonly<Record<BoundAttribute, readonly BoundClaim[]>> = {
  names: ['names'],
  birthDate: ['birthDate'],
  employeeNumber: ['nationalId', 'documentNumber'],
};

/** One rule of account validation: this attribute of the account must agree with that claim of the credential. */
export interface ClaimBinding {
  readonly attribute: BoundAttribute;
  readonly claim: BoundClaim;
  /** Dates and numbers are always compared exactly; the level matters for names. */
  readonly matchConfidenceLevel: MatchConfidenceLevel;
  /**
   * False: an account that has no such attribute passes on its other bindings. Never a leave for the credential: what the
   * account has, the credential must show, or the holder would choose the rules by what they keep back.
   */
  readonly required: boolean;
}

/** A binding as the wizard proposes it: the usual claim, exact, required. */
export function bindClaim(
  attribute: BoundAttribute,
  changed: Partial<Omit<ClaimBinding, 'attribute'>> = {},
): ClaimBinding {
  const claim = claimsFor[attribute][0]!;
  return { attribute, claim, matchConfidenceLevel: 'exact', required: true, ...changed };
}

/** Only a plain `false`: rules that a recovery copied before bindings said so required everything they bound. */
export function mayLack({ required }: ClaimBinding): boolean {
  return required === false;
}
