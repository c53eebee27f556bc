import { base64url, CompactEncrypt, importJWK, SignJWT } from 'jose';
import type { ClaimPath, Disclosure } from '../credentials/index.ts';
import type { Candidate } from './select-credentials.ts';
import type { VerifiedRequest } from './verify-request.ts';

/** What the person agreed to share, by credential query. */
export type Shared = ReadonlyMap<string, Candidate>;

/** The encrypted answer (OpenID4VP 8.3.1): a JWE of `{ vp_token, state }`. `now`: epoch ms. */
export async function createAnswer(request: VerifiedRequest, shared: Shared, now: number): Promise<string> {
  const vpToken: Record<string, readonly string[]> = {};
  for (const [queryId, candidate] of shared) vpToken[queryId] = [await present(request, candidate, now)];
  const { jwk, enc } = request.encryption;
  const content = { vp_token: vpToken, ...(request.state !== undefined && { state: request.state }) };
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(content)))
    .setProtectedHeader({ alg: 'ECDH-ES', enc, kid: jwk.kid })
    .encrypt(await importJWK(jwk, 'ECDH-ES'));
}

/** Only the agreed disclosures, and the proof that the holder's key is here (RFC 9901 4.3). */
async function present(request: VerifiedRequest, { card, paths }: Candidate, now: number): Promise<string> {
  const revealed = card.sdJwt.disclosures.filter((one) => paths.some((path) => reveals(one, path)));
  const presented = `${[card.sdJwt.issuerJwt, ...revealed.map((one) => one.encoded)].join('~')}~`;
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(presented));
  const keyBinding = await new SignJWT({
    nonce: request.nonce,
    sd_hash: base64url.encode(new Uint8Array(digest)),
  })
    .setProtectedHeader({ alg: 'ES256', typ: 'kb+jwt' })
    .setAudience(request.clientId)
    .setIssuedAt(Math.floor(now / 1000))
    .sign(card.held.key.privateKey);
  return presented + keyBinding;
}

/** A disclosure on the way to a requested claim, or inside it. */
function reveals({ path }: Disclosure, wanted: ClaimPath): boolean {
  const shorter = Math.min(path.length, wanted.length);
  return path.slice(0, shorter).every((step, depth) => {
    const want = wanted[depth];
    return want === step || (want === null && typeof step === 'number');
  });
}
