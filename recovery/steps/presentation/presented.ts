import type { CredentialFormat } from '../../policy/index.ts';
import type { ReadStatus } from './credential-check.ts';

const sealed = Symbol('presentation');

/** Regain's one claim vocabulary; each format maps into it by data (`formats/<format>/claim-map.ts`). */
export interface Claims {
  readonly givenName: string;
  readonly familyName: string;
  /** ISO 8601 calendar date; null when the credential does not carry one. */
  readonly birthDate: string | null;
  readonly documentNumber: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly issuingCountry: string | null;
  /** ISO 3166-1 alpha-2; the first where a credential names several. */
  readonly nationality: string | null;
  /** The number by which a state knows a person, where the credential carries one. */
  readonly nationalId: string | null;
}

/** Where the claims came from: enough for the audit and for the re-check before a grant (D17, T24). */
export interface CredentialOrigin {
  readonly format: CredentialFormat;
  readonly type: string;
  readonly anchorId: string;
  /** ISO 3166-1 alpha-2: all that the credential and its signer name. */
  readonly countries: readonly string[];
  /** Epoch milliseconds. */
  readonly issuedAt: number;
  /** Where a withdrawal would stand, and since when at the latest: asked again where the person had to wait (T7). */
  readonly status: ReadStatus;
  readonly issuedAtLatest: number;
  /** SHA-256 of the issuer-signed part, base64url: names the credential without saying anything about the person. */
  readonly fingerprint: string;
}

/** Evidence: a genuine credential, held by this wallet, presented for this request. */
export interface Presented {
  readonly [sealed]: true;
  readonly kind: 'presented';
  readonly recoveryId: string;
  readonly claims: Claims;
  /** Base64 of a JPEG or PNG, out of the issuer-signed claims. Dropped with the face check. */
  readonly portrait: string;
  readonly credential: CredentialOrigin;
  /** Epoch milliseconds. */
  readonly presentedAt: number;
}

export function sealPresented(content: Omit<Presented, typeof sealed | 'kind'>): Presented {
  return { [sealed]: true, kind: 'presented', ...content };
}
