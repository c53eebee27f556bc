import {
  decodeProtectedHeader,
  errors,
  importJWK,
  type JWK,
  type JWTPayload,
  jwtVerify,
  type ProtectedHeaderParameters,
} from 'jose';
import { type IssuanceRefusal, refuse } from './issuance-refusal.ts';
import type { Nonces } from './nonces.ts';

/** A P-256 public key and nothing else: `cnf.jwk` carries no stray members. */
export interface HolderKey {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
}

const OLDEST_SECONDS = 300;
const CLOCK_TOLERANCE_SECONDS = 60;

/**
 * Verifies a `jwt` key proof (OpenID4VCI 1.0 appendix F.1, checks in F.4): ES256 by the key in its own header,
 * made for this issuer, now, with a nonce of ours that nobody has used.
 */
export async function verifyKeyProof(options: {
  readonly proof: string;
  readonly expectedAudience: string;
  readonly nonces: Nonces;
  readonly now: () => number;
}): Promise<HolderKey | IssuanceRefusal> {
  const header = parseHeader(options.proof);
  const holderKey = header && parseHolderKey(header);
  if (!holderKey)
    return refuse(
      'invalid_proof',
      'the proof header must carry one public P-256 key (jwk, or kid as did:jwk)',
    );
  const payload = await verifySignature(options, holderKey);
  if (!payload) return refuse('invalid_proof', 'signature, typ, alg, aud or iat of the proof is wrong');
  if (typeof payload.nonce !== 'string') return refuse('invalid_proof', 'the proof lacks a nonce');
  if (!options.nonces.take(payload.nonce))
    return refuse('invalid_nonce', 'the nonce is unknown, used or expired');
  return holderKey;
}

function parseHeader(proof: string): ProtectedHeaderParameters | undefined {
  try {
    return decodeProtectedHeader(proof);
  } catch {
    return undefined;
  }
}

function parseHolderKey(header: ProtectedHeaderParameters): HolderKey | undefined {
  const { jwk, kid, x5c } = header;
  // More than one key would leave open which of them is bound (appendix F.1).
  if (x5c !== undefined || (jwk === undefined) === (kid === undefined)) return undefined;
  return toHolderKey(jwk ?? decodeDidJwk(kid));
}

function decodeDidJwk(kid: string | undefined): JWK | undefined {
  const encoded = /^did:jwk:([\w-]+)(?:#0)?$/.exec(kid ?? '')?.[1];
  if (!encoded) return undefined;
  try {
    return JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

function toHolderKey(jwk: JWK | undefined): HolderKey | undefined {
  if (typeof jwk !== 'object' || jwk === null) return undefined;
  const { kty, crv, x, y } = jwk;
  if ('d' in jwk) return undefined; // a private key that was sent to us is no longer private
  if (kty !== 'EC' || crv !== 'P-256' || typeof x !== 'string' || typeof y !== 'string') return undefined;
  return { kty: 'EC', crv: 'P-256', x, y };
}

async function verifySignature(
  options: { readonly proof: string; readonly expectedAudience: string; readonly now: () => number },
  holderKey: HolderKey,
): Promise<JWTPayload | undefined> {
  try {
    const { payload } = await jwtVerify(options.proof, await importJWK({ ...holderKey }, 'ES256'), {
      algorithms: ['ES256'],
      typ: 'openid4vci-proof+jwt',
      audience: options.expectedAudience,
      maxTokenAge: OLDEST_SECONDS,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: new Date(options.now()),
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError || error instanceof DOMException)
      return undefined;
    throw error;
  }
}
