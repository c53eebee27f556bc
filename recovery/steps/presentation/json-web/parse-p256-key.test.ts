import { describe, expect, test } from 'vitest';
import { makeKeys, publicJwk } from '../fixtures/index.ts';
import { parseP256Key } from './parse-p256-key.ts';

const jwk = await publicJwk(await makeKeys());
const hex = (text: string) => Buffer.from(text, 'hex').toString('base64url');
const zeros = hex('00'.repeat(32));
/** The point with the smallest x, and that x plus the prime of the field: it still has 32 bytes. */
const small = {
  ...jwk,
  x: hex('0000000000000000000000000000000000000000000000000000000000000005'),
  y: hex('459243b9aa581806fe913bce99817ade11ca503c64d9a3c533415c083248fbcc'),
};
const beyondField = 'ffffffff00000001000000000000000000000001000000000000000000000004';
const flipped = (text: unknown) => {
  const bytes = Buffer.from(String(text), 'base64url');
  bytes[31]! ^= 1;
  return bytes.toString('base64url');
};

describe('a public P-256 key', () => {
  test('with the four members and with more (minimal-cnf-jwk)', () => {
    expect(parseP256Key(jwk)?.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
    expect(parseP256Key({ ...jwk, kid: '1', alg: 'ES256' })?.type).toBe('public');
    for (const each of [jwk, small]) expect(parseP256Key(each)?.export({ format: 'jwk' })).toEqual(each);
  });

  test.each([
    ['nothing', undefined],
    ['text', 'x'],
    ['a list', [jwk]],
    ['another type', { ...jwk, kty: 'OKP' }],
    ['another curve', { ...jwk, crv: 'P-384' }],
    ['a private part', { ...jwk, d: jwk.x }],
    ['no y', { ...jwk, y: undefined }],
    ['x too short', { ...jwk, x: 'AAAA' }],
    ['x padded', { ...jwk, x: `${jwk.x}=` }],
    ['a point off the curve', { ...jwk, y: jwk.x }],
    ['a point off the curve by one bit', { ...jwk, y: flipped(jwk.y) }],
    ['the point at nothing', { ...jwk, x: zeros, y: zeros }],
    ['a point of order two, on another curve (Jager, Schwenk, Somorovsky 2015)', { ...jwk, y: zeros }],
    ['a point that is on the curve only once x is reduced', { ...small, x: hex(beyondField) }],
  ])('is refused: %s', (_title, value) => {
    expect(parseP256Key(value)).toBeUndefined();
  });
});
