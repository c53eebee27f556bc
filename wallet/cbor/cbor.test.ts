import { cborDecode, cborEncode } from '@owf/mdoc';
import { describe, expect, test } from 'vitest';
import { type CborValue, decodeCbor, encodeCbor, Tagged } from './index.ts';

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));

describe('CBOR', () => {
  // RFC 8949, appendix A.
  test.each<[CborValue, string]>([
    [0, '00'],
    [23, '17'],
    [24, '1818'],
    [1000, '1903e8'],
    [1_000_000, '1a000f4240'],
    [1_000_000_000_000, '1b000000e8d4a51000'],
    [-1, '20'],
    [-1000, '3903e7'],
    [false, 'f4'],
    [true, 'f5'],
    [null, 'f6'],
    [new Uint8Array([1, 2, 3, 4]), '4401020304'],
    ['ü', '62c3bc'],
    [[1, [2, 3]], '8201820203'],
    [new Map([['a', 1]]), 'a1616101'],
    [new Tagged(0, '2013-03-21T20:04:00Z'), 'c074323031332d30332d32315432303a30343a30305a'],
  ])('%j', (value, hex) => {
    expect(Buffer.from(encodeCbor(value)).toString('hex')).toBe(hex);
    expect(decodeCbor(bytes(hex))).toEqual(value);
  });

  test.each([
    '',
    '0000',
    '19',
    '5f4100ff',
    'f7',
    'a201020103',
    'a18001',
    '62c328',
    '45',
    'c0',
    '81'.repeat(20),
  ])('refuses %s', (hex) => {
    expect(() => decodeCbor(bytes(hex))).toThrow();
  });

  test('says the same as a library that others wrote', () => {
    const value = new Map<string, CborValue>([
      ['bytes', new Uint8Array(300)],
      ['text', 'x'.repeat(70_000)],
      ['list', Array.from({ length: 30 }, (_, index) => index * 1000)],
    ]);
    expect(Buffer.from(encodeCbor(value))).toEqual(Buffer.from(cborEncode(value)));
    expect(cborDecode(encodeCbor(value))).toEqual(decodeCbor(cborEncode(value)));
  });
});
