import type { i18n, TFunction } from 'i18next';
import { useSyncExternalStore } from 'react';
import { texts } from './language.ts';

const subscribe = (changed: () => void) => {
  texts.on('languageChanged', changed);
  return () => texts.off('languageChanged', changed);
};

/** `t` of the language of the moment; redraws when it changes. All that these pages need of react-i18next. */
export const useTranslation = (): { readonly t: TFunction; readonly i18n: i18n } => {
  useSyncExternalStore(subscribe, () => texts.language);
  return { t: texts.t, i18n: texts };
};
