import type { Refusal } from '../../recovery/outcome.ts';
import type { AnsweredQuery } from '../../recovery/steps/presentation/index.ts';
import type { TestProfile } from './parse-test-profile.ts';

/** One question to one wallet. In memory, for an hour at most. */
export interface Transaction {
  /** Names the result; no wallet learns it. */
  readonly id: string;
  /** Names the request; the wallet's. */
  readonly requestId: string;
  readonly profile: TestProfile;
  readonly nonce: string;
  readonly state: string;
  /** Null: the answer is to come in plain. */
  readonly encryptionKey: {
    readonly kid: string;
    readonly x: string;
    readonly y: string;
    readonly privatePem: string;
  } | null;
  /** In the address where the wallet sends its person, and in the result: whoever has both knows that they belong together. */
  readonly responseCode: string;
  /** Epoch milliseconds; after it no answer counts. */
  readonly expiresAt: number;
  /** How often the request object was read. */
  timesRead: number;
  /** SHA-256 of the one answer that counted. */
  answerHash: string | null;
  outcome: Outcome;
}

export type Outcome =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'accepted'; readonly answer: AnsweredQuery }
  | { readonly kind: 'refused'; readonly refusal: Refusal };
