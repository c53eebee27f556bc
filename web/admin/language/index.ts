/**
 * The portal's language: catalogues by section, typed keys, numbers and dates by locale.
 *
 * A section's texts stand in `texts/portal/<section>/{en,de,ar}.json`, its notes for translators in
 * `texts/notes/portal/<section>.json`, its type in `web/language/keys.d.ts`. The router loads them with the section.
 *   const { t } = useTexts('people');           t('search.label')
 *   const { count, ago, moment } = useFormats();
 * Words that every section needs (Save, Cancel, errors by code, roles, modes) are in `frame`.
 * Called by: every page; `main.tsx` once.
 */
export { type Language, languages, ownNames } from '../../language/choice.ts';
export { fetchCatalogue } from './catalogues.ts';
export { type PortalFormats, useFormats } from './formats.ts';
export type { SectionTexts } from './section-texts.ts';
export { changeLanguage, enterSection, startTexts } from './texts.ts';
export { useLanguage, useTexts } from './use-texts.ts';
