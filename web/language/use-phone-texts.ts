import type { TFunction } from 'i18next';
import { texts } from './language.ts';
import { useTranslation } from './use-translation.ts';

/** `t` for the texts of a second device; `loadPhoneTexts` has fetched them. */
export const usePhoneTexts = (): { readonly t: TFunction<'phone'> } => {
  const { i18n } = useTranslation();
  return { t: texts.getFixedT(i18n.language, 'phone') };
};
