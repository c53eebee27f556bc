/**
 * The language of the pages: which one, its texts, its direction, its dates and country names.
 *
 * Owns: choosing (`?lang=`, kept choice, browser), loading a catalogue of `texts/pages/` as its own file,
 * `<html lang dir>`, and formats by locale. Does not own: any text.
 * Called by: `main.tsx` once, the layout's language switch, and pages through `useTranslation`/`useFormats`. The
 * portal has catalogues of its own (`admin/language`) and takes only `choice.ts` and `formats.ts` from here.
 */
export { type Language, languages, ownNames } from './choice.ts';
export type { Formats } from './formats.ts';
export { changeLanguage, loadPhoneTexts, loadVisitTexts, startLanguage } from './language.ts';
export { useFormats } from './use-formats.ts';
export { usePhoneTexts } from './use-phone-texts.ts';
export { useTranslation } from './use-translation.ts';
export { useVisitTexts } from './use-visit-texts.ts';
