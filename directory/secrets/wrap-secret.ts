import { createCipheriv, createDecipheriv } from 'node:crypto';

const version = 'k1';

/**
 * AES-256-GCM under a key that is not in the database (D5). `owner` is authenticated along: a ciphertext
 * copied into another row does not open there.
 */
export function wrapSecret(
  secret: Uint8Array,
  { key, owner, randomBytes }: { key: Uint8Array; owner: string; randomBytes: (n: number) => Uint8Array },
): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(`${version}.${owner}`));
  const sealed = Buffer.concat([cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  return [version, Buffer.from(iv).toString('base64url'), sealed.toString('base64url')].join('.');
}

/** Throws when the key, the owner or the ciphertext is not the one that was wrapped. */
export function unwrapSecret(
  wrapped: string,
  { key, owner }: { key: Uint8Array; owner: string },
): Uint8Array {
  const [keyVersion, iv, sealed] = wrapped.split('.');
  if (keyVersion !== version || iv === undefined || sealed === undefined)
    throw new TypeError('not a wrapped secret');
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(`${version}.${owner}`)).setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]);
}
