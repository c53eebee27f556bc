import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chooseLanguage, composeMail, loadTexts } from './index.ts';

type Tree = { readonly [key: string]: string | Tree };

const here = import.meta.dirname;
const read = (path: string): Tree => JSON.parse(readFileSync(join(here, path), 'utf8'));
const languages = ['en', 'de', 'ar'];

const textsOf = (tree: Tree, prefix = ''): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...textsOf(value, `${prefix}${key}.`)],
    ),
  );

const pluralEnding = /_(zero|one|two|few|many|other)$/;
const withoutPlurals = (keys: Iterable<string>) => [
  ...new Set([...keys].map((key) => key.replace(pluralEnding, ''))),
];
const variablesOf = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();

/** The portal's catalogues: one folder per section. */
const sections = readdirSync(join(here, 'portal'));

describe.each([
  'pages',
  'phone',
  'visit',
  'mails',
  'verifier',
  ...sections.map((section) => `portal/${section}`),
])('%s', (kind) => {
  const english = textsOf(read(`${kind}/en.json`));
  const notes = Object.keys(read(`notes/${kind}.json`));
  const variablesOfForms = (key: string) => {
    const forms = [...english].filter(([each]) => withoutPlurals([each])[0] === withoutPlurals([key])[0]);
    return forms.flatMap(([, text]) => variablesOf(text));
  };

  test.each(languages)('%s has the same keys as English', (language) => {
    const own = textsOf(read(`${kind}/${language}.json`));
    expect(withoutPlurals(own.keys()).sort()).toEqual(withoutPlurals(english.keys()).sort());
  });

  test.each(languages)('%s has every plural form of its language', (language) => {
    const own = textsOf(read(`${kind}/${language}.json`));
    const plural = withoutPlurals([...own.keys()].filter((key) => pluralEnding.test(key)));
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const missing = plural.flatMap((key) =>
      forms.map((form) => `${key}_${form}`).filter((each) => !own.has(each)),
    );
    expect(missing).toEqual([]);
  });

  test.each(languages)('%s uses the same variables as English, and no text is empty', (language) => {
    const own = textsOf(read(`${kind}/${language}.json`));
    const wrong = [...own].filter(([key, text]) => {
      if (text.trim() === '') return true;
      // A form may leave its number out ("one person"), or have it written by the locale beside `count`.
      if (pluralEnding.test(key))
        return variablesOf(text).some(
          (each) => each !== '{{count}}' && !variablesOfForms(key).includes(each),
        );
      return variablesOf(text).join() !== variablesOf(english.get(key) ?? '').join();
    });
    expect(wrong).toEqual([]);
  });

  test('every text has a note for translators, and every note a text', () => {
    const covers = (note: string, key: string) => key === note || key.startsWith(`${note}.`);
    const keys = [...english.keys()];
    expect(keys.filter((key) => !notes.some((note) => covers(note, key)))).toEqual([]);
    expect(notes.filter((note) => !keys.some((key) => covers(note, key)))).toEqual([]);
  });

  test('house words: no exclamation marks, no "oops", no jargon', () => {
    const wrong = [...english].filter(([, text]) => /!|\boops\b|\bVP\b|\bDCQL\b|\bIDV\b/i.test(text));
    expect(wrong).toEqual([]);
  });
});

const web = join(here, '../web');
/** Everything written in TypeScript below a folder of `web/`, as one text. */
const codeOf = (filter: (path: string) => boolean): string =>
  readdirSync(web, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/node_modules|dist/.test(path) && filter(path))
    .map((path) => readFileSync(join(web, path), 'utf8'))
    .join('\n');
const usedIn = (code: string): readonly string[] =>
  [...code.matchAll(/\bt\(\s*(['`])([^'`]+)\1/g)].map((match) => match[2] ?? '');
/** Every key that is pieced together, whatever it is given to: `check.${code}.why`. Comments have backticks of their own. */
const piecedIn = (code: string): readonly string[] =>
  code
    .split('\n')
    .filter((line) => !/^\s*(\*|\/[/*])/.test(line))
    .flatMap((line) => [...line.matchAll(/`((?:[\w.-]|\$\{(?:[^{}]|\{[^{}]*\})*\})+)`/g)])
    .map(([, text = '']) => text);
/** `errors.${code}` stands for every key below `errors`. */
const patternsOf = (used: readonly string[]): readonly RegExp[] =>
  used.map(
    (key) =>
      new RegExp(`^${key.replaceAll('.', '\\.').replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '[\\w -]+')}$`),
  );

describe('keys in the pages', () => {
  const code = codeOf((path) => !/^(admin|mock)\//.test(path));
  // `phone` and `visit` come later than `pages`, to the same pages; which of them a key is in, the compiler checks.
  const keys = ['pages', 'phone', 'visit'].flatMap((kind) =>
    withoutPlurals(textsOf(read(`${kind}/en.json`)).keys()),
  );
  const used = usedIn(code);
  const patterns = patternsOf(used);

  test('every key used in the pages exists', () => {
    expect(used.filter((_, index) => !keys.some((key) => patterns[index]?.test(key)))).toEqual([]);
  });

  test('every key is used; errors.* are named by the server', () => {
    const idle = keys.filter(
      (key) => !/^(meta|errors)\./.test(key) && !patterns.some((pattern) => pattern.test(key)),
    );
    // In a conditional the key stands alone, so `t('…')` does not show it.
    expect(idle.filter((key) => !code.includes(`'${key}'`))).toEqual([]);
  });
});

describe('keys in the portal', () => {
  // The mock shows every part of the kit, and stock words (Save) that a section may come to need.
  const code = codeOf((path) => /^(admin|mock)\//.test(path));
  const patterns = patternsOf([...usedIn(code), ...piecedIn(code)]);
  // `record` has a text for every word of the record; `checks/record-is-explained.ts` compares the two.
  const shown = sections.filter((section) => section !== 'record' && code.includes(`useTexts('${section}')`));

  test('the frame is shown at least', () => {
    expect(shown).toContain('frame');
  });

  // That a key exists is checked by the compiler here (`web/language/keys.d.ts`).
  test.each(shown)('%s: every key is used; errors and fieldErrors are named by the server', (section) => {
    const keys = withoutPlurals(textsOf(read(`portal/${section}/en.json`)).keys());
    const idle = keys.filter(
      (key) =>
        !/^(errors|fieldErrors)\./.test(key) &&
        !patterns.some((pattern) => pattern.test(key)) &&
        !code.includes(`'${key}'`),
    );
    expect(idle).toEqual([]);
  });
});

describe('mails', () => {
  const values = {
    name: 'Mara',
    time: '2026-05-03T12:05:00.000Z',
    until: '2026-05-04T12:05:00.000Z',
    link: 'https://a.example/recover/not-me#x',
    added: JSON.stringify([{ kind: 'passkey', label: 'Firefox, Windows' }]),
    disabled: JSON.stringify([
      { kind: 'password', label: '' },
      { kind: 'totp', label: '' },
    ]),
  };

  test('a method without a label goes by its kind, in the language of the mail', () => {
    const { text } = composeMail({ kind: 'recovered', language: 'de', values });
    expect(text).toContain('Neu: Passkey (Firefox, Windows)\nGilt nicht mehr: Passwort, Authenticator-App\n');
  });

  test('an empty list says so', () => {
    const { text } = composeMail({
      kind: 'recovered',
      language: 'en',
      values: { ...values, disabled: '[]' },
    });
    expect(text).toContain('No longer works: Nothing\n');
  });

  test.each(languages)('%s: every variable of every kind is filled', (language) => {
    const mails = ['recoveryStarted', 'recovered', 'recoveryWaiting'].map((kind) =>
      composeMail({ kind, language, values }),
    );
    expect(mails.filter(({ subject, text }) => /\{\{|undefined/.test(subject + text))).toEqual([]);
    expect(mails.every(({ subject }) => subject !== '' && !subject.includes('.subject'))).toBe(true);
    expect(mails[0]?.text).toContain(values.link);
  });
});

describe('pages that the server writes itself', () => {
  test('in the first language of the browser that there are texts in', () => {
    expect(chooseLanguage(['fr', 'de', 'en'])).toBe('de');
    expect(chooseLanguage(['fr'])).toBe('en');
    expect(chooseLanguage([])).toBe('en');
  });

  test('a key is found by its path, own members only; one that is not there stands for itself', () => {
    const t = loadTexts('verifier', 'de');
    expect(t('state.accepted')).toBe('Angenommen');
    expect(['state', 'state.x', 'state.constructor', 'title.length'].map(t)).toEqual([
      ...['state', 'state.x', 'state.constructor', 'title.length'],
    ]);
  });
});
