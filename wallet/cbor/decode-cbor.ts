/** A value with a tag, such as CBOR inside CBOR (24) or a date (1004). */
export class Tagged {
  readonly tag: number;
  readonly value: CborValue;

  constructor(tag: number, value: CborValue) {
    this.tag = tag;
    this.value = value;
  }
}

export type CborValue =
  | number
  | string
  | boolean
  | null
  | Uint8Array
  | readonly CborValue[]
  | ReadonlyMap<number | string, CborValue>
  | Tagged;

const DEEPEST = 16;

/** The one value in these bytes. @throws Error when they are something else */
export function decodeCbor(bytes: Uint8Array): CborValue {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;

  function readArgument(info: number): number {
    if (info < 24) return info;
    const start = at;
    const size = { 24: 1, 25: 2, 26: 4, 27: 8 }[info];
    if (size === undefined) throw new Error('length');
    at += size;
    if (size === 1) return view.getUint8(start);
    if (size === 2) return view.getUint16(start);
    if (size === 4) return view.getUint32(start);
    const value = Number(view.getBigUint64(start));
    if (!Number.isSafeInteger(value)) throw new Error('number');
    return value;
  }

  function take(length: number): Uint8Array {
    if (at + length > bytes.length) throw new Error('length');
    at += length;
    return bytes.slice(at - length, at);
  }

  function readMap(length: number, depth: number): ReadonlyMap<number | string, CborValue> {
    const map = new Map<number | string, CborValue>();
    for (let index = 0; index < length; index += 1) {
      const key = read(depth);
      if ((typeof key !== 'number' && typeof key !== 'string') || map.has(key)) throw new Error('key');
      map.set(key, read(depth));
    }
    return map;
  }

  function readArray(length: number, depth: number): readonly CborValue[] {
    const elements: CborValue[] = [];
    for (let index = 0; index < length; index += 1) elements.push(read(depth));
    return elements;
  }

  function readSimple(info: number): CborValue {
    const value = new Map<number, CborValue>([
      [20, false],
      [21, true],
      [22, null],
    ]).get(info);
    if (value === undefined) throw new Error('simple value');
    return value;
  }

  function read(above: number): CborValue {
    const depth = above + 1;
    if (depth > DEEPEST || at >= bytes.length) throw new Error('depth');
    const first = view.getUint8(at);
    at += 1;
    const info = first & 0x1f;
    if (first >> 5 === 7) return readSimple(info);
    const argument = readArgument(info);
    const readers: readonly (() => CborValue)[] = [
      () => argument,
      () => -1 - argument,
      () => take(argument),
      () => new TextDecoder('utf-8', { fatal: true }).decode(take(argument)),
      () => readArray(argument, depth),
      () => readMap(argument, depth),
      () => new Tagged(argument, read(depth)),
    ];
    return readers[first >> 5]!();
  }

  const value = read(0);
  if (at !== bytes.length) throw new Error('more than one value');
  return value;
}
