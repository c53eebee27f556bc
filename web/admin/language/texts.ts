import { createInstance } from 'i18next';
import english from '../../../texts/portal/frame/en.json';
import { isolate, type Language, languageOfVisit, settleLanguage } from '../../language/choice.ts';
import { fetchCatalogue } from './catalogues.ts';
import type { SectionTexts } from './section-texts.ts';

export const texts = createInstance();
const entered = new Set<SectionTexts>(['frame']);

const addCatalogue = async (language: Language, section: SectionTexts): Promise<boolean> => {
  if (texts.hasResourceBundle(language, section)) return true;
  try {
    const catalogue = await fetchCatalogue(language, section);
    if (catalogue === undefined) return false;
    texts.addResourceBundle(language, section, catalogue);
    return true;
  } catch {
    return false;
  }
};

/** A language whose file does not arrive leaves English, never a page of keys. */
const fetchOrEnglish = async (language: Language, section: SectionTexts): Promise<void> => {
  if (await addCatalogue(language, section)) return;
  if (await addCatalogue('en', section)) return;
  throw new Error(`The texts of ${section} did not arrive.`);
};

/** Called by the router before a section's first page is drawn. */
export const enterSection = async (section: SectionTexts): Promise<void> => {
  entered.add(section);
  await fetchOrEnglish(texts.language as Language, section);
};

export const changeLanguage = async (language: Language): Promise<void> => {
  await Promise.all([...entered].map((section) => fetchOrEnglish(language, section)));
  await texts.changeLanguage(language);
  settleLanguage(language);
};

export const startTexts = async (): Promise<void> => {
  await texts.init({
    lng: 'en',
    fallbackLng: 'en',
    defaultNS: 'frame',
    resources: { en: { frame: english } },
    interpolation: { escape: (value) => isolate(value, texts.language) },
  });
  await changeLanguage(languageOfVisit());
};
