/**
 * Bytes of canonical base64url without padding (RFC 7515, 2), or `undefined`.
 * Lenient decoders skip foreign characters and ignore trailing bits, so two texts mean the same bytes: that lets
 * a signed thing be written in more than one way (Wycheproof JWS 360, 365, 367, 368, 370, 375).
 */
export function decodeBase64url(text: unknown): Buffer | undefined {
  if (typeof text !== 'string' || text.length % 4 === 1) return undefined;
  const bytes = Buffer.from(text, 'base64url');
  const isCanonical =
    bytes.length === Math.floor((text.length * 3) / 4) &&
    isFreeOf(text, '+', '/') &&
    text.endsWith(bytes.toString('base64url', lastGroupOf(bytes)));
  return isCanonical ? bytes : undefined;
}

/** Bytes of canonical, padded base64 (RFC 4648, 4), or `undefined`: certificates in `x5c`, pictures. */
export function decodeBase64(text: unknown): Buffer | undefined {
  if (typeof text !== 'string' || text.length % 4 !== 0) return undefined;
  const bytes = Buffer.from(text, 'base64');
  const isCanonical =
    Math.ceil(bytes.length / 3) * 4 === text.length &&
    isFreeOf(text, '-', '_') &&
    text.endsWith(bytes.toString('base64', lastGroupOf(bytes)));
  return isCanonical ? bytes : undefined;
}

/**
 * The decoder takes both alphabets, and the low byte of whatever is no ASCII. With a length that says that nothing was skipped, and
 * a last group that reads back as it stood, a text without either can be written in no other way. Writing all of it back would say
 * the same at the price of a copy.
 */
function isFreeOf(text: string, ...foreign: readonly [string, string]): boolean {
  return Buffer.byteLength(text) === text.length && !foreign.some((each) => text.includes(each));
}

/** Where the last group of at most three bytes begins; only there can bits be left over. */
function lastGroupOf(bytes: Uint8Array): number {
  return Math.max(0, bytes.length - (bytes.length % 3 || 3));
}
