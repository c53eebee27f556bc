import type { Directory } from '../directory/index.ts';
import type { FaceCheckProvider } from '../steps/face-check/index.ts';
import type { IdentityVerifier } from '../steps/identity-verification/index.ts';
import type { IssuerKeys, KnownCertificates, StatusLists } from '../steps/presentation/index.ts';
import type { PolicyStore, RecoveryStore } from '../store/index.ts';

/** Keys of the server, each 32 bytes, each derived for one purpose. None of them is in the database (D5). */
export interface JourneyKeys {
  /** Wraps each recovery's own evidence key. */
  readonly evidence: Uint8Array;
  /** Seals nonce, state and encryption key of presentation requests. */
  readonly request: Uint8Array;
  /** Keyed hashes: of accounts, identifiers, networks, credentials. */
  readonly reference: Uint8Array;
  /** Signs the "this wasn't me" link. */
  readonly objection: Uint8Array;
  /** Links, cookies and codes of second devices. */
  readonly phone: Uint8Array;
}

/** Signs OpenID4VP request objects with the organisation's certificate. */
export interface RequestSigner {
  /** `x509_hash:` + base64url(SHA-256(leaf DER)). */
  readonly clientId: string;
  /** Compact JWS with `typ: oauth-authz-req+jwt` and `x5c` of the leaf. */
  sign(payload: Readonly<Record<string, unknown>>): Promise<string>;
}

/** Everything the journey asks of the world. Plain values; `server/main.ts` puts them together. */
export interface JourneyPorts {
  readonly now: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly newId: () => string;
  /** A fresh P-256 key pair for one request's encrypted answer. */
  readonly generateEncryptionKey: () => Promise<{
    /** Text, which OpenSSL reads twice as fast as a JWK (RFC 5915). */
    readonly privatePem: string;
    readonly publicJwk: { readonly x: string; readonly y: string };
  }>;
  readonly keys: JourneyKeys;
  readonly store: RecoveryStore;
  readonly policy: PolicyStore;
  readonly directory: Directory;
  /** The catalogue's providers that are switched on, as they are now. */
  readonly readIdentityVerifiers: () => Promise<readonly IdentityVerifier[]>;
  /** Who does face checks, as it is now; null: there is none of this id, or it is switched off. */
  readonly readFaceCheck: (id: string) => Promise<FaceCheckProvider | null>;
  readonly requestSigner: RequestSigner;
  /** An example lets a second device take part without a guard (D25). */
  readonly example: boolean;
  /** Regain's own origin: every link is made from it, never from a Host header (R25). */
  readonly origin: string;
  /** How a wallet is opened: an https page, `openid4vp://` or `haip-vp://` (D26). */
  readonly walletAddress: string;
  /** May the browser ask its wallets (Digital Credentials API)? Where the wallet is a web page it would ask in vain. */
  readonly asksInBrowser: boolean;
  /** Critical private certificate extensions this installation understands: the sandbox's in an example, none elsewhere (D2). */
  readonly understoodExtensions: readonly string[];
  /** What was worked out about issuers' certificates before. */
  readonly knownCertificates: KnownCertificates;
  readonly issuerKeys: IssuerKeys;
  readonly statusLists: StatusLists;
  /** Told when what a recovery's person sees may have changed, after it was stored. */
  readonly onMoved: (recoveryId: string) => void;
}
