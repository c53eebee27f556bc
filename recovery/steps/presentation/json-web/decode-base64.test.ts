import fc from 'fast-check';
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

describe('takes exactly what reads back as it stood', () => {
  const codings = [
    ['base64url', decodeBase64url],
    ['base64', decodeBase64],
  ] as const;

  test.each(codings)(
    '%s: every character there is, in every place of a group',
    (coding, decode) => {
      const wrong: string[] = [];
      for (const length of [4, 5, 6, 7, 8, 9]) {
        const honest = Buffer.alloc(length, 0xa7).toString(coding);
        for (let place = 0; place < honest.length; place += 1) {
          for (let code = 0; code < 0x1000; code += 1) {
            const text = honest.slice(0, place) + String.fromCharCode(code) + honest.slice(place + 1);
            const readsBack = Buffer.from(text, coding).toString(coding) === text;
            if ((decode(text) !== undefined) !== readsBack) wrong.push(text);
          }
        }
      }
      expect(wrong).toEqual([]);
    },
    120_000,
  );

  test.each(codings)('%s: cut, doubled, padded and foreign', (coding, decode) => {
    const piece = fc.oneof(
      fc.constantFrom(
        '=',
        '==',
        ' ',
        '\n',
        '+',
        '/',
        '-',
        '_',
        'A',
        'Q',
        'Zg',
        'Zm8',
        '\u0141',
        '\u00e9',
        '\0',
      ),
      fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString(coding)),
    );
    const text = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, (each) => {
        const bytes = Buffer.from(each, coding);
        expect(decode(each)).toEqual(bytes.toString(coding) === each ? bytes : undefined);
      }),
      { numRuns: 20_000 },
    );
  });
});
