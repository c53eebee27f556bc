import { createHmac, timingSafeEqual } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U, so that nothing is misread. Five bits a character. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export function createPassValue(length: number, randomBytes: (n: number) => Uint8Array): string {
  return Array.from(randomBytes(length), (byte) => alphabet[byte & 31]).join('');
}

/** As people type it: case, spaces and hyphens do not count, and the look-alikes are taken for what they stand for. */
function normalisePassValue(value: string): string {
  return value.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
}

/** Keyed with a key outside the database (D28), and bound to the account: one stored value fits no other row. */
export function hashPassValue(
  value: string,
  { key, accountId }: { key: Uint8Array; accountId: string },
): string {
  return createHmac('sha256', key)
    .update(`${accountId}.${normalisePassValue(value)}`)
    .digest('base64url');
}

export function isSameHash(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
