import { describe, expect, test } from 'vitest';
import type { AdminProblem } from '../admin-problem.ts';
import { newPerson, parseFields, personChanges } from './person-fields.ts';

const mara = { accountName: 'mara.lindqvist', givenName: 'Mara', surname: 'Lindqvist' };

describe('what a person may be', () => {
  test('a name is enough; what is not said is nothing', () => {
    expect(parseFields(newPerson, mara)).toEqual({
      ...mara,
      birthDate: null,
      country: null,
      employeeNumber: '',
      mails: [],
      enabled: true,
      groups: [],
    });
  });

  test.each([
    ['Arabic', 'محمد'],
    ['Persian with its joiner', 'علی\u200cرضا'],
    ['an apostrophe', 'O’Neill'],
    ['a script tag is only text', '<script>alert(1)</script>'],
    ['a formula is only text', '=cmd|calc'],
    ['100 letters', 'x'.repeat(100)],
  ])('%s', (_, surname) => {
    expect(parseFields(newPerson, { ...mara, surname }).surname).toBe(surname);
  });

  test('space around is dropped, a country is made capital', () => {
    expect(parseFields(personChanges, { givenName: ' Mara ', country: 'de' })).toEqual({
      givenName: 'Mara',
      country: 'DE',
    });
  });
});

describe('what nobody may be', () => {
  test.each<[string, unknown, string]>([
    ['accountName', '', 'required'],
    ['accountName', ' ', 'required'],
    ['accountName', 'mara lindqvist', 'whitespace'],
    ['accountName', 'x'.repeat(101), 'tooLong'],
    ['givenName', '', 'required'],
    ['surname', 'x'.repeat(10_000), 'tooLong'],
    ['surname', 'Lind\u0000qvist', 'controlCharacters'],
    ['surname', 'Lind\nqvist', 'controlCharacters'],
    ['surname', '\uD800', 'controlCharacters'],
    ['surname', '\u202Etsivqdnil', 'hiddenCharacters'],
    ['surname', 'Lind\u200Bqvist', 'hiddenCharacters'],
    ['surname', '\u2066x\u2069', 'hiddenCharacters'],
    ['birthDate', '1988-02-30', 'notADate'],
    ['birthDate', '12.04.1988', 'notADate'],
    ['birthDate', '', 'notADate'],
    ['birthDate', '0001-01-01', 'tooLongAgo'],
    ['country', 'XX', 'notACountry'],
    ['country', 'Germany', 'notACountry'],
    ['employeeNumber', 'x'.repeat(65), 'tooLong'],
    ['mails', ['nobody'], 'notAMail'],
    ['mails', ['a@b@c.org'], 'notAMail'],
    ['mails', Array.from({ length: 21 }, (_, i) => `m${i}@example.org`), 'tooMany'],
    ['groups', [''], 'required'],
    ['roles', ['Auditor'], 'unknownField'],
  ])('%s %j', (field, value, code) => {
    let problem: AdminProblem | null = null;
    try {
      parseFields(newPerson, { ...mara, [field]: value });
    } catch (cause) {
      problem = cause as AdminProblem;
    }
    expect(problem?.code).toBe('invalid');
    expect(problem?.fields.map((each) => each.code)).toContain(code);
    if (code !== 'unknownField') expect(problem?.fields[0]?.field.split('.')[0]).toBe(field);
  });
});
