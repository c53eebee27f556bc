import type { AcceptedCredential, CredentialKind, TrustAnchor, X509Anchor } from '../../policy/index.ts';
import type { KnownCertificates } from './certificate-path/index.ts';
import type { JsonObject } from './json-web/index.ts';

/** What a presentation is verified against, whichever format it has. */
export interface CredentialCheck {
  readonly presentation: string;
  /** Those of the format at hand that the question it answers asked for. */
  readonly acceptedCredentials: readonly AcceptedCredential[];
  /** As they are now, not as snapshotted (D17). */
  readonly trustAnchors: readonly TrustAnchor[];
  /** Dotted identifiers of critical private certificate extensions that this installation knows (D2). */
  readonly understoodExtensions: readonly string[];
  /** Document signers that are believed by themselves, with no authority above them: the verifier bench's alone. */
  readonly pinnedSigners?: readonly X509Anchor[];
  readonly knownCertificates: KnownCertificates;
  /** Since it was issued (D22). */
  readonly maximumAgeHours: number;
  readonly expectedNonce: string;
  /** Full client id of our request; `origin:` and the origin where the browser asked (OpenID4VP 1.0, A.4). */
  readonly expectedAudience: string;
  /** Where the wallet was told to answer; null where the browser hands the answer over. */
  readonly expectedResponseUri: string | null;
  /** Public P-256 point of the key that the answer was encrypted to, base64url; null where it came in plain. */
  readonly encryptionKey: { readonly x: string; readonly y: string } | null;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** A genuine credential, held by this wallet, and what it says, in its own claim names. */
export interface VerifiedCredential {
  readonly kind: CredentialKind;
  readonly anchor: TrustAnchor;
  /** Countries that the signer's certificate names. */
  readonly signerCountries: readonly string[];
  /** JSON; for an mdoc namespace → element → value. */
  readonly claims: JsonObject;
  /** Epoch milliseconds. Where it names two times, the earlier: it is no younger. */
  readonly issuedAt: number;
  /** The later of them: no list from before this one can know of its withdrawal (T7). */
  readonly issuedAtLatest: number;
  /** SHA-256, base64url, over what the issuer signed. Not over the signature: ECDSA has two for everything. */
  readonly fingerprint: string;
  readonly status: ReadStatus;
}

/** How a status list is sent. */
export type StatusMediaType =
  | 'application/statuslist+jwt'
  | 'application/statuslist+cwt'
  | 'application/vc+jwt';

/** Where a credential's status stands. */
export interface StatusReference {
  readonly mediaType: StatusMediaType;
  readonly uri: string;
  readonly index: number;
  /** What a bit that is set means; a Token Status List says it by value. */
  readonly purpose: 'status' | 'revocation' | 'suspension';
}

/** Every one of them counts; none: the credential has no status. 'unreadable': nobody can tell. */
export type ReadStatus = readonly StatusReference[] | 'unreadable';
