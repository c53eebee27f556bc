import { gunzipSync, inflateSync } from 'node:zlib';

/** A list that was unpacked. */
export interface StatusList {
  /** Value of an entry; `undefined` outside the list: an entry that is not there says nothing good. */
  read(index: number): number | undefined;
  /** Bytes, unpacked. */
  readonly size: number;
}

/** 16 MiB hold 134 million credentials; a bomb holds more (T7). */
const largest = { maxOutputLength: 16 * 1024 * 1024 };

/** Token Status List: zlib, entries of 1, 2, 4 or 8 bits, lowest bits first. */
export function unpackTokenList(packed: Uint8Array, bits: unknown): StatusList | undefined {
  if (bits !== 1 && bits !== 2 && bits !== 4 && bits !== 8) return undefined;
  const bytes = attempt(() => inflateSync(packed, largest));
  if (bytes === undefined) return undefined;
  const mask = (1 << bits) - 1;
  return {
    size: bytes.length,
    read: (index) => {
      const byte = bytes[Math.floor((index * bits) / 8)];
      return byte === undefined ? undefined : (byte >> ((index * bits) % 8)) & mask;
    },
  };
}

/** Bitstring Status List: gzip, one bit each, highest first. */
export function unpackBitstring(packed: Uint8Array): StatusList | undefined {
  const bytes = attempt(() => gunzipSync(packed, largest));
  return (
    bytes && {
      size: bytes.length,
      read: (index) => {
        const byte = bytes[Math.floor(index / 8)];
        return byte === undefined ? undefined : (byte >> (7 - (index % 8))) & 1;
      },
    }
  );
}

function attempt(unpack: () => Buffer): Buffer | undefined {
  try {
    return unpack();
  } catch {
    return undefined;
  }
}
