import { base64url, type JWK } from 'jose';

/** A key as its own name (did:jwk). */
export function toDidJwk({ kty, crv, x, y }: JWK): string {
  return `did:jwk:${base64url.encode(new TextEncoder().encode(JSON.stringify({ kty, crv, x, y })))}`;
}

/** The key that a DID URL of this method is; `undefined` for any other. */
export function fromDidJwk(url: string): JWK | undefined {
  const encoded = /^did:jwk:([\w-]+)(?:#0)?$/.exec(url)?.[1];
  if (encoded === undefined) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(base64url.decode(encoded))) as JWK;
  } catch {
    return undefined;
  }
}
