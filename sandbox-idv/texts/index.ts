/**
 * Every sentence a person reads at this provider, by language.
 *
 * Owns: the catalogues and the choice among them. Does not: know pages. English is the source; a catalogue must be
 * complete, so that one page never mixes languages. Called by: `pages/`, `issuance/metadata.ts` (display names).
 */
import { ar } from './ar.ts';
import { de } from './de.ts';
import { type Catalogue, en, type TextKey } from './en.ts';

export type { TextKey } from './en.ts';

export const CATALOGUES = { en, de, ar } as const satisfies Record<string, Catalogue>;
export type Language = keyof typeof CATALOGUES;

export type Translate = (key: TextKey, values?: Readonly<Record<string, string>>) => string;

/** The catalogue for a BCP 47 tag such as `de-AT`; English when there is none. */
export function chooseLanguage(locale: string | undefined): Language {
  const primary = locale?.split('-')[0]?.toLowerCase() ?? 'en';
  return primary === 'de' || primary === 'ar' ? primary : 'en';
}

export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr');

export function createTranslate(language: Language): Translate {
  const catalogue: Catalogue = CATALOGUES[language];
  return (key, values = {}) =>
    catalogue[key].replace(/\{(\w+)\}/g, (_match, name: string) => values[name] ?? '');
}
