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
  return verify('sha256', bytes, signed.key, toDer(signed.signature));
}

/**
 * R and S as OpenSSL has them (ECDSA-Sig-Value, RFC 3279, 2.2.3). Node would turn them around itself, but finds out that an option
 * beside the key is no key by throwing and catching errors: a third of the time that the signature takes.
 */
function toDer(signature: Uint8Array): Uint8Array {
  const der = new Uint8Array(72);
  let length = writeInteger(der, 2, signature.subarray(0, 32));
  length = writeInteger(der, length, signature.subarray(32));
  der[0] = 0x30;
  der[1] = length - 2;
  return der.subarray(0, length);
}

/** Shortest form: no zeros in front but the one that keeps it positive (X.690, 8.3). Returns where it ends. */
function writeInteger(der: Uint8Array, at: number, value: Uint8Array): number {
  let first = 0;
  while (first < 31 && value[first] === 0) first += 1;
  const padding = (value[first] as number) >= 0x80 ? 1 : 0;
  const length = 32 - first + padding;
  der[at] = 0x02;
  der[at + 1] = length;
  der.set(value.subarray(first), at + 2 + padding);
  return at + 2 + length;
}
