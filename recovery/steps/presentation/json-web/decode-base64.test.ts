import { describe, expect, test } from 'vitest';
import { decodeBase64, decodeBase64url } from './decode-base64.ts';

describe('canonical text only (Wycheproof JWS 360–375)', () => {
  test.each([
    ['', ''],
    ['Zm9v', 'foo'],
    ['Zm8', 'fo'],
    ['_-8', '\u00ff\u00ef'],
  ])('takes %j', (text, bytes) => {
    expect(decodeBase64url(text)?.toString('latin1')).toBe(bytes);
  });

  test.each([
    'Zm8=',
    'Zm9',
    'Zm9v ',
    ' Zm9v',
    'Zm\n9v',
    'Zm9v=',
    '/+8',
    'Z',
    'Zm9v.',
    'Zm9vé',
    7,
    null,
    undefined,
  ])('refuses %j', (text) => {
    expect(decodeBase64url(text)).toBeUndefined();
  });

  test.each(['Zm8', 'Zm9=', '_-8=', 'Zm9v\n', undefined])('base64 refuses %j', (text) => {
    expect(decodeBase64(text)).toBeUndefined();
  });

  test('base64 takes what is padded', () => {
    expect(decodeBase64('Zm8=')?.toString()).toBe('fo');
  });
});
