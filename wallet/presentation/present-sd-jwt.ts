import { base64url, SignJWT } from 'jose';
import type { ClaimPath, Disclosure, SdJwt } from '../credentials/index.ts';
import type { Candidate } from './select-credentials.ts';
import { audienceOf, type VerifiedRequest } from './verify-request.ts';

/** Only the agreed disclosures, and the proof that the holder's key is here (RFC 9901 4.3). `now`: epoch ms. */
export async function presentSdJwt(
  sdJwt: SdJwt,
  { card, paths }: Candidate,
  { request, now }: { readonly request: VerifiedRequest; readonly now: number },
): Promise<string> {
  const revealed = sdJwt.disclosures.filter((one) => paths.some((path) => reveals(one, path)));
  const presented = `${[sdJwt.issuerJwt, ...revealed.map((one) => one.encoded)].join('~')}~`;
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(presented));
  const keyBinding = await new SignJWT({
    nonce: request.nonce,
    sd_hash: base64url.encode(new Uint8Array(digest)),
  })
    .setProtectedHeader({ alg: 'ES256', typ: 'kb+jwt' })
    .setAudience(audienceOf(request))
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
