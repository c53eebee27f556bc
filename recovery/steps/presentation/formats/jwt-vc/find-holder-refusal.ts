import { type Refusal, refuse } from '../../../../outcome.ts';
import { readDidJwk, splitDidUrl } from '../../did/index.ts';
import {
  type CompactJws,
  equalsSecret,
  findValidityProblem,
  isNumericDate,
  verifyEs256,
} from '../../json-web/index.ts';
import type { PresentationRefusalCode } from '../../presentation-refusal-codes.ts';

/** Either way: long enough for a person to read the wallet's question, short against replay (T4). */
const windowSeconds = 300;

/**
 * Was this presentation made by the holder that the credential names, for this request, now (OpenID4VP 1.0, B.1.3.1)?
 *
 * @param holder.expectedHolder the DID that the credential is about
 * @param holder.now epoch milliseconds
 */
export function findHolderRefusal(holder: {
  readonly presentation: CompactJws;
  readonly expectedHolder: string;
  readonly expectedNonce: string;
  readonly expectedAudience: string;
  readonly now: number;
}): Refusal<PresentationRefusalCode> | undefined {
  const { header, payload, signingInput, signature } = holder.presentation;
  if (header.alg !== 'ES256') return refuse('keyBindingMalformed', { reason: 'alg' });
  if (header.typ !== undefined && header.typ !== 'JWT')
    return refuse('keyBindingMalformed', { reason: 'typ' });
  const kid = splitDidUrl(header.kid);
  if (kid === undefined) return refuse('keyBindingMalformed', { reason: 'kid' });
  // Somebody else's credential in one's own presentation (T8): the signer is whom the credential is about.
  if (kid.did !== holder.expectedHolder || payload.iss !== holder.expectedHolder) {
    return refuse('keyBindingHolder');
  }
  const key = readDidJwk(header.kid as string);
  if (key === undefined) return refuse('holderKeyMissing');
  if (!verifyEs256({ signingInput, signature, key })) return refuse('keyBindingSignature');
  // A presentation made for another verifier, relayed to us (T4).
  if (payload.aud !== holder.expectedAudience) return refuse('keyBindingAudience');
  if (!equalsSecret(payload.nonce, holder.expectedNonce)) return refuse('keyBindingNonce');
  const { iat, exp, nbf } = payload;
  // Unlike a KB-JWT it need not say when it was made; the nonce, which lives as long as the request, says that it is new.
  if (iat !== undefined && !isNumericDate(iat)) return refuse('keyBindingTime', { reason: 'iat' });
  if (iat !== undefined && Math.abs(holder.now / 1000 - iat) > windowSeconds)
    return refuse('keyBindingTime', { reason: 'window' });
  return findValidityProblem({ exp, nbf }, holder.now) === undefined
    ? undefined
    : refuse('keyBindingTime', { reason: 'validity' });
}
