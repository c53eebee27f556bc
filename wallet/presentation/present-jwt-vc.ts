import { SignJWT } from 'jose';
import { toDidJwk } from '../credentials/index.ts';
import type { Candidate } from './select-credentials.ts';
import { audienceOf, type VerifiedRequest } from './verify-request.ts';

/** The credential in a presentation signed by its holder (OpenID4VP 1.0, B.1.3.1). It shows everything. `now`: epoch ms. */
export async function presentJwtVc(
  { card }: Candidate,
  { request, now }: { readonly request: VerifiedRequest; readonly now: number },
): Promise<string> {
  const { credential, key } = card.held;
  const holder = toDidJwk(key.jwk);
  const vp = {
    '@context': ['https://www.w3.org/2018/credentials/v1'],
    type: ['VerifiablePresentation'],
    verifiableCredential: [credential],
  };
  return await new SignJWT({ nonce: request.nonce, vp })
    .setProtectedHeader({ alg: 'ES256', typ: 'JWT', kid: `${holder}#0` })
    .setIssuer(holder)
    .setAudience(audienceOf(request))
    .setIssuedAt(Math.floor(now / 1000))
    .sign(key.privateKey);
}
