import type { TFunction } from 'i18next';
import { texts } from './language.ts';
import { useTranslation } from './use-translation.ts';

/** `t` for the texts of a face check at a vendor's; `loadVisitTexts` has fetched them. */
export const useVisitTexts = (): { readonly t: TFunction<'visit'> } => {
  const { i18n } = useTranslation();
  return { t: texts.getFixedT(i18n.language, 'visit') };
};
