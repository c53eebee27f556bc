import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { relaxedNames } from './compare-names.ts';
import { icaoArabic } from './icao-arabic.ts';
import { icaoCyrillic, icaoCyrillicFirst } from './icao-cyrillic.ts';
import { icaoGreek } from './icao-greek.ts';
import { icaoLatin } from './icao-latin.ts';
import { coarseForm, nameKeysOfAccount, nameKeysOfPresented } from './name-keys.ts';
import { anyName, denseName, word } from './test-names.ts';
import { variants } from './variants.ts';
import { words } from './words.ts';

function intersect(one: readonly string[], other: readonly string[]): boolean {
  return one.some((key) => other.includes(key));
}

/** A credential that prints the account's words in some rendering, shuffled between fields, with words of its own. */
const printed = fc
  .record({
    givenName: fc.oneof(anyName, denseName),
    surname: fc.oneof(anyName, denseName),
    picks: fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
    extra: fc.array(word, { maxLength: 3 }),
    surnameFirst: fc.boolean(),
    cut: fc.nat(8),
  })
  .map(({ givenName, surname, picks, extra, surnameFirst, cut }) => {
    const print = (name: string) =>
      words(name).map((each, at) => variants(each)[(picks[at % 8] ?? 0) % variants(each).length] ?? each);
    const given = print(givenName);
    const family = print(surname);
    const row = surnameFirst ? [...family, ...extra, ...given] : [...given, ...extra, ...family];
    return {
      account: { givenName, surname },
      presented: { givenName: row.slice(0, cut).join(' '), familyName: row.slice(cut).join(' ') },
    };
  });

describe('name keys (D18)', () => {
  test('relaxed match implies a key in common', () => {
    let matched = 0;
    fc.assert(
      fc.property(printed, ({ account, presented }) => {
        if (!relaxedNames(account, presented)) return;
        matched++;
        const stored = nameKeysOfAccount(account.givenName, account.surname);
        const asked = nameKeysOfPresented(presented.givenName, presented.familyName);
        expect(intersect(stored, asked)).toBe(true);
      }),
      { numRuns: 4000 },
    );
    expect(matched).toBeGreaterThan(1500);
  });

  test('the same for a name and itself, and for names that agree by accident', () => {
    fc.assert(
      fc.property(denseName, denseName, denseName, denseName, (givenName, surname, given, family) => {
        const stored = nameKeysOfAccount(givenName, surname);
        if (relaxedNames({ givenName, surname }, { givenName, familyName: surname })) {
          expect(intersect(stored, nameKeysOfPresented(givenName, surname))).toBe(true);
        }
        if (relaxedNames({ givenName, surname }, { givenName: given, familyName: family })) {
          expect(intersect(stored, nameKeysOfPresented(given, family))).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('at most 256 keys, short, sorted, without repeats, the same each time', () => {
    fc.assert(
      fc.property(anyName, anyName, (givenName, surname) => {
        for (const keysOf of [nameKeysOfAccount, nameKeysOfPresented]) {
          const keys = keysOf(givenName, surname);
          expect(keys.length).toBeLessThanOrEqual(256);
          expect(keys).toEqual([...new Set(keys)].sort());
          expect(keys).toEqual(keysOf(givenName, surname));
          expect(
            keys.every((key) => [...key].length <= 83 && key.isWellFormed() && !key.includes('\0')),
          ).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('names with very many renderings stay inside the bound, on both sides, and are found', () => {
    const many = 'Григорий'; // 17 forms
    expect(variants(words(many)[0] as string).length).toBeGreaterThan(16);
    const stored = nameKeysOfAccount(many, many);
    const asked = nameKeysOfPresented(`${many} ${many}`, `${many} ${many}`);
    expect([stored.length <= 256, asked.length <= 256, intersect(stored, asked)]).toEqual([true, true, true]);
    expect(intersect(stored, nameKeysOfPresented('Grigorii', 'Hryhoryi'))).toBe(true);
    expect(intersect(nameKeysOfAccount('Grigorii', 'Hryhoryi'), asked)).toBe(true);
    expect(nameKeysOfPresented('Григорий '.repeat(8), 'Григорий '.repeat(8)).length).toBeLessThanOrEqual(256);
  });

  test('keys are selective: other people with ordinary names share none', () => {
    expect(nameKeysOfAccount('Maria', 'Garcia')).toEqual(['C:krk pr', 'F:garcia maria']);
    expect(nameKeysOfPresented('Maria Elena', 'Garcia')).toEqual([
      'F:elena garcia',
      'F:elena maria',
      'F:garcia maria',
      'X:krk ln',
      'X:krk pr',
      'X:ln pr',
    ]);
    expect(intersect(nameKeysOfAccount('Mario', 'Garcia'), nameKeysOfPresented('Maria', 'Garcia'))).toBe(
      false,
    );
  });

  test.each([
    ['', 'Suharto'],
    ['Ana', ''],
    ['  ', '-'],
  ])('blank fields give no keys: "%s" "%s"', (givenName, surname) => {
    expect([nameKeysOfAccount(givenName, surname), nameKeysOfPresented(givenName, surname)]).toEqual([
      [],
      [],
    ]);
  });

  test('every rendering of a word has one and the same coarse form, letter by letter of every table', () => {
    const tables = [icaoLatin, icaoCyrillic, icaoCyrillicFirst, icaoGreek, icaoArabic];
    for (const letter of tables.flatMap((each) => Object.keys(each))) {
      for (const text of [letter, `b${letter}d`, `${letter}${letter}r`]) {
        const coarse = new Set(variants(text).map(coarseForm));
        expect([text, ...coarse]).toEqual([text, coarseForm(text)]);
      }
    }
  });

  test('every rendering of a word has one and the same coarse form, for words', () => {
    fc.assert(
      fc.property(word, (text) => {
        for (const each of words(text)) {
          expect([...new Set(variants(each).map(coarseForm))]).toEqual([coarseForm(each)]);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
