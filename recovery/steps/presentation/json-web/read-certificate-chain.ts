import { decodeBase64 } from './decode-base64.ts';
import type { CompactJws } from './parse-compact-jws.ts';

/** Certificates out of `x5c`, DER, leaf first (RFC 7515, 4.1.6). Keys from any other header (`jwk`, `jku`, `x5u`) are never used. */
export function readCertificateChain(jws: CompactJws): readonly Uint8Array[] | undefined {
  const { x5c } = jws.header;
  if (!Array.isArray(x5c) || x5c.length === 0) return undefined;
  const chain = x5c.map(decodeBase64);
  return chain.every((der) => der !== undefined) ? chain : undefined;
}
