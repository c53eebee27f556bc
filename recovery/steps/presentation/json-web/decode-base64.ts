/**
 * Bytes of canonical base64url without padding (RFC 7515, 2), or `undefined`.
 * Lenient decoders skip foreign characters and ignore trailing bits, so two texts mean the same bytes: that lets
 * a signed thing be written in more than one way (Wycheproof JWS 360, 365, 367, 368, 370, 375).
 */
export function decodeBase64url(text: unknown): Buffer | undefined {
  if (typeof text !== 'string') return undefined;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}

/** Bytes of canonical, padded base64 (RFC 4648, 4), or `undefined`: certificates in `x5c`, pictures. */
export function decodeBase64(text: unknown): Buffer | undefined {
  if (typeof text !== 'string') return undefined;
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}
