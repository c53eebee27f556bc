import { Encoder } from 'cbor-x';
import { describe, expect, test } from 'vitest';
import { CborTag, decodeCbor } from './decode-cbor.ts';
import { encodeCbor, joinCbor, wrapCbor } from './encode-cbor.ts';

const other = new Encoder({ useRecords: false, tagUint8Array: false, variableMapSize: true });
/** On both sides of every length that needs a longer head (RFC 8949, 3). */
const lengths = [0, 1, 23, 24, 25, 255, 256, 65_535, 65_536, 70_000];

describe('what we write', () => {
  test.each(lengths)('of %i: as cbor-x writes it, and as our reader takes it: in one way only', (length) => {
    for (const value of [
      'a'.repeat(length),
      Buffer.alloc(length, 7),
      Array.from({ length }, () => null),
      ['Signature1', new Uint8Array(length), new Uint8Array(), ['水'.repeat(length), null]],
    ]) {
      const written = encodeCbor(value);
      expect(written.equals(other.encode(value))).toBe(true);
      expect(decodeCbor(written)).toBeDefined();
    }
  });

  test.each(lengths)('CBOR of %i bytes inside CBOR', (length) => {
    const content = Buffer.alloc(length, 1);
    expect(decodeCbor(wrapCbor(content))).toEqual(new CborTag(24, content));
  });

  test.each([0, 1, 4, 24])('%i parts that are CBOR already', (count) => {
    const parts = Array.from({ length: count }, () => encodeCbor(['a', null]));
    expect(decodeCbor(joinCbor(parts))).toEqual(parts.map(() => ['a', null]));
  });
});
