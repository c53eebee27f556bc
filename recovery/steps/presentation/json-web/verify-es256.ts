import { type KeyObject, verify } from 'node:crypto';

/** ES256 over the signing input (RFC 7518, 3.4). The key must be P-256; the caller has seen to the header's `alg`. */
export function verifyEs256(signed: {
  readonly signingInput: string | Uint8Array;
  readonly signature: Uint8Array;
  readonly key: KeyObject;
}): boolean {
  // Fixed length, because R and S are not DER here: anything else is another signature format.
  if (signed.signature.length !== 64) return false;
  const bytes =
    typeof signed.signingInput === 'string' ? Buffer.from(signed.signingInput) : signed.signingInput;
  return verify('sha256', bytes, { key: signed.key, dsaEncoding: 'ieee-p1363' }, signed.signature);
}
