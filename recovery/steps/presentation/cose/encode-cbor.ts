import { Encoder } from 'cbor-x';

/** Records and typed-array tags off, lengths as short as they go: what RFC 8949, 4.1 prefers. */
const encoder = new Encoder({ useRecords: false, tagUint8Array: false, variableMapSize: true });

/** What we write ourselves: the structures that signatures are over. */
type Writable = string | Uint8Array | null | readonly Writable[];

/** CBOR of a structure of our own making. */
export function encodeCbor(value: Writable): Buffer {
  return encoder.encode(value);
}

/** `#6.24(bstr)`: CBOR inside CBOR (RFC 8949, 3.4.5.1), as digests and signatures in an mdoc cover it. */
export function wrapCbor(content: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([0xd8, 0x18]), encodeCbor(content)]);
}

/** An array out of parts that are CBOR already. At most 23 of them. */
export function joinCbor(parts: readonly Uint8Array[]): Buffer {
  return Buffer.concat([Buffer.from([0x80 | parts.length]), ...parts]);
}
