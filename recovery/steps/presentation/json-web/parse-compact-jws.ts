import { decodeBase64url } from './decode-base64.ts';
import { type JsonObject, parseEncodedObject } from './parse-json-object.ts';

/** A JWS as it was written; nothing of it is verified. */
export interface CompactJws {
  readonly header: JsonObject;
  readonly payload: JsonObject;
  /** Exactly the bytes that were signed (ASCII). */
  readonly signingInput: string;
  readonly signature: Uint8Array;
}

/**
 * Shape of a JWT in compact serialisation (RFC 7515, 7.1), or `undefined`.
 * A header with `crit` is not accepted: we understand no critical header, so RFC 7515, 4.1.11 forbids going on.
 */
export function parseCompactJws(compact: string): CompactJws | undefined {
  const parts = compact.split('.');
  if (parts.length !== 3) return undefined;
  const header = parseEncodedObject(parts[0]);
  const payload = parseEncodedObject(parts[1]);
  const signature = decodeBase64url(parts[2]);
  if (header === undefined || payload === undefined || signature === undefined) return undefined;
  if ('crit' in header) return undefined;
  return { header, payload, signingInput: `${parts[0]}.${parts[1]}`, signature };
}
