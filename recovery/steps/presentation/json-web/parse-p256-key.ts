import { createPublicKey, type KeyObject } from 'node:crypto';
import { decodeBase64url } from './decode-base64.ts';
import { isJsonObject } from './parse-json-object.ts';

/**
 * A public P-256 key out of a JWK (RFC 7517, RFC 7518, 6.2.1), or `undefined`.
 * A JWK with a private part is refused: whoever sends one has shown the key to everybody.
 * OpenSSL refuses points that are not on the curve.
 */
export function parseP256Key(jwk: unknown): KeyObject | undefined {
  if (!isJsonObject(jwk) || jwk.kty !== 'EC' || jwk.crv !== 'P-256' || 'd' in jwk) return undefined;
  const { x, y } = jwk;
  if (decodeBase64url(x)?.length !== 32 || decodeBase64url(y)?.length !== 32) return undefined;
  try {
    return createPublicKey({
      key: { kty: 'EC', crv: 'P-256', x: x as string, y: y as string },
      format: 'jwk',
    });
  } catch {
    return undefined;
  }
}

/** A public key that its owner means for ES256 signatures, as far as its JWK says (RFC 7517, 4.2 to 4.4), or `undefined`. */
export function parseEs256Key(jwk: unknown): KeyObject | undefined {
  if (!isJsonObject(jwk)) return undefined;
  const { alg = 'ES256', use = 'sig', key_ops: operations = ['verify'] } = jwk;
  if (alg !== 'ES256' || use !== 'sig') return undefined;
  if (!Array.isArray(operations) || !operations.includes('verify')) return undefined;
  return parseP256Key(jwk);
}
