import { createInstance } from 'i18next';
import english from '../../../texts/portal/frame/en.json';
import { isolate, type Language, languageOfVisit, settleLanguage } from '../../language/choice.ts';
import type { SectionTexts } from './section-texts.ts';

/** One file per section and language, fetched when the section is first entered. */
const files = import.meta.glob<unknown>(
  // English of the frame is in the main file already.
  ['../../../texts/portal/*/*.json', '!../../../texts/portal/frame/en.json'],
  { import: 'default' },
);

export const texts = createInstance();
const entered = new Set<SectionTexts>(['frame']);

const fetchCatalogue = async (language: Language, section: SectionTexts): Promise<boolean> => {
  if (texts.hasResourceBundle(language, section)) return true;
  const load = files[`../../../texts/portal/${section}/${language}.json`];
  if (load === undefined) return false;
  try {
    texts.addResourceBundle(language, section, await load());
    return true;
  } catch {
    return false;
  }
};

/** A language whose file does not arrive leaves English, never a page of keys. */
const fetchOrEnglish = async (language: Language, section: SectionTexts): Promise<void> => {
  if (await fetchCatalogue(language, section)) return;
  if (await fetchCatalogue('en', section)) return;
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
