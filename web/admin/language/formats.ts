import { useMemo } from 'react';
import { createFormats, type Formats, localeOf } from '../../language/formats.ts';
import { useLanguage } from './use-texts.ts';

export interface PortalFormats extends Formats {
  /** 12,345 */
  readonly count: (value: number) => string;
  /** 37 %, of a share between 0 and 1. */
  readonly share: (value: number) => string;
  /** Whole units unless the currency has none: € 195 */
  readonly money: (value: number, currency: string) => string;
  /** With its small change: $201.60 */
  readonly amount: (value: number, currency: string) => string;
  /** 3.36 hours; 2 decimals at most. */
  readonly hours: (value: number) => string;
  /** 3.1 */
  readonly decimal: (value: number) => string;
  /** 3 minutes ago, tomorrow; relative to `now`. */
  readonly ago: (epochMs: number, now: number) => string;
  /** 3 May 2026, of 2026-05-03; anything else is shown as it is. */
  readonly day: (isoDay: string) => string;
  /** 3 May 2026, 14:05:09 */
  readonly exact: (epochMs: number) => string;
  readonly list: (parts: readonly string[]) => string;
}

const minute = 60_000;
/** Largest first: the first unit that fits at least once is used. */
const units = [
  ['year', 365 * 24 * 60 * minute],
  ['month', 30 * 24 * 60 * minute],
  ['day', 24 * 60 * minute],
  ['hour', 60 * minute],
  ['minute', minute],
] as const;

export const createPortalFormats = (language: string): PortalFormats => {
  const locale = localeOf(language);
  const count = new Intl.NumberFormat(locale);
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const decimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const hours = new Intl.NumberFormat(locale, {
    ...{ style: 'unit', unit: 'hour', unitDisplay: 'long', maximumFractionDigits: 2 },
  });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
  const list = new Intl.ListFormat(locale);
  // A day has no hour, so it is the same day whatever the reader's time zone.
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  return {
    ...createFormats(language),
    count: (value) => count.format(value),
    share: (value) => share.format(value),
    money: (value, currency) =>
      new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 0 }).format(value),
    amount: (value, currency) => new Intl.NumberFormat(locale, { style: 'currency', currency }).format(value),
    hours: (value) => hours.format(value),
    decimal: (value) => decimal.format(value),
    ago: (epochMs, now) => {
      const distance = epochMs - now;
      const [unit, length] = units.find(([, ms]) => Math.abs(distance) >= ms) ?? ['second', 1000];
      // Below a minute seconds would change under the reader's eyes and say nothing: "now".
      return relative.format(unit === 'second' ? 0 : Math.trunc(distance / length), unit);
    },
    day: (isoDay) => (/^\d{4}-\d{2}-\d{2}$/.test(isoDay) ? day.format(Date.parse(isoDay)) : isoDay),
    exact: (epochMs) => exact.format(epochMs),
    list: (parts) => list.format(parts),
  };
};

export const useFormats = (): PortalFormats => {
  const language = useLanguage();
  return useMemo(() => createPortalFormats(language), [language]);
};
