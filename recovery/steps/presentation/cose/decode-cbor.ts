/** A tagged value (RFC 8949, 3.4). No tag is acted upon here: what it means is the reader's to say. */
export class CborTag {
  readonly tag: number;
  readonly value: CborValue;

  constructor(tag: number, value: CborValue) {
    this.tag = tag;
    this.value = value;
  }
}

/** A number that was written as a float: never taken for the integer of the same value. */
export class CborFloat {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

export type CborMap = ReadonlyMap<number | string, CborValue>;
export type CborValue =
  | number
  | string
  | boolean
  | null
  | Uint8Array
  | readonly CborValue[]
  | CborMap
  | CborTag
  | CborFloat;

/** Deeper than any credential; shallower than the stack. */
const maximumDepth = 32;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Ends the decoding; never leaves this file. */
class Malformed extends Error {}

/**
 * The one CBOR item that fills these bytes exactly, or `undefined`. Strict where decoders are lenient, so that every number and every
 * string can be written in one way only: shortest forms, definite lengths, no key twice, text that is UTF-8 (RFC 8949, 4.1 and 5.3).
 * How many things a map or a list holds may be written longer than need be: Credo's wallets count their maps in two bytes. Keys are integers or text; integers are safe ones; byte strings are views,
 * not copies.
 */
export function decodeCbor(bytes: Uint8Array): CborValue | undefined {
  const reader: Reader = { bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 };
  try {
    const value = readItem(reader, 0);
    return reader.offset === bytes.length ? value : undefined;
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

interface Reader {
  readonly bytes: Buffer;
  offset: number;
}

function readItem(reader: Reader, depth: number): CborValue {
  if (depth > maximumDepth || reader.offset >= reader.bytes.length) throw new Malformed();
  const first = reader.bytes[reader.offset] as number;
  const major = first >> 5;
  if (major === 7) return readSimple(reader, first & 0x1f);
  const argument = readArgument(reader, first & 0x1f, major === 4 || major === 5);
  switch (major) {
    case 0:
      return argument;
    case 1:
      return -1 - argument;
    case 2:
      return take(reader, argument);
    case 3:
      return readText(take(reader, argument));
    case 4:
      return readArray(reader, argument, depth);
    case 5:
      return readMap(reader, argument, depth);
    default:
      return new CborTag(argument, readItem(reader, depth + 1));
  }
}

/** The number in an item's head, in its shortest form (RFC 8949, 4.1) unless it counts; indefinite lengths (31) do not exist here. */
function readArgument(reader: Reader, info: number, isCount: boolean): number {
  const { bytes } = reader;
  const at = reader.offset + 1;
  if (info < 24) {
    reader.offset = at;
    return info;
  }
  const size = { 24: 1, 25: 2, 26: 4, 27: 8 }[info];
  if (size === undefined || at + size > bytes.length) throw new Malformed();
  reader.offset = at + size;
  const value = size < 8 ? bytes.readUIntBE(at, size) : Number(bytes.readBigUInt64BE(at));
  const smallest = { 1: 24, 2: 0x100, 4: 0x1_0000, 8: 0x1_0000_0000 }[size] as number;
  if ((value < smallest && !isCount) || value > Number.MAX_SAFE_INTEGER) throw new Malformed();
  return value;
}

function take(reader: Reader, length: number): Buffer {
  const end = reader.offset + length;
  if (end > reader.bytes.length) throw new Malformed();
  const taken = reader.bytes.subarray(reader.offset, end);
  reader.offset = end;
  return taken;
}

function readText(bytes: Buffer): string {
  // Most text is ASCII and short; a decoder's set-up costs more than looking.
  if (bytes.length <= 64 && isAscii(bytes)) return bytes.toString('latin1');
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Malformed();
  }
}

function isAscii(bytes: Buffer): boolean {
  for (const byte of bytes) if (byte >= 0x80) return false;
  return true;
}

function readArray(reader: Reader, length: number, depth: number): readonly CborValue[] {
  // Every element has a byte at least: a length out of thin air reserves no memory.
  if (length > reader.bytes.length - reader.offset) throw new Malformed();
  const elements: CborValue[] = [];
  for (let index = 0; index < length; index += 1) elements.push(readItem(reader, depth + 1));
  return elements;
}

function readMap(reader: Reader, length: number, depth: number): CborMap {
  if (length > reader.bytes.length - reader.offset) throw new Malformed();
  const map = new Map<number | string, CborValue>();
  for (let index = 0; index < length; index += 1) {
    const key = readItem(reader, depth + 1);
    if (typeof key !== 'number' && typeof key !== 'string') throw new Malformed();
    // Two readers could each pick their own of two (RFC 8949, 5.3.1).
    if (map.has(key)) throw new Malformed();
    map.set(key, readItem(reader, depth + 1));
  }
  return map;
}

function readSimple(reader: Reader, info: number): CborValue {
  const { bytes } = reader;
  const at = reader.offset + 1;
  reader.offset = at;
  if (info === 20) return false;
  if (info === 21) return true;
  if (info === 22) return null;
  const size = { 26: 4, 27: 8 }[info];
  if (size === undefined || at + size > bytes.length) throw new Malformed();
  reader.offset = at + size;
  const value = size === 4 ? bytes.readFloatBE(at) : bytes.readDoubleBE(at);
  return new CborFloat(value);
}
