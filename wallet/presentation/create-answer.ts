import { CompactEncrypt, importJWK } from 'jose';
import { presentJwtVc } from './present-jwt-vc.ts';
import { presentMdoc } from './present-mdoc.ts';
import { presentSdJwt } from './present-sd-jwt.ts';
import type { Candidate } from './select-credentials.ts';
import type { VerifiedRequest } from './verify-request.ts';

/** What the person agreed to share, by credential query. */
export type Shared = ReadonlyMap<string, Candidate>;

/** The encrypted answer (OpenID4VP 8.3.1): a JWE of `{ vp_token, state }`. `now`: epoch ms. */
export async function createAnswer(request: VerifiedRequest, shared: Shared, now: number): Promise<string> {
  const vpToken: Record<string, readonly string[]> = {};
  for (const [queryId, candidate] of shared) vpToken[queryId] = [await present(request, candidate, now)];
  const { jwk, enc } = request.encryption;
  const state = request.wayBack.kind === 'post' ? request.wayBack.state : undefined;
  const content = { vp_token: vpToken, ...(state !== undefined && { state }) };
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(content)))
    .setProtectedHeader({ alg: 'ECDH-ES', enc, kid: jwk.kid })
    .encrypt(await importJWK(jwk, 'ECDH-ES'));
}

async function present(request: VerifiedRequest, candidate: Candidate, now: number): Promise<string> {
  const { content } = candidate.card;
  if (content.format === 'mso_mdoc') return await presentMdoc(content.mdoc, candidate, request);
  if (content.format === 'jwt_vc_json') return await presentJwtVc(candidate, { request, now });
  return await presentSdJwt(content.sdJwt, candidate, { request, now });
}
