import type { Language } from '../../language/choice.ts';
import type { SectionTexts } from './section-texts.ts';

/** One file per section and language, fetched when the section is first entered. */
const files = import.meta.glob<unknown>(
  // English of the frame comes with the portal itself.
  ['../../../texts/portal/*/*.json', '!../../../texts/portal/frame/en.json'],
  { import: 'default' },
);

/** A section's texts; once they have arrived, the same again. Undefined: there is no such file. */
export const fetchCatalogue = (language: Language, section: SectionTexts): Promise<unknown> | undefined =>
  files[`../../../texts/portal/${section}/${language}.json`]?.();
