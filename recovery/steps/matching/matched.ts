import type { BoundAttribute } from '../../policy/index.ts';
import type { CredentialOrigin } from '../presentation/index.ts';

const sealed = Symbol('matching');

/** Evidence: this person is this account and nobody else's. Which attributes agreed, not their values. */
export interface Matched {
  readonly [sealed]: true;
  readonly kind: 'matched';
  readonly recoveryId: string;
  readonly accountId: string;
  readonly agreed: readonly BoundAttribute[];
  readonly credential: CredentialOrigin;
  /** Epoch milliseconds: the moment of proof, from which a re-issue of the pass is counted (D28). */
  readonly provedAt: number;
}

export function sealMatched(content: Omit<Matched, typeof sealed | 'kind'>): Matched {
  return { [sealed]: true, kind: 'matched', ...content };
}
