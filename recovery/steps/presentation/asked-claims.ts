import type { BoundClaim, ClaimBinding, PolicySnapshot } from '../../policy/index.ts';
import type { Claims } from './presented.ts';

/** What a person is asked to share, in words that a page can name. */
export type AskedClaim = BoundClaim | 'issuingCountry' | 'portrait';

/** One field that a credential fills: a claim of ours, or the picture that the face check needs. */
export type ClaimField = keyof Claims | 'portrait';

/**
 * What this recovery asks for and nothing else: the page that announces it and the query that asks it read the same list.
 * Names lead to the candidate accounts (D18) and the portrait to the face check, so both are always asked;
 * the rest only when a rule compares it, also a rule that an account may pass without: a decoy is asked the same (D14).
 * No rule needs the other claims of the vocabulary yet.
 */
export function askedClaims(policy: PolicySnapshot): readonly AskedClaim[] {
  const compared = policy.profile.claimBindings.filter(({ attribute }) => attribute !== 'names');
  return ['names', ...compared.map(askedFor), 'portrait'];
}

/** Rules that a recovery copied before bindings named their claim compared the birth date only, beside the names. */
function askedFor({ attribute, claim }: ClaimBinding): BoundClaim {
  return attribute === 'birthDate' ? 'birthDate' : claim;
}

/** The fields behind an asked claim. */
export function fieldsOf(asked: readonly AskedClaim[]): readonly ClaimField[] {
  return asked.flatMap((claim): ClaimField[] => (claim === 'names' ? ['givenName', 'familyName'] : [claim]));
}
