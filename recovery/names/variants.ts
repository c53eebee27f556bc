import { icaoArabic } from './icao-arabic.ts';
import { icaoCyrillic, icaoCyrillicFirst } from './icao-cyrillic.ts';
import { icaoGreek } from './icao-greek.ts';
import { icaoLatin, latinBase } from './icao-latin.ts';

/** Above this many renderings only the plain and the first-choice form count (rule 3). */
const maximumRenderings = 64;

const choices = (table: Readonly<Record<string, string>>) =>
  Object.entries(table).map(([letter, options]) => [letter, options.split('/')] as const);

const table: ReadonlyMap<string, readonly string[]> = new Map(
  [icaoLatin, icaoCyrillic, icaoGreek, icaoArabic].flatMap(choices),
);
const atStart: ReadonlyMap<string, readonly string[]> = new Map(choices(icaoCyrillicFirst));

/**
 * Marks that are diacritics: Latin, Greek and Cyrillic ones, Arabic vowel signs, Hebrew points. Not every `\p{M}`:
 * in Indic scripts those are the vowels, and dropping the kana voicing mark makes another syllable.
 */
const diacritics =
  /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]/gu;
const arabicVowelSigns =
  /[\u0610-\u061a\u064b-\u0650\u0652-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]/gu;
const shadda = '\u0651';
/** Letters of the Arabic language: those that shadda doubles. */
const arabicLetter = /^[\u0621-\u064a]$/u;

/** The word without diacritics, letters that do not decompose included. */
export function withoutDiacritics(word: string): string {
  const bare = word.normalize('NFD').replace(diacritics, '').normalize('NFC');
  let base = '';
  for (const letter of bare) base += latinBase[letter] ?? letter;
  return base;
}

/** Per letter (or Greek pair), the renderings it may have. */
function renderings(word: string): readonly (readonly string[])[] {
  const letters = [...word.replace(arabicVowelSigns, '')];
  const columns: (readonly string[])[] = [];
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] as string;
    const next = letters[at + 1];
    const pair = next === undefined ? undefined : table.get(letter + withoutTonos(next));
    if (pair !== undefined) {
      columns.push(pair);
      at++;
      continue;
    }
    const options = renderingsOfLetter(letter, at === 0);
    if (next === shadda) {
      const doubled = arabicLetter.test(letter) ? options.map((option) => option + option) : [];
      columns.push([...doubled, ...options]);
      at++;
      continue;
    }
    columns.push(options);
  }
  return columns;
}

function renderingsOfLetter(letter: string, first: boolean): readonly string[] {
  const bare = withoutDiacritics(letter);
  const options = table.get(letter) ?? table.get(bare) ?? [bare];
  return first ? [...options, ...(atStart.get(letter) ?? [])] : options;
}

function withoutTonos(letter: string): string {
  return letter
    .normalize('NFD')
    .replace(/\u0301/u, '')
    .normalize('NFC');
}

/** The recommended rendering of each letter: one Latin form, for coarse name keys. */
export function firstRendering(word: string): string {
  if (isAscii(word)) return word;
  return renderings(word)
    .map((options) => options[0])
    .join('');
}

/**
 * All forms in which a word may be printed (rule 3): without diacritics, and every rendering of the ICAO tables.
 * Never empty; the plain form comes first. Takes a word as `words` gives it.
 */
export function variants(word: string): readonly string[] {
  if (isAscii(word)) return [word];
  const plain = withoutDiacritics(word);
  const columns = renderings(word);
  const count = columns.reduce((product, options) => product * options.length, 1);
  if (count > maximumRenderings) return unique([plain, firstRendering(word)]);
  const rendered = columns.reduce<readonly string[]>(
    (prefixes, options) => prefixes.flatMap((prefix) => options.map((option) => prefix + option)),
    [''],
  );
  return unique([plain, ...rendered]);
}

/** Most words are: no table has an entry for them. Takes a word as `words` gives it. */
function isAscii(word: string): boolean {
  return /^[\0-\x7f]*$/u.test(word);
}

function unique(forms: readonly string[]): readonly string[] {
  return [...new Set(forms)].filter((form) => form !== '');
}

/**
 * A form that both words have, or null. Equivalence is symmetric and NOT transitive (rule 4): Müller is Muller and
 * Mueller, but Muller is not Mueller.
 */
export function commonForm(one: readonly string[], other: readonly string[]): string | null {
  return one.find((form) => other.includes(form)) ?? null;
}
