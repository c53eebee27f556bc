import { describe, expect, test } from 'vitest';
import { readDer, readObjectIdentifier } from './read-der.ts';

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

describe('DER, strictly', () => {
  test('a sequence of two', () => {
    expect(readDer(bytes('0500 0201 07'))?.map(({ tag, content }) => [tag, [...content]])).toEqual([
      [0x05, []],
      [0x02, [7]],
    ]);
  });

  test('lengths in one and two further bytes', () => {
    expect(readDer(bytes(`048180${'00'.repeat(128)}`))?.[0]?.content.length).toBe(128);
    expect(readDer(bytes(`04820100${'00'.repeat(256)}`))?.[0]?.content.length).toBe(256);
  });

  test.each([
    ['tag without length', '05'],
    ['content cut short', '0402 00'],
    ['something left over', '0500 00'],
    ['indefinite length', '3080 0500 0000'],
    ['length longer than needed', `04817f${'00'.repeat(127)}`],
    ['length in two bytes where one will do', `048200ff${'00'.repeat(255)}`],
    ['length in three bytes', '0483010000'],
    ['length bytes missing', '0482 01'],
    ['tag of several bytes', '1f8101 00'],
  ])('refuses %s', (_title, hex) => {
    expect(readDer(bytes(hex))).toBeUndefined();
  });
});

describe('object identifiers', () => {
  test.each([
    ['551d13', '2.5.29.19'],
    ['2a8648ce3d040302', '1.2.840.10045.4.3.2'],
    ['2b0601040181fd584701', '1.3.6.1.4.1.32473.71.1'.replace('32473', '32472')],
    ['883703', '2.999.3'],
    ['00', '0.0'],
  ])('%s is %s', (hex, oid) => {
    expect(readObjectIdentifier(bytes(hex))).toBe(oid);
  });

  test.each([
    ['empty', ''],
    ['cut short', '5586'],
    ['padded arc', '558001'],
    ['an arc beyond all numbers', '55ffffffffffffffffffff7f'],
  ])('refuses %s', (_title, hex) => {
    expect(readObjectIdentifier(bytes(hex))).toBeUndefined();
  });
});
