import type { ClaimBinding } from '../policy/index.ts';
import {
  type AccountComparison,
  type ComparedAccount,
  compareAccount,
  type DisagreementCode,
  disagreements,
} from '../steps/matching/index.ts';
import type { Claims } from '../steps/presentation/index.ts';

export interface MatchTried {
  /** Whether twins stand in the way is another question: it takes a directory. */
  readonly agrees: boolean;
  readonly disagreements: readonly DisagreementCode[];
  readonly compared: AccountComparison;
}

/** The matching step's own comparison on made-up values, for whoever sets the rules. Touches no recovery. */
export function tryMatch(question: {
  readonly account: ComparedAccount;
  readonly claims: Pick<Claims, 'givenName' | 'familyName' | 'birthDate' | 'nationalId' | 'documentNumber'>;
  readonly claimBindings: readonly ClaimBinding[];
}): MatchTried {
  const compared = compareAccount(question);
  const found = Object.entries(disagreements(compared)) as [DisagreementCode, boolean][];
  const codes = found.filter(([, holds]) => holds).map(([code]) => code);
  return { agrees: codes.length === 0, disagreements: codes, compared };
}
