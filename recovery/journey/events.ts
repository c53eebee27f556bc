import type { Code } from '../audit/index.ts';
import type { Refusal } from '../outcome.ts';
import type { CaptureProblem, FaceCheckClient, Light, Look } from '../steps/face-check/index.ts';
import type { Presented } from '../steps/presentation/index.ts';
import type { AskedBy, PresentationRequest } from '../store/index.ts';
import type { AtPhone, PhonePlace } from './phone/index.ts';

/** What can happen to a recovery. Each state listens to the few that `order.ts` lists for it; the rest change nothing. */
export type RecoveryEvent =
  | { readonly type: 'begin' }
  | { readonly type: 'chooseRoute'; readonly country: string; readonly route: 'provider' | 'wallet' }
  | { readonly type: 'handOver'; readonly locale: string }
  /** `status` is what the provider's redirect says: a hint, never proof (T12). */
  | { readonly type: 'returned'; readonly status: 'done' | 'failed' | 'cancelled' }
  /** For the wallet on this device, or through the browser; for another device, a phone is offered. */
  | { readonly type: 'requestPresentation'; readonly device: Exclude<AskedBy, 'other'> }
  | {
      readonly type: 'walletPresented';
      readonly request: PresentationRequest;
      readonly answerHash: string;
      readonly presented: Presented;
    }
  | { readonly type: 'walletRefused'; readonly refusal: Refusal<Code> }
  | { readonly type: 'responseCode'; readonly code: string }
  /** The person agreed to `consent`, a version of the text on the page (R19). */
  | ({
      readonly type: 'faceOpened';
      readonly consent: string;
      /** The page shows colours while the steps are under way; nothing depends on it. */
      readonly lit?: boolean | undefined;
    } & Seat)
  | ({
      readonly type: 'faceFrame';
      readonly session: string;
      /** From 0. */
      readonly step: number;
      readonly frame: Uint8Array;
    } & Seat)
  /** All steps are taken: the accepted frames once more, for scoring. */
  | ({
      readonly type: 'faceCaptured';
      readonly session: string;
      readonly frames: readonly Uint8Array[];
    } & Seat)
  /** Back from a vendor's page, or asking how it stands there: a hint, never proof. */
  | { readonly type: 'faceVisited' }
  /** A code for a second device, on the starting screen: for the wallet, or for the camera. */
  | { readonly type: 'phoneOffered'; readonly from: PhonePlace }
  | {
      readonly type: 'phoneJoined';
      readonly link: string;
      /** Drawn by the phone's browser: the same one may ask again when an answer got lost. */
      readonly claim: string;
      readonly from: PhonePlace;
    }
  | ({ readonly type: 'phoneAgreed' } & AtPhone)
  | ({ readonly type: 'phoneWallet' } & AtPhone)
  /** With the code from the wallet's redirect. */
  | ({ readonly type: 'phoneReturned'; readonly code: string } & AtPhone)
  | ({ readonly type: 'phoneDenied' } & AtPhone)
  | { readonly type: 'phoneThrownOut' }
  /** What the phone shows, typed in the browser that started. */
  | { readonly type: 'phoneCode'; readonly code: string }
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

/** Whose camera it is: the phone's, by its cookie, or the one of the browser that started. */
export type Seat = Partial<AtPhone>;

export type EventType = RecoveryEvent['type'];

/** What a transition tells its caller besides the new state: values that exist once and are stored nowhere. */
export interface Reply {
  readonly location?: string;
  readonly pass?: { readonly value: string; readonly expiresAt: number };
  readonly enrolment?: { readonly token: string; readonly expiresAt: number };
  readonly refused?: string;
  readonly face?: FaceWord;
  /** Where a vendor's page waits for the person. */
  readonly visit?: FaceCheckClient;
  /** For the browser that joined as the phone, and nobody else. */
  readonly phoneCookie?: string;
}

/** What the browser is told during a face check. */
export interface FaceWord {
  readonly session: string;
  /** Milliseconds until the session takes no more. */
  readonly leftMs: number;
  readonly accepted: boolean;
  /** Why the last frame was not accepted; null also for one that came too early. */
  readonly problem: CaptureProblem | null;
  /** What is wanted now; null when all steps are taken. */
  readonly step: {
    /** From 0. */
    readonly number: number;
    readonly of: number;
    readonly look: Look;
    /** Milliseconds before a frame is looked at. */
    readonly afterMs: number;
    /** The colour to show meanwhile; null where the person wants none. */
    readonly light: Light | null;
  } | null;
}
