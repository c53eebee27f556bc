import { createInstance } from 'i18next';
import english from '../../texts/pages/en.json';

export const languages = ['en', 'de', 'ar'] as const;
export type Language = (typeof languages)[number];

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

const keep = (language: Language): void => {
  try {
    localStorage.setItem(key, language);
  } catch {
    // As above.
  }
};

/** English ships in the main file, so there is a text even when another language's file does not arrive. */
const loaders: Record<Exclude<Language, 'en'>, () => Promise<{ default: unknown }>> = {
  de: () => import('../../texts/pages/de.json'),
  ar: () => import('../../texts/pages/ar.json'),
};

export const texts = createInstance();
const isRightToLeft = () => texts.language === 'ar';

export const changeLanguage = async (language: Language): Promise<void> => {
  if (language !== 'en' && !texts.hasResourceBundle(language, 'translation')) {
    try {
      texts.addResourceBundle(language, 'translation', (await loaders[language]()).default);
    } catch {
      return;
    }
  }
  await texts.changeLanguage(language);
  keep(language);
  document.documentElement.lang = language;
  document.documentElement.dir = isRightToLeft() ? 'rtl' : 'ltr';
};

export const startLanguage = async (): Promise<void> => {
  await texts.init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: english } },
    // React escapes. What is done here instead: a Latin name inside Arabic is isolated, or two of them
    // side by side would change places.
    interpolation: { escape: (value) => (isRightToLeft() ? `\u2068${value}\u2069` : value) },
  });
  const query = new URLSearchParams(location.search).get('lang');
  await changeLanguage(pickLanguage({ query, kept: keptLanguage(), preferred: navigator.languages }));
};
