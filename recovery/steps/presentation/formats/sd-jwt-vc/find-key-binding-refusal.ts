import { hash, type KeyObject } from 'node:crypto';
import { type Refusal, refuse } from '../../../../outcome.ts';
import { equalsSecret, findValidityProblem, isNumericDate, verifyEs256 } from '../../json-web/index.ts';
import type { PresentationRefusalCode } from '../../presentation-refusal-codes.ts';

import type { SdJwt } from './parse-sd-jwt.ts';

/** Either way: long enough for a person to read the wallet's question, short against replay (T4). */
const windowSeconds = 300;

/**
 * Was exactly this presentation made by the holder's key, for this request, now? (RFC 9901, 7.3.)
 *
 * @param binding.expectedAudience full client id of our request
 * @param binding.now epoch milliseconds
 */
export function findKeyBindingRefusal(binding: {
  readonly sdJwt: SdJwt;
  readonly holderKey: KeyObject;
  readonly expectedNonce: string;
  readonly expectedAudience: string;
  readonly now: number;
}): Refusal<PresentationRefusalCode> | undefined {
  const { header, payload, signingInput, signature } = binding.sdJwt.keyBindingJwt;
  // The type keeps any other JWT that the same key signed from passing as a key binding.
  if (header.typ !== 'kb+jwt') return refuse('keyBindingMalformed', { reason: 'typ' });
  if (header.alg !== 'ES256') return refuse('keyBindingMalformed', { reason: 'alg' });
  if (!verifyEs256({ signingInput, signature, key: binding.holderKey })) return refuse('keyBindingSignature');
  // A presentation made for another verifier, relayed to us (T4).
  if (payload.aud !== binding.expectedAudience) return refuse('keyBindingAudience');
  if (!equalsSecret(payload.nonce, binding.expectedNonce)) return refuse('keyBindingNonce');
  if (!isNumericDate(payload.iat)) return refuse('keyBindingTime', { reason: 'iat' });
  if (Math.abs(binding.now / 1000 - payload.iat) > windowSeconds)
    return refuse('keyBindingTime', { reason: 'window' });
  // A wallet may limit its own statement further (RFC 7519, 4.1.4); `iat` has the wider window above.
  const { exp, nbf } = payload;
  if (findValidityProblem({ exp, nbf }, binding.now) !== undefined) {
    return refuse('keyBindingTime', { reason: 'validity' });
  }
  // Over the bytes as presented: no disclosure can be added or dropped after the holder signed.
  if (payload.sd_hash !== hash('sha256', binding.sdJwt.presented, 'base64url'))
    return refuse('keyBindingHash');
  return undefined;
}
