import { decodeJwt, decodeProtectedHeader } from 'jose';

/** A W3C credential in a JWT (VC Data Model 1.1). Nothing is verified. */
export interface JwtVc {
  /** DID URL of the issuer's key. */
  readonly kid: string;
  readonly issuer: string;
  /** DID of the holder. */
  readonly subject: string;
  readonly types: readonly string[];
  readonly claims: Readonly<Record<string, unknown>>;
  /** Epoch ms. */
  readonly expiresAt: number | undefined;
}

/** `undefined` when the text is no such credential. */
export function parseJwtVc(text: string): JwtVc | undefined {
  try {
    const { kid } = decodeProtectedHeader(text);
    const { iss, sub, exp, vc } = decodeJwt<{ vc?: { type?: unknown; credentialSubject?: unknown } }>(text);
    const { type: types, credentialSubject } = vc ?? {};
    if (kid === undefined || iss === undefined || sub === undefined || !isTexts(types)) return undefined;
    if (typeof credentialSubject !== 'object' || credentialSubject === null) return undefined;
    const claims = { ...credentialSubject } as Record<string, unknown>;
    const expiresAt = exp === undefined ? undefined : exp * 1000;
    return { kid, issuer: iss, subject: sub, types, claims, expiresAt };
  } catch {
    return undefined;
  }
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
