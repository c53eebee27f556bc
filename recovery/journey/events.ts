import type { Code } from '../audit/index.ts';
import type { Refusal } from '../outcome.ts';
import type { Presented } from '../steps/presentation/index.ts';
import type { PresentationRequest } from '../store/index.ts';

/** What can happen to a recovery. Each state listens to the few that `order.ts` lists for it; the rest change nothing. */
export type RecoveryEvent =
  | { readonly type: 'begin' }
  | { readonly type: 'chooseRoute'; readonly country: string; readonly route: 'provider' | 'wallet' }
  | { readonly type: 'handOver'; readonly locale: string }
  /** `status` is what the provider's redirect says: a hint, never proof (T12). */
  | { readonly type: 'returned'; readonly status: 'done' | 'failed' | 'cancelled' }
  | { readonly type: 'requestPresentation'; readonly device: 'this' | 'other' }
  | {
      readonly type: 'walletPresented';
      readonly request: PresentationRequest;
      readonly answerHash: string;
      readonly presented: Presented;
    }
  | { readonly type: 'walletRefused'; readonly refusal: Refusal<Code> }
  | { readonly type: 'responseCode'; readonly code: string }
  | { readonly type: 'faceCaptured'; readonly frames: readonly Uint8Array[] }
  /** Runs a pending automatic step; after a crash, or when a provider is back. */
  | { readonly type: 'continue' }
  | { readonly type: 'showPass' }
  | { readonly type: 'redeemPass'; readonly value?: string }
  /** The browser that redeemed never got the way in, or lost it: enters set-up anew. */
  | { readonly type: 'reopenEnrolment' }
  | { readonly type: 'signedIn'; readonly methodId: string }
  | { readonly type: 'back' }
  | { readonly type: 'leave' }
  | {
      readonly type: 'stop';
      readonly by: string;
      readonly reason: 'admin' | 'objection' | 'superseded' | 'profileDeleted';
    }
  | { readonly type: 'expire' };

export type EventType = RecoveryEvent['type'];

/** What a transition tells its caller besides the new state: values that exist once and are stored nowhere. */
export interface Reply {
  readonly location?: string;
  readonly pass?: { readonly value: string; readonly expiresAt: number };
  readonly enrolment?: { readonly token: string; readonly expiresAt: number };
  readonly refused?: string;
}
