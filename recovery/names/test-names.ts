import fc from 'fast-check';
import { icaoArabic } from './icao-arabic.ts';
import { icaoCyrillic } from './icao-cyrillic.ts';
import { icaoGreek } from './icao-greek.ts';
import { icaoLatin, latinBase } from './icao-latin.ts';

const ascii = [...'abcdefghijklmnopqrstuvwxyz'];
const latin = [
  ...ascii,
  ...ascii,
  ...Object.keys(icaoLatin),
  ...Object.keys(latinBase),
  ...'áéíóúàâçčšžřőűřșțİßẞ',
];
const cyrillic = Object.keys(icaoCyrillic);
const greek = [...Object.keys(icaoGreek), ...'άέήίόύώϊϋΐΰς'];
const arabic = [...Object.keys(icaoArabic), '\u0651', '\u064e', '\u064f\u0651'];

const scriptWord = (letters: readonly string[]) =>
  fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 9 }).map((each) => each.join(''));

/** A word of one script, every letter of the tables included. */
export const word = fc.oneof(scriptWord(latin), scriptWord(cyrillic), scriptWord(greek), scriptWord(arabic));

const joined = (words: fc.Arbitrary<string>) =>
  fc
    .tuple(fc.array(words, { minLength: 1, maxLength: 3 }), fc.constantFrom(' ', '-', ' ', "' "))
    .map(([parts, glue]) => parts.join(glue));

/** One to three Latin words: what most people are called. */
export const latinName = joined(scriptWord(latin));

/** Anything that may stand in a name field, odd code points included. */
export const anyName = fc.oneof(
  joined(word),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: 'binary' }),
);

/** Few letters, so that words often agree by accident. */
export const denseName = joined(scriptWord(['ü', 'ue', 'u', 'n', 'ñ', 'x', 'г', 'h', 'g']));
