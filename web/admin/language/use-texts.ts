import type { TFunction } from 'i18next';
import { useMemo, useSyncExternalStore } from 'react';
import type { Language } from '../../language/choice.ts';
import type { SectionTexts } from './section-texts.ts';
import { texts } from './texts.ts';

const subscribe = (changed: () => void) => {
  texts.on('languageChanged', changed);
  return () => texts.off('languageChanged', changed);
};

export const useLanguage = (): Language => useSyncExternalStore(subscribe, () => texts.language as Language);

/** `t` of one section's catalogue in the language of the moment; redraws when that changes. Keys are checked by the compiler. */
export const useTexts = <Section extends SectionTexts>(
  section: Section,
): { readonly t: TFunction<Section> } => {
  const language = useLanguage();
  // The library types a namespace that is still generic in another, equal way.
  return useMemo(
    () => ({ t: texts.getFixedT(language, section) as unknown as TFunction<Section> }),
    [language, section],
  );
};
