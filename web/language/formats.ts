/** Counts in our sentences are in Latin digits, so clocks and dates beside them are too. */
export const localeOf = (language: string): string => (language === 'ar' ? 'ar-u-nu-latn' : language);

export interface Formats {
  /** 14:05 */
  readonly clock: (epochMs: number) => string;
  /** 3 May 2026, 14:05 */
  readonly moment: (epochMs: number) => string;
  readonly country: (code: string) => string;
  readonly compare: (a: string, b: string) => number;
}

export const createFormats = (language: string): Formats => {
  const locale = localeOf(language);
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const country = new Intl.DisplayNames(locale, { type: 'region' });
  return {
    clock: (epochMs) => clock.format(epochMs),
    moment: (epochMs) => moment.format(epochMs),
    country: (code) => country.of(code) ?? code,
    compare: new Intl.Collator(locale).compare,
  };
};
