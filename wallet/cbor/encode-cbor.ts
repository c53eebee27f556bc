import { type CborValue, Tagged } from './decode-cbor.ts';

/** In the shortest form (RFC 8949, 4.1). */
export function encodeCbor(value: CborValue): Uint8Array<ArrayBuffer> {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (value instanceof Uint8Array) return join([head(2, value.length), value]);
  if (typeof value === 'string') {
    const text = new TextEncoder().encode(value);
    return join([head(3, text.length), text]);
  }
  if (Array.isArray(value)) return join([head(4, value.length), ...value.map(encodeCbor)]);
  if (value instanceof Map) {
    const members = [...value].flatMap(([key, member]) => [encodeCbor(key), encodeCbor(member)]);
    return join([head(5, value.size), ...members]);
  }
  if (value instanceof Tagged) return join([head(6, value.tag), encodeCbor(value.value)]);
  return new Uint8Array([value === null ? 0xf6 : value ? 0xf5 : 0xf4]);
}

/** Kind of value, and its number or length. */
function head(major: number, argument: number): Uint8Array<ArrayBuffer> {
  const kind = major << 5;
  if (argument < 24) return new Uint8Array([kind | argument]);
  if (argument < 0x100) return new Uint8Array([kind | 24, argument]);
  const bytes = new Uint8Array(argument < 0x1_0000 ? 3 : argument < 0x1_0000_0000 ? 5 : 9);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, kind | (bytes.length === 3 ? 25 : bytes.length === 5 ? 26 : 27));
  if (bytes.length === 3) view.setUint16(1, argument);
  else if (bytes.length === 5) view.setUint32(1, argument);
  else view.setBigUint64(1, BigInt(argument));
  return bytes;
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
