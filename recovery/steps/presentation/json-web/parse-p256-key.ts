import { createPublicKey, type KeyObject } from 'node:crypto';
import { decodeBase64url } from './decode-base64.ts';
import { isJsonObject } from './parse-json-object.ts';

/** SubjectPublicKeyInfo of a P-256 key up to its coordinates: named curve, uncompressed point (RFC 5480, 2). */
const beforeCoordinates = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d03010703420004', 'hex');

/**
 * A public P-256 key out of its two coordinates, or `undefined`. OpenSSL refuses points that are not on the curve.
 *
 * Given as text, because Node finds out what any other form is by throwing and catching errors, four times for a JWK: that takes
 * longer than reading the key.
 */
export function readP256Key(x: Uint8Array, y: Uint8Array): KeyObject | undefined {
  if (x.length !== 32 || y.length !== 32) return undefined;
  const base64 = Buffer.concat([beforeCoordinates, x, y]).toString('base64');
  try {
    return createPublicKey(`-----BEGIN PUBLIC KEY-----\n${base64}\n-----END PUBLIC KEY-----\n`);
  } catch {
    return undefined;
  }
}

/**
 * A public P-256 key out of a JWK (RFC 7517, RFC 7518, 6.2.1), or `undefined`.
 * A JWK with a private part is refused: whoever sends one has shown the key to everybody.
 */
export function parseP256Key(jwk: unknown): KeyObject | undefined {
  if (!isJsonObject(jwk) || jwk.kty !== 'EC' || jwk.crv !== 'P-256' || 'd' in jwk) return undefined;
  const x = decodeBase64url(jwk.x);
  const y = decodeBase64url(jwk.y);
  return x === undefined || y === undefined ? undefined : readP256Key(x, y);
}

/** A public key that its owner means for ES256 signatures, as far as its JWK says (RFC 7517, 4.2 to 4.4), or `undefined`. */
export function parseEs256Key(jwk: unknown): KeyObject | undefined {
  if (!isJsonObject(jwk)) return undefined;
  const { alg = 'ES256', use = 'sig', key_ops: operations = ['verify'] } = jwk;
  if (alg !== 'ES256' || use !== 'sig') return undefined;
  if (!Array.isArray(operations) || !operations.includes('verify')) return undefined;
  return parseP256Key(jwk);
}
