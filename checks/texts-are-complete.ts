/**
 * Texts are complete: each catalogue `texts/<part>/<language>.json` has the same keys as the
 * English one, with the same placeholders, and no text is empty. Plural forms (`key_one`, `key_few` …) differ by
 * language, so they count as one key. `texts/reviews.json` says of each
 * catalogue that is a translation whether somebody who speaks the language has read it.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { listFiles, projectFolder, report } from './project-files.ts';

type Catalogue = { readonly [key: string]: string | Catalogue };

const catalogueFile = /^texts\/(?<part>.+)\/(?<language>[a-z]{2}(?:-[A-Z]{2})?)\.json$/;
const pluralForm = /_(zero|one|two|few|many|other)$/;

function flatten(catalogue: Catalogue, above = ''): readonly (readonly [string, string])[] {
  return Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${above}${key}`, value] as const] : flatten(value, `${above}${key}.`),
  );
}

/** language → key → text; the key begins with the catalogue's own name. */
const languages = new Map<string, Map<string, string>>();
for (const file of listFiles('texts')) {
  const { part, language } = catalogueFile.exec(file)?.groups ?? {};
  if (language === undefined) continue;
  const texts = languages.get(language) ?? new Map<string, string>();
  const catalogue = JSON.parse(readFileSync(resolve(projectFolder, file), 'utf8')) as Catalogue;
  for (const [key, text] of flatten(catalogue, `${part}:`)) texts.set(key, text);
  languages.set(language, texts);
}

/** As it stands in `texts/reviews.json`: not yet, or by whom and when. */
const review = /^(not reviewed by a native speaker|reviewed by .+, \d{4}-\d{2}-\d{2})$/;
const reviews = JSON.parse(readFileSync(resolve(projectFolder, 'texts/reviews.json'), 'utf8')) as Readonly<
  Record<string, Readonly<Record<string, string>>>
>;

function findUnmarked(language: string, texts: ReadonlyMap<string, string>): readonly string[] {
  const parts = [...new Set([...texts.keys()].map((key) => key.slice(0, key.indexOf(':'))))];
  const marks = reviews[language] ?? {};
  return [
    ...parts
      .filter((part) => !review.test(marks[part] ?? ''))
      .map((part) => `texts/reviews.json does not say who has read ${part} in ${language}`),
    ...Object.keys(marks)
      .filter((part) => !parts.includes(part))
      .map((part) => `texts/reviews.json tells of ${part} in ${language}, which is not there`),
  ];
}

const placeholders = (text: string) =>
  [...new Set(text.match(/\{\{[^}]+\}\}|<\/?\d+>|<\/?[a-z]+>/g) ?? [])].sort().join(' ');
const keysOf = (texts: ReadonlyMap<string, string>) =>
  new Set([...texts.keys()].map((key) => key.replace(pluralForm, '')));
const english = languages.get('en') ?? new Map<string, string>();
const englishKeys = keysOf(english);

report(
  [
    ...(english.size === 0 ? ['texts/: no English catalogue was found'] : []),
    ...[...languages].flatMap(([language, texts]) => {
      const keys = keysOf(texts);
      return [
        ...[...englishKeys].filter((key) => !keys.has(key)).map((key) => `${language}: ${key} is missing`),
        ...[...keys]
          .filter((key) => !englishKeys.has(key))
          .map((key) => `${language}: ${key} is not in English`),
        ...[...texts].filter(([, text]) => text.trim() === '').map(([key]) => `${language}: ${key} is empty`),
        ...[...texts]
          .filter(([key]) => !pluralForm.test(key))
          .filter(
            ([key, text]) => english.has(key) && placeholders(english.get(key) ?? '') !== placeholders(text),
          )
          .map(([key]) => `${language}: ${key} has other placeholders than in English`),
        ...(language === 'en' ? [] : findUnmarked(language, texts)),
      ];
    }),
  ],
  `${englishKeys.size} texts in ${languages.size} languages.`,
);
