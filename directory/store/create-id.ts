/**
 * UUIDv7 (RFC 9562, 5.7): sorts by time, so indexes stay compact. Made here because PostgreSQL 15 has no `uuidv7()`.
 */
export function createId(now: number, randomBytes: (n: number) => Uint8Array): string {
  const bytes = Buffer.from(randomBytes(16));
  bytes.writeUIntBE(Math.floor(now), 0, 6);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** An id that no row has: lets a read that must find nothing run the same statement (D14). */
export const noId = '00000000-0000-0000-0000-000000000000';

/** Ids come back from browsers (user handles, paths); the database would fault on anything else. */
export function isId(value: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(value);
}
