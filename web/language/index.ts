/**
 * The language of the pages: which one, its texts, its direction, its dates and country names.
 *
 * Owns: choosing (`?lang=`, kept choice, browser), loading a catalogue of `texts/pages/` as its own file,
 * `<html lang dir>`, and formats by locale. Does not own: any text.
 * Called by: `main.tsx` once, the layout's language switch, and pages through `useTranslation`/`useFormats`.
 */
export { type Formats, useFormats } from './formats.ts';
export { changeLanguage, type Language, languages, startLanguage } from './language.ts';
export { useTranslation } from './use-translation.ts';
