import { describe, expect, test } from 'vitest';
import { makeKeys, publicJwk } from '../fixtures/index.ts';
import { parseP256Key } from './parse-p256-key.ts';

const jwk = await publicJwk(await makeKeys());

describe('a public P-256 key', () => {
  test('with the four members and with more (minimal-cnf-jwk)', () => {
    expect(parseP256Key(jwk)?.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
    expect(parseP256Key({ ...jwk, kid: '1', alg: 'ES256' })?.type).toBe('public');
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
  ])('is refused: %s', (_title, value) => {
    expect(parseP256Key(value)).toBeUndefined();
  });
});
