import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';

/**
 * Seals text with AES-256-GCM. `boundTo` is authenticated with it: a sealed value moved to another row,
 * recovery or kind does not open (D19). Returns base64url of nonce, ciphertext and tag.
 */
export function seal(input: {
  readonly key: Uint8Array;
  readonly boundTo: string;
  readonly text: string;
  readonly randomBytes: (length: number) => Uint8Array;
}): string {
  const nonce = input.randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', input.key, nonce, { authTagLength: 16 });
  cipher.setAAD(Buffer.from(input.boundTo));
  const body = Buffer.concat([cipher.update(input.text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64url');
}

/** The reverse. Throws a `TypeError` for anything that was not sealed by `seal` with this key and binding. */
export function open(input: {
  readonly key: Uint8Array;
  readonly boundTo: string;
  readonly sealed: string;
}): string {
  const bytes = Buffer.from(input.sealed, 'base64url');
  if (bytes.length < 28) throw new TypeError('sealed value is too short');
  const decipher = createDecipheriv('aes-256-gcm', input.key, bytes.subarray(0, 12), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(input.boundTo));
  decipher.setAuthTag(bytes.subarray(-16));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new TypeError('sealed value does not open', { cause });
  }
}

export function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** HMAC-SHA-256, base64url. */
export function keyedHash(key: Uint8Array, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url');
}
