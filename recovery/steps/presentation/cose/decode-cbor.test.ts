import { Encoder } from 'cbor-x';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CborFloat, CborTag, type CborValue, decodeCbor } from './decode-cbor.ts';

const hex = (text: string) => decodeCbor(Buffer.from(text.replaceAll(' ', ''), 'hex'));

describe('one item', () => {
  // RFC 8949, appendix A.
  test.each<[string, CborValue]>([
    ['00', 0],
    ['17', 23],
    ['1818', 24],
    ['1903e8', 1000],
    ['1a000f4240', 1_000_000],
    ['1b000000e8d4a51000', 1_000_000_000_000],
    ['20', -1],
    ['3903e7', -1000],
    ['f4', false],
    ['f5', true],
    ['f6', null],
    ['40', Buffer.alloc(0)],
    ['4401020304', Buffer.from([1, 2, 3, 4])],
    ['60', ''],
    ['6449455446', 'IETF'],
    ['62c3bc', 'ü'],
    ['63e6b0b4', '水'],
    ['80', []],
    ['83010203', [1, 2, 3]],
    ['a0', new Map()],
    [
      'a201020304',
      new Map([
        [1, 2],
        [3, 4],
      ]),
    ],
    ['a16161a16162f5', new Map([['a', new Map([['b', true]])]])],
    ['c074323031332d30332d32315432303a30343a30305a', new CborTag(0, '2013-03-21T20:04:00Z')],
    ['d818456449455446', new CborTag(24, Buffer.from('6449455446', 'hex'))],
    ['fb3ff199999999999a', new CborFloat(1.1)],
    ['fa47c35000', new CborFloat(100_000)],
  ])('%s', (text, value) => {
    expect(hex(text)).toEqual(value);
  });

  // As Credo's wallets do, against which this was found.
  test.each<[string, CborValue]>([
    ['b9 0001 01 02', new Map([[1, 2]])],
    ['98 01 01', [1]],
    ['9a 00000001 01', [1]],
  ])('that counts in more bytes than need be: %s', (text, value) => {
    expect(hex(text)).toEqual(value);
  });

  test.each([
    ['nothing', ''],
    ['more than one item', '0000'],
    ['less than one item', '19 03'],
    ['a number in a longer form', '18 17'],
    ['a number in a longer form still', '19 00ff'],
    ['and longer', '1a 0000ffff'],
    ['and longest', '1b 00000000ffffffff'],
    ['a length in a longer form', '58 01 00'],
    ['text in a longer form', '78 01 61'],
    ['a tag in a longer form', 'd8 05 00'],
    ['a key twice in a map that counts in two bytes', 'b9 0002 01 02 01 03'],
    ['fewer than a map says in two bytes', 'b9 0002 01 02'],
    ['a number that cannot be counted to', '1b 0020000000000000'],
    ['text of indefinite length', '7f 61 61 ff'],
    ['bytes of indefinite length', '5f 41 00 ff'],
    ['an array of indefinite length', '9f 01 ff'],
    ['a map of indefinite length', 'bf 01 02 ff'],
    ['a key twice', 'a2 01 02 01 03'],
    ['a key twice, as text', 'a2 61 61 02 61 61 03'],
    ['a key that is a list', 'a1 80 01'],
    ['a key that is a float', 'a1 fa3f800000 01'],
    ['text that is not UTF-8', '62 c328'],
    ['text with half a surrogate', '63 eda080'],
    ['bytes past the end', '45 01'],
    ['a list past the end', '9a ffffffff'],
    ['a map past the end', 'ba ffffffff'],
    ['a reserved length', '1c'],
    ['undefined', 'f7'],
    ['a simple value without meaning', 'f8 20'],
    ['a short float', 'f9 3c00'],
    ['a float past the end', 'fb 00'],
    ['a break', 'ff'],
    ['a tag of nothing', 'c0'],
  ])('refuses %s', (_, text) => {
    expect(hex(text)).toBeUndefined();
  });

  test('refuses what is nested deeper than the stack', () => {
    expect(decodeCbor(Buffer.alloc(33, 0x81))).toBeUndefined();
    expect(decodeCbor(Buffer.concat([Buffer.alloc(100_000, 0x81), Buffer.from([0])]))).toBeUndefined();
    expect(decodeCbor(Buffer.concat([Buffer.alloc(32, 0x81), Buffer.from([0])]))).toBeDefined();
  });
});

describe('beside cbor-x', () => {
  const encoder = new Encoder({
    ...{ useRecords: false, tagUint8Array: false, variableMapSize: true, mapsAsObjects: false },
  });
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.integer(),
      fc.string({ unit: 'grapheme' }),
      fc.boolean(),
      fc.constant(null),
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
      fc.array(tie('value')),
      fc
        .uniqueArray(fc.tuple(fc.oneof(fc.string(), fc.integer()), tie('value')), {
          selector: ([key]) => key,
        })
        .map((entries) => new Map(entries)),
    ),
  }));

  test('reads what it writes', () => {
    fc.assert(
      fc.property(value, (each) => {
        expect(decodeCbor(encoder.encode(each))).toEqual(each);
      }),
    );
  });

  test('reads nothing that it reads otherwise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 24 }), (bytes) => {
        const own = decodeCbor(bytes);
        if (own === undefined || JSON.stringify(own, flat).includes('"tag"')) return;
        expect(JSON.stringify(own, flat)).toBe(JSON.stringify(encoder.decode(bytes), flat));
      }),
      { numRuns: 20_000 },
    );
  });
});

/** Maps, bytes and floats as JSON can show them. */
function flat(_: string, value: unknown): unknown {
  if (value instanceof Map) return { map: [...value] };
  if (value instanceof CborFloat) return value.value;
  // A buffer shows itself as its own kind before it gets here.
  if (value instanceof Uint8Array) return { bytes: [...value] };
  const { type, data } = (value ?? {}) as { type?: string; data?: unknown };
  return type === 'Buffer' ? { bytes: data } : value;
}
