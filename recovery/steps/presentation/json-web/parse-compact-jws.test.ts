import { describe, expect, test } from 'vitest';
import { parseCompactJws } from './parse-compact-jws.ts';
import { parseJson } from './parse-json-object.ts';

const encode = (text: string | Uint8Array) => Buffer.from(text).toString('base64url');
const jws = (header: string | Uint8Array, payload: string | Uint8Array = '{}') =>
  `${encode(header)}.${encode(payload)}.AAAA`;

describe('a compact JWS', () => {
  test('is read, not verified', () => {
    expect(parseCompactJws(jws('{"alg":"ES256"}', '{"a":1}'))).toEqual({
      header: { alg: 'ES256' },
      payload: { a: 1 },
      signingInput: 'eyJhbGciOiJFUzI1NiJ9.eyJhIjoxfQ',
      signature: Buffer.from([0, 0, 0]),
    });
  });

  test.each([
    ['two parts', 'e30.e30'],
    ['four parts', 'e30.e30.AAAA.AAAA'],
    ['JSON serialisation', '{"payload":"e30"}'],
    ['header not JSON', jws('x')],
    ['header a list', jws('[]')],
    ['header null', jws('null')],
    ['payload text', jws('{}', '"x"')],
    ['payload not UTF-8', jws('{}', Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))],
    ['payload behind a byte-order mark', jws('{}', '\ufeff{}')],
    ['critical header (RFC 7515 4.1.11)', jws('{"crit":["exp"],"exp":1}')],
    ['critical header, empty', jws('{"crit":[]}')],
    ['signature padded', 'e30.e30.AAA='],
  ])('is refused: %s', (_title, text) => {
    expect(parseCompactJws(text)).toBeUndefined();
  });

  test('deep nesting is a value or nothing, never an exception', () => {
    const deep = parseJson(Buffer.from('['.repeat(200_000)));
    expect(deep).toBeUndefined();
  });
});
