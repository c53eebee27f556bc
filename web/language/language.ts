import { createInstance } from 'i18next';
import english from '../../texts/pages/en.json';
import { isolate, type Language, type LanguageOffer, languageOfVisit, settleLanguage } from './choice.ts';

/** English ships in the main file, so there is a text even when another language's file does not arrive. */
const loaders: Record<Exclude<Language, 'en'>, () => Promise<{ default: unknown }>> = {
  de: () => import('../../texts/pages/de.json'),
  ar: () => import('../../texts/pages/ar.json'),
};

/** Of recoveries with a second device: files of their own, for whoever has one (D39). */
const phoneLoaders: Record<Language, () => Promise<{ default: unknown }>> = {
  en: () => import('../../texts/phone/en.json'),
  de: () => import('../../texts/phone/de.json'),
  ar: () => import('../../texts/phone/ar.json'),
};
let phoneIsNeeded = false;

export const texts = createInstance();

const addPhoneTexts = async (language: Language): Promise<void> => {
  if (texts.hasResourceBundle(language, 'phone')) return;
  texts.addResourceBundle(language, 'phone', (await phoneLoaders[language]()).default);
};

/** Before a page of a second device is drawn; from then on they follow the language like the others. */
export const loadPhoneTexts = async (): Promise<void> => {
  phoneIsNeeded = true;
  await Promise.all([addPhoneTexts('en'), addPhoneTexts(texts.language as Language)]);
};

export const changeLanguage = async (language: Language): Promise<void> => {
  if (phoneIsNeeded) await addPhoneTexts(language).catch(() => undefined);
  if (language !== 'en' && !texts.hasResourceBundle(language, 'translation')) {
    try {
      texts.addResourceBundle(language, 'translation', (await loaders[language]()).default);
    } catch {
      return;
    }
  }
  await texts.changeLanguage(language);
  settleLanguage(language);
};

export const startLanguage = async (offer: LanguageOffer): Promise<void> => {
  await texts.init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: english } },
    interpolation: { escape: (value) => isolate(value, texts.language) },
  });
  await changeLanguage(languageOfVisit(offer));
};
