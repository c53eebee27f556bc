import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactNames, relaxedNames, traceNames } from './compare-names.ts';
import { anyName, latinName } from './test-names.ts';

const table = [
  // id, directory first, directory last, credential first, credential last, exact, relaxed
  ['N1', 'Maria', 'Garcia', 'Maria Elena', 'Garcia Lopez', false, true],
  ['N2', 'Maria', 'Garcia', 'Maria Elena Garcia Lopez', '', false, true],
  ['N3', 'Garcia', 'Maria', 'Maria', 'Garcia', false, true],
  ['N4', 'John', 'Smith', 'Jonathan', 'Smith', false, false],
  ['N5', 'Jim', 'Jones', 'James', 'Jones', false, false],
  ['N6', 'Mary Ann', 'Lee', 'Mary Ann', 'Lee', true, true],
  ['N7', 'James', 'James', 'James', 'Smith', false, false],
  ['N8', 'Anna', 'Müller', 'Anna', 'Mueller', false, true],
  ['N9', 'Anna', 'Müller', 'ANNA', 'MULLER', false, true],
  ['N10', 'Anna', 'Mueller', 'Anna', 'Muller', false, false],
  ['N11', 'anna', 'müller', 'ANNA', 'MÜLLER', true, true],
  ['N12', 'James', 'James', 'James', 'James', true, true],
  ['N13', 'Mary Ann', 'Lee', 'Mary', 'Lee', false, false],
  ['N14', 'Mary Ann', 'Lee', 'Lee Mary', 'Ann', false, true],
  ['N15', 'Mary Ann', 'Lee', 'Ann Mary', 'Lee', false, false],
  ['N16', 'Ana', 'Garcia-Lopez', 'Ana', 'Garcia Lopez', false, true],
  ['N17', 'Siobhán', "O'Connor", 'SIOBHAN', 'OCONNOR', false, true],
  ['N18', 'Ana', 'Ibáñez', 'ANA', 'IBANXXEZ', false, true],
  ['N19', 'Алексей', 'Иванов', 'ALEKSEI', 'IVANOV', false, true],
  ['N20', '', 'Suharto', 'Suharto', '', false, false],
  ['N21', 'Maria', 'Garcia', 'MARIA ELENA', 'GARCIA', false, true],
] as const;

describe('names: the table of behaviour.md 3.5', () => {
  test.each(table)('%s: %s / %s against %s / %s', (_, givenName, surname, given, family, exact, relaxed) => {
    const account = { givenName, surname };
    const presented = { givenName: given, familyName: family };
    expect({ exact: exactNames(account, presented), relaxed: relaxedNames(account, presented) }).toEqual({
      exact,
      relaxed,
    });
  });

  test('N22: of the 16 ordered pairs out of a four-word name, 12 match (T9)', () => {
    const parts = ['Ana', 'Beatriz', 'Costa', 'Duarte'];
    const presented = { givenName: 'Ana Beatriz', familyName: 'Costa Duarte' };
    const matched = parts.flatMap((givenName) =>
      parts.filter((surname) => relaxedNames({ givenName, surname }, presented)).map((s) => [givenName, s]),
    );
    expect(matched).toHaveLength(12);
    expect(matched.every(([givenName, surname]) => givenName !== surname)).toBe(true);
  });
});

describe('names: scripts, marks and punctuation', () => {
  test.each([
    ['ÅSE', 'Ødegård', 'Aase', 'Oedegaard', true],
    ['Łukasz', 'Đorđević', 'LUKASZ', 'DORDEVIC', true],
    ['Jürgen', 'Weiß', 'JUXXRGEN', 'WEISS', true],
    ['Þór', 'Ægisson', 'THOR', 'AEGISSON', true],
    ['Işık', 'Yıldız', 'ISIK', 'YILDIZ', true],
    ['Inês', 'd’Ávila', 'INES', 'DAVILA', true],
    ['Sean', 'O´Connor', 'SEAN', "O'CONNOR", true],
    ['Ana', 'Smith', 'Ana', 'Sm\u00adith\u200b', true],
    ['Xavier', 'Gal·la', 'XAVIER', 'GALLA', true],
    ['José', 'García', 'Jose\u0301', 'GARCI\u0301A', true],
    ['Хрїстя', 'Щербак', 'KHRISTIA', 'SHCHERBAK', true],
    ['Ђорђе', 'Шешељ', 'DORDE', 'SESELJ', true],
    ['Юлія', 'Єременко', 'YULIIA', 'YEREMENKO', true],
    ['Γεώργιος', 'Παπαδόπουλος', 'GEORGIOS', 'PAPADOPOULOS', true],
    ['Ευάγγελος', 'Μπάμπης', 'EVANGELOS', 'BAMPIS', true],
    ['جمال', 'الناصر', 'JMAL', 'ALNAXSSR', true],
    ['محمّد', 'الشماع', 'MXHMMD', 'ALXSHMAE', true],
    ['फ़ातिमा', 'राम', 'फ़ातिमा', 'रमा', false],
    ['かき', 'はな', 'がき', 'はな', false],
    ['Ana', "-'.", 'Ana', "-'.", false],
  ])('%s %s against %s %s: %s', (givenName, surname, given, familyName, expected) => {
    expect(relaxedNames({ givenName, surname }, { givenName: given, familyName })).toBe(expected);
  });

  test('a name field without a word never matches, not even exactly', () => {
    expect(exactNames({ givenName: '', surname: 'Suharto' }, { givenName: '', familyName: 'Suharto' })).toBe(
      false,
    );
    expect(exactNames({ givenName: ' - ', surname: 'Lee' }, { givenName: ' - ', familyName: 'Lee' })).toBe(
      false,
    );
  });

  test('more than 16 credential words are not compared: subset matching against a wall of words (T9)', () => {
    const account = { givenName: 'Maria', surname: 'Garcia' };
    const wall = (count: number) => ({ givenName: 'Maria Garcia', familyName: 'x '.repeat(count - 2) });
    expect([relaxedNames(account, wall(16)), relaxedNames(account, wall(17))]).toEqual([true, false]);
    const long = 'x '.repeat(9);
    expect(exactNames({ givenName: long, surname: long }, { givenName: long, familyName: long })).toBe(false);
  });

  test('no word twice over, however the repeats lie (rule 5)', () => {
    const credential = { givenName: 'a a b', familyName: 'a b' };
    const cases = [
      ['a b', 'a a', true],
      ['a b', 'a b', true],
      ['b a', 'a a', true],
      ['b b a', 'a a', false],
      ['b a', 'a a a', false],
      ['a a a', 'a', false],
      ['a b', 'a a b', true],
      ['b b', 'a a a', true],
    ] as const;
    for (const [givenName, surname, expected] of cases) {
      expect([givenName, surname, relaxedNames({ givenName, surname }, credential)]).toEqual([
        givenName,
        surname,
        expected,
      ]);
    }
  });
});

describe('names: properties', () => {
  test('rule 1: exact implies relaxed', () => {
    fc.assert(
      fc.property(anyName, anyName, fc.boolean(), (givenName, surname, upper) => {
        const change = (name: string) => (upper ? name.toUpperCase() : ` ${name} `);
        const presented = { givenName: change(givenName), familyName: change(surname) };
        const account = { givenName, surname };
        expect(!exactNames(account, presented) || relaxedNames(account, presented)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test('a name matches itself exactly, unless a field holds no word', () => {
    fc.assert(
      fc.property(latinName, latinName, (givenName, surname) => {
        expect(exactNames({ givenName, surname }, { givenName, familyName: surname })).toBe(true);
      }),
    );
  });

  test('one word on each side: relaxed is symmetric', () => {
    const word = latinName.map((name) => name.replace(/[ '-]/gu, ''));
    fc.assert(
      fc.property(word, word, word, word, (a, b, c, d) => {
        expect(relaxedNames({ givenName: a, surname: b }, { givenName: c, familyName: d })).toBe(
          relaxedNames({ givenName: c, surname: d }, { givenName: a, familyName: b }),
        );
      }),
    );
  });

  test('rule 4: equivalence of words is not transitive', () => {
    const same = (a: string, b: string) =>
      relaxedNames({ givenName: 'Anna', surname: a }, { givenName: 'Anna', familyName: b });
    expect([same('Müller', 'Muller'), same('Müller', 'Mueller'), same('Muller', 'Mueller')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('rule 7: extra credential words never hurt, up to the limit', () => {
    fc.assert(
      fc.property(latinName, latinName, latinName, (givenName, surname, extra) => {
        const presented = { givenName: `${givenName} ${extra}`, familyName: surname };
        expect(relaxedNames({ givenName, surname }, presented)).toBe(true);
      }),
    );
  });
});

describe('names: the trace says which rule matched which word', () => {
  test('relaxed', () => {
    const trace = traceNames(
      { givenName: 'Inês', surname: 'Müller' },
      { givenName: 'INES', familyName: 'LEE MUELLER' },
      'relaxed',
    );
    expect(trace).toEqual({
      rule: 'relaxed',
      problem: null,
      words: [
        {
          field: 'givenName',
          word: 'inês',
          matched: { word: 'ines', position: 0, how: 'withoutDiacritics' },
        },
        {
          field: 'surname',
          word: 'müller',
          matched: { word: 'mueller', position: 2, how: 'transliterated' },
        },
      ],
    });
  });

  test.each([
    ['exact', 'Ana', 'Lee', 'Ana', 'Lee', 'exact', null],
    ['exact', 'Ana', 'Lee', 'Ana Maria', 'Lee', null, 'notExact'],
    ['relaxed', '', 'Lee', '', 'Lee', null, 'blankField'],
    ['relaxed', 'Ana', 'Lee', 'Ana', 'Lea', null, 'unmatchedWord'],
    ['relaxed', 'Mary Ann', 'Lee', 'Ann Mary', 'Lee', null, 'wordOrder'],
    ['relaxed', 'James', 'James', 'James', 'Smith', null, 'wordOrder'],
    ['relaxed', 'Ana', 'Lee', 'Ana Lee', 'x '.repeat(15), null, 'tooManyWords'],
  ] as const)('%s: %s %s against %s %s', (level, givenName, surname, given, familyName, rule, problem) => {
    const trace = traceNames({ givenName, surname }, { givenName: given, familyName }, level);
    expect({ rule: trace.rule, problem: trace.problem }).toEqual({ rule, problem });
  });
});
