import type { CustomTypeOptions } from 'i18next';

/** Names of the portal's catalogues. A new one is a folder `texts/portal/<name>/` and a line in `web/language/keys.d.ts`. */
export type SectionTexts = Exclude<keyof CustomTypeOptions['resources'], 'translation'>;
