export const languages = ['en', 'de', 'ar'] as const;
export type Language = (typeof languages)[number];

/** Each language is written in itself, so that whoever needs it can read it. */
export const ownNames: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch', ar: 'العربية' };

const key = 'regain.language';
const isLanguage = (value: string | null | undefined): value is Language =>
  (languages as readonly (string | null | undefined)[]).includes(value);

/** What an organisation offers, and what stands in for whoever asks for something else. */
export interface LanguageOffer {
  readonly languages: readonly string[];
  readonly language: string;
}
const everything: LanguageOffer = { languages, language: 'en' };

/** `?lang=`, then what was chosen before, then what the browser asks for, then the organisation's own. */
export const pickLanguage = (
  asked: {
    readonly query: string | null;
    readonly kept: string | null;
    readonly preferred: readonly string[];
  },
  offer: LanguageOffer = everything,
): Language => {
  const isOffered = (value: string | null | undefined): value is Language =>
    isLanguage(value) && offer.languages.includes(value);
  if (isOffered(asked.query)) return asked.query;
  if (isOffered(asked.kept)) return asked.kept;
  const [own] = offer.language.split('-');
  return asked.preferred.map((tag) => tag.split('-')[0]).find(isOffered) ?? (isLanguage(own) ? own : 'en');
};

const keptLanguage = (): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // Storage is switched off: the language then lasts for this page only.
  }
};

/** The language of this visit, before anything is drawn. */
export const languageOfVisit = (offer?: LanguageOffer): Language =>
  pickLanguage(
    {
      query: new URLSearchParams(location.search).get('lang'),
      kept: keptLanguage(),
      preferred: navigator.languages,
    },
    offer,
  );

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
