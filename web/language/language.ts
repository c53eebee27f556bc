import { createInstance } from 'i18next';
import english from '../../texts/pages/en.json';
import { isolate, type Language, type LanguageOffer, languageOfVisit, settleLanguage } from './choice.ts';

/** English ships in the main file, so there is a text even when another language's file does not arrive. */
const loaders: Record<Exclude<Language, 'en'>, () => Promise<{ default: unknown }>> = {
  de: () => import('../../texts/pages/de.json'),
  ar: () => import('../../texts/pages/ar.json'),
};

/** Texts that few people need are files of their own: of a second device, of a face check at a vendor's (D39). */
const fewNeed = {
  phone: {
    en: () => import('../../texts/phone/en.json'),
    de: () => import('../../texts/phone/de.json'),
    ar: () => import('../../texts/phone/ar.json'),
  },
  visit: {
    en: () => import('../../texts/visit/en.json'),
    de: () => import('../../texts/visit/de.json'),
    ar: () => import('../../texts/visit/ar.json'),
  },
} as const;
type FewNeed = keyof typeof fewNeed;
const needed = new Set<FewNeed>();

export const texts = createInstance();

const addTexts = async (name: FewNeed, language: Language): Promise<void> => {
  if (texts.hasResourceBundle(language, name)) return;
  texts.addResourceBundle(language, name, (await fewNeed[name][language]()).default);
};

const loadTexts = async (name: FewNeed): Promise<void> => {
  needed.add(name);
  await Promise.all([addTexts(name, 'en'), addTexts(name, texts.language as Language)]);
};

/** Before a page of a second device is drawn; from then on they follow the language like the others. */
export const loadPhoneTexts = (): Promise<void> => loadTexts('phone');

/** The same for a face check at a vendor's. */
export const loadVisitTexts = (): Promise<void> => loadTexts('visit');

export const changeLanguage = async (language: Language): Promise<void> => {
  for (const name of needed) await addTexts(name, language).catch(() => undefined);
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
