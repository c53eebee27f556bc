import { createInstance } from 'i18next';
import english from '../../texts/pages/en.json';
import { isolate, type Language, type LanguageOffer, languageOfVisit, settleLanguage } from './choice.ts';

/** English ships in the main file, so there is a text even when another language's file does not arrive. */
const loaders: Record<Exclude<Language, 'en'>, () => Promise<{ default: unknown }>> = {
  de: () => import('../../texts/pages/de.json'),
  ar: () => import('../../texts/pages/ar.json'),
};

export const texts = createInstance();

export const changeLanguage = async (language: Language): Promise<void> => {
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
