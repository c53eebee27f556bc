import { base64url } from 'jose';
import { describe, expect, test } from 'vitest';
import { parseSdJwt } from './parse-sd-jwt.ts';

const encode = (value: unknown) => base64url.encode(JSON.stringify(value));
const digest = async (text: string) =>
  base64url.encode(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));
const jwt = (payload: unknown) => `${encode({ alg: 'ES256' })}.${encode(payload)}.AA`;

const name = encode(['salt', 'given_name', 'Mara']);
const street = encode(['salt', 'street', 'Hafenweg']);

describe('reading an SD-JWT strictly (RFC 9901 7.1)', () => {
  test('puts every disclosure in its place and remembers where', async () => {
    const address = encode(['salt', 'address', { _sd: [await digest(street)], locality: 'Kiel' }]);
    const german = encode(['salt', 'DE']);
    const payload = {
      _sd: [await digest(name), await digest(address), 'withheld'],
      nationalities: [{ '...': 'decoy' }, { '...': await digest(german) }, 'SE'],
    };
    const parsed = await parseSdJwt([jwt(payload), name, address, street, german, ''].join('~'));
    expect(JSON.parse(JSON.stringify(parsed?.claims))).toEqual({
      given_name: 'Mara',
      address: { locality: 'Kiel', street: 'Hafenweg' },
      nationalities: ['DE', 'SE'],
    });
    expect(parsed?.disclosures).toEqual([
      { encoded: german, path: ['nationalities', 0] },
      { encoded: name, path: ['given_name'] },
      { encoded: address, path: ['address'] },
      { encoded: street, path: ['address', 'street'] },
    ]);
  });

  test.each<[string, () => Promise<string>]>([
    ['no trailing tilde', async () => jwt({})],
    ['a key binding', async () => `${jwt({})}~${jwt({})}`],
    ['a disclosure nothing refers to', async () => `${jwt({})}~${name}~`],
    ['the same disclosure twice', async () => `${jwt({ _sd: [await digest(name)] })}~${name}~${name}~`],
    ['a digest used twice', async () => `${jwt({ _sd: [await digest(name), await digest(name)] })}~${name}~`],
    [
      'a name that is already there',
      async () => `${jwt({ given_name: 'x', _sd: [await digest(name)] })}~${name}~`,
    ],
    ['another digest algorithm', async () => `${jwt({ _sd_alg: 'md5' })}~`],
    [
      'a claim named _sd',
      async () => {
        const bad = encode(['salt', '_sd', 'x']);
        return `${jwt({ _sd: [await digest(bad)] })}~${bad}~`;
      },
    ],
    [
      'an object disclosure in an array',
      async () => `${jwt({ list: [{ '...': await digest(name) }] })}~${name}~`,
    ],
    ['an array placeholder with company', async () => `${jwt({ list: [{ '...': 'digest', more: 1 }] })}~`],
    [
      'base64url that decodes but is not canonical',
      async () => `${jwt({ _sd: [await digest(`${name}=`)] })}~${name}=~`,
    ],
  ])('refuses %s', async (_what, text) => expect(await parseSdJwt(await text())).toBeUndefined());
});
