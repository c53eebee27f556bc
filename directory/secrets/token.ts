import { createHash } from 'node:crypto';

/** 256 random bits, base64url: what a cookie or an invitation carries. */
export function createToken(randomBytes: (n: number) => Uint8Array): string {
  return Buffer.from(randomBytes(32)).toString('base64url');
}

/** Only this is stored. A token has 256 bits of its own, so a fast hash is enough. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
