/** What we write ourselves: the structures that signatures and digests are over. */
type Writable = string | Uint8Array | null | readonly Writable[];

const major = { bytes: 2, text: 3, array: 4, tag: 6 } as const;
const nothing = Buffer.from([0xf6]);
const encodedCbor = 24;

/** CBOR of a structure of our own making, everything in its shortest form (RFC 8949, 4.1). */
export function encodeCbor(value: Writable): Buffer {
  const parts: Uint8Array[] = [];
  write(value, parts);
  return Buffer.concat(parts);
}

/** `#6.24(bstr)`: CBOR inside CBOR (RFC 8949, 3.4.5.1), as digests and signatures in an mdoc cover it. */
export function wrapCbor(content: Uint8Array): Buffer {
  return Buffer.concat([head(major.tag, encodedCbor), head(major.bytes, content.length), content]);
}

/** An array out of parts that are CBOR already. */
export function joinCbor(parts: readonly Uint8Array[]): Buffer {
  return Buffer.concat([head(major.array, parts.length), ...parts]);
}

function write(value: Writable, parts: Uint8Array[]): void {
  if (value === null) {
    parts.push(nothing);
  } else if (typeof value === 'string') {
    const text = Buffer.from(value);
    parts.push(head(major.text, text.length), text);
  } else if (value instanceof Uint8Array) {
    parts.push(head(major.bytes, value.length), value);
  } else {
    parts.push(head(major.array, value.length));
    for (const element of value) write(element, parts);
  }
}

/** Kind and length of an item, or a tag's number. */
function head(kind: number, argument: number): Buffer {
  const first = kind << 5;
  if (argument < 24) return Buffer.from([first | argument]);
  if (argument < 0x100) return Buffer.from([first | 24, argument]);
  if (argument < 0x1_0000) return Buffer.from([first | 25, argument >> 8, argument & 0xff]);
  const bytes = Buffer.from([first | 26, 0, 0, 0, 0]);
  bytes.writeUInt32BE(argument, 1);
  return bytes;
}
