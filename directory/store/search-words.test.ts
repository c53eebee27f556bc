import { expect, test } from 'vitest';
import { searchQueryOf, searchVectorOf, sortNameOf } from './search-words.ts';

const nobody = { accountName: '', givenName: '', surname: '', employeeNumber: '', mails: [] };

test.each([
  ['Müller', ["'muller'", "'mueller'"]],
  ['Smith-Jones', ["'smith-jones'", "'smith'", "'jones'"]],
  ['Łódź', ["'lodz'"]],
  ['Østby', ["'ostby'", "'oestby'"]],
  ["O'Brien", ["'o''brien'", "'o'", "'brien'"]],
  ['back\\slash', ["'back\\\\slash'", "'back'", "'slash'"]],
  ['Ελένη', ["'ελενη'"]],
  ['محمد', ["'محمد'"]],
  ['nul\0', ["'nul\uFFFD'", "'nul'"]],
])('the words of %s', (surname, words) => {
  expect(searchVectorOf({ ...nobody, surname })).toBe(words.join(' '));
});

test('account name in its parts, mail and number whole, no word twice', () => {
  expect(
    searchVectorOf({
      accountName: 'mara.l',
      givenName: 'Mara',
      surname: 'Lindqvist',
      employeeNumber: 'E-17',
      mails: [{ mail: 'Mara@Example.org' }],
    }),
  ).toBe("'mara.l' 'mara' 'l' 'lindqvist' 'e-17' 'mara@example.org'");
});

test.each([
  ['Lind MARÁ', "'lind':* & 'mara':*"],
  ['  ', null],
  ["x' | 'y", "'x''':* & '|':* & '''y':*"],
  ['a b c d e f g h i j', "'a':* & 'b':* & 'c':* & 'd':* & 'e':* & 'f':* & 'g':* & 'h':*"],
])('what %s asks for', (typed, query) => {
  expect(searchQueryOf(typed)).toBe(query);
});

test('lists are sorted by surname without marks', () => {
  expect(sortNameOf({ givenName: 'Åsa', surname: ' Öberg' })).toBe('oberg asa');
});

test('a word of ten thousand letters is found by its beginning', () => {
  expect(searchVectorOf({ ...nobody, surname: 'x'.repeat(10_000) })).toBe(`'${'x'.repeat(100)}'`);
});
