export const languages = ['en', 'de', 'ar'] as const;
export type Language = (typeof languages)[number];

/** Each language is written in itself, so that whoever needs it can read it. */
export const ownNames: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch', ar: 'العربية' };

const key = 'regain.language';
const isLanguage = (value: string | null | undefined): value is Language =>
  (languages as readonly (string | null | undefined)[]).includes(value);

/** `?lang=`, then what was chosen before, then what the browser asks for, then English. */
export const pickLanguage = (asked: {
  readonly query: string | null;
  readonly kept: string | null;
  readonly preferred: readonly string[];
}): Language => {
  if (isLanguage(asked.query)) return asked.query;
  if (isLanguage(asked.kept)) return asked.kept;
  return asked.preferred.map((tag) => tag.split('-')[0]).find(isLanguage) ?? 'en';
};

const keptLanguage = (): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // Storage is switched off: the language then lasts for this page only.
  }
};

/** The language of this visit, before anything is drawn. */
export const languageOfVisit = (): Language =>
  pickLanguage({
    query: new URLSearchParams(location.search).get('lang'),
    kept: keptLanguage(),
    preferred: navigator.languages,
  });

/** Keeps the choice for the next visit and tells the document, from which style and screen reader take it. */
export const settleLanguage = (language: Language): void => {
  try {
    localStorage.setItem(key, language);
  } catch {
    // As above.
  }
  document.documentElement.lang = language;
  document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
};

/**
 * React escapes. What is done to a value in a sentence instead: a Latin name inside Arabic is isolated, or two of
 * them side by side would change places.
 */
export const isolate = (value: string, language: string | undefined): string =>
  language === 'ar' ? `\u2068${value}\u2069` : value;
