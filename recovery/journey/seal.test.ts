import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyedHash, open, seal, sha256 } from './seal.ts';

const key = new Uint8Array(32).fill(7);
const random = (length: number) => randomBytes(length);
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

describe('seal (D19)', () => {
  test('property: what was sealed opens with the same key and binding, whatever it says', () => {
    fc.assert(
      fc.property(bytes(32), fc.string(), fc.string({ unit: 'binary' }), (anyKey, boundTo, text) => {
        const sealed = seal({ key: anyKey, boundTo, text, randomBytes: random });
        expect(open({ key: anyKey, boundTo, sealed })).toBe(text);
      }),
    );
  });

  test('property: with one bit turned, anywhere, it does not open', () => {
    const sealed = seal({ key, boundTo: 'r1|presented', text: '{"given":"Mara"}', randomBytes: random });
    const raw = Buffer.from(sealed, 'base64url');
    fc.assert(
      fc.property(fc.nat(raw.length * 8 - 1), (bit) => {
        const turned = Buffer.from(raw);
        turned[bit >> 3]! ^= 1 << (bit & 7);
        const opening = () => open({ key, boundTo: 'r1|presented', sealed: turned.toString('base64url') });
        expect(opening).toThrow(TypeError);
      }),
    );
  });

  const sealed = seal({ key, boundTo: 'r1|presented', text: 'secret', randomBytes: random });
  const foreign: readonly (readonly [string, Parameters<typeof open>[0]])[] = [
    ['moved to another recovery', { key, boundTo: 'r2|presented', sealed }],
    ['moved to another kind', { key, boundTo: 'r1|matched', sealed }],
    ['under another key', { key: new Uint8Array(32).fill(8), boundTo: 'r1|presented', sealed }],
    ['cut short', { key, boundTo: 'r1|presented', sealed: sealed.slice(0, -2) }],
    ['cut to less than nonce and tag', { key, boundTo: 'r1|presented', sealed: sealed.slice(0, 20) }],
    ['empty', { key, boundTo: 'r1|presented', sealed: '' }],
    ['not sealed at all', { key, boundTo: 'r1|presented', sealed: Buffer.alloc(60).toString('base64url') }],
  ];
  test.each(foreign)('%s, it does not open', (_how, input) => {
    expect(() => open(input)).toThrow(TypeError);
  });

  test('the same text twice gives two values: a nonce is never used again', () => {
    const again = seal({ key, boundTo: 'r1|presented', text: 'secret', randomBytes: random });
    expect(again).not.toBe(sealed);
    expect(Buffer.from(sealed, 'base64url').includes('secret')).toBe(false);
  });
});

test('hashes are what others compute too', () => {
  expect(sha256('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0');
  // RFC 4231, test case 2.
  expect(
    Buffer.from(keyedHash(Buffer.from('Jefe'), 'what do ya want for nothing?'), 'base64url').toString('hex'),
  ).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
});
