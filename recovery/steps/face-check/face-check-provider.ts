import type { FaceCheckFacts } from '../../policy/index.ts';
import type { FaceMatcher } from './face-matcher.ts';

/**
 * The face check port: who compares the person with the portrait. There are two kinds, and the step is the same for both:
 * `here` the frames come to us and our engine looks at them; `elsewhere` a vendor's page takes its own, and says what came of it.
 */
export type FaceCheckProvider = FaceCheckHere | FaceCheckElsewhere;

/** Regain's own: the challenge of this step, an engine behind it. */
export interface FaceCheckHere extends FaceCheckFacts {
  readonly kind: 'here';
  readonly matcher: FaceMatcher;
}

/**
 * A vendor's. Adapters: `connectors/face-check/*`; each passes `contract.ts` there. All it is believed it says from server to server:
 * what the browser brings back is no more than a hint to ask. Every method throws a `Fault` when the vendor cannot be reached, is
 * too slow, or answers something that is no answer; then nothing has happened.
 */
export interface FaceCheckElsewhere extends FaceCheckFacts {
  readonly kind: 'elsewhere';
  /** Where people are sent, to be read by them, e.g. `check.example`. */
  readonly host: string;
  openSession(asked: VendorSessionRequest): Promise<VendorSession>;
  readResult(reference: string): Promise<VendorAnswer>;
  /** Has the vendor delete all it keeps of a session. One that is gone already is deleted. */
  deleteSession(reference: string): Promise<void>;
}

export interface VendorSessionRequest {
  /** 256 random bits, base64url: the result repeats them, so no other session's result can stand for this one. */
  readonly nonce: string;
  /** JPEG or PNG, out of the signed credential. */
  readonly portrait: Uint8Array;
  readonly lifetimeMs: number;
  /** Where the vendor's page sends the person afterwards. Names nobody. */
  readonly returnAddress: string;
}

export interface VendorSession {
  /** The vendor's name of it; never told to the browser. */
  readonly reference: string;
  readonly client: FaceCheckClient;
}

/** What the page needs to hand the person over. A closed set: an address to go to is the one kind that no script of a stranger is run for. */
export interface FaceCheckClient {
  readonly kind: 'hostedPage';
  /** One-time, at the vendor's origin that an admin named. */
  readonly address: string;
}

/** What a vendor says of a session, as far as it has the right shape. Whether it is about this session is for the step to see. */
export type VendorAnswer =
  | { readonly kind: 'pending' }
  | {
      readonly kind: 'done';
      readonly reference: string;
      readonly nonce: string;
      /** SHA-256 of the portrait it compared with, base64url. */
      readonly portraitHash: string;
      readonly live: boolean | null;
      /** Null: it could not compare. */
      readonly confidence: number | null;
      /** Of the vendor's product, as it names it: scales of two versions are not comparable. */
      readonly version: string;
    };
