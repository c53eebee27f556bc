import { describe, expect, test } from 'vitest';
import { parseWebAddress } from './parse-web-address.ts';

describe('addresses the wallet follows', () => {
  test.each([
    'https://verifier.example/request/1',
    'http://localhost:4000/request',
    'http://127.0.0.1:4002/offer',
    'http://[::1]:4002/offer',
  ])('follows %s', (address) => expect(parseWebAddress(address)?.href).toBe(address));

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'http://verifier.example/request',
    'http://localhost.evil.example/',
    'https://user:secret@verifier.example/',
    'https://verifier.example/request#part',
    '/relative',
    '',
    undefined,
    7,
  ])('leaves %s alone', (address) => expect(parseWebAddress(address)).toBeUndefined());

  test('allows a fragment only where asked (redirect_uri carries its code there, D24)', () => {
    expect(parseWebAddress('https://regain.example/back#response_code=x', { fragment: true })?.hash).toBe(
      '#response_code=x',
    );
  });
});
