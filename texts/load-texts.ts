import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const languages = ['en', 'de', 'ar'] as const;
export type Language = (typeof languages)[number];

interface Catalogue {
  readonly [key: string]: string | Catalogue;
}

const kept = new Map<string, Catalogue>();

/** The first language of a list that there are texts in; else English. */
export function chooseLanguage(wanted: readonly string[]): Language {
  return wanted.flatMap((each) => languages.find((language) => language === each) ?? [])[0] ?? 'en';
}

/**
 * One catalogue for pages that the server writes itself: key (`state.waiting`) → sentence. A key that is not there stands for
 * itself; texts hold no values.
 */
export function loadTexts(part: string, language: Language): (key: string) => string {
  const file = resolve(import.meta.dirname, part, `${language}.json`);
  const catalogue = kept.get(file) ?? (JSON.parse(readFileSync(file, 'utf8')) as Catalogue);
  kept.set(file, catalogue);
  return (key) => {
    const found = key
      .split('.')
      .reduce<string | Catalogue | undefined>(
        (at, name) => (typeof at === 'object' && Object.hasOwn(at, name) ? at[name] : undefined),
        catalogue,
      );
    return typeof found === 'string' ? found : key;
  };
}
