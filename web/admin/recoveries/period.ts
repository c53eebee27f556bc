/** Stretches of time to look at, ending now. `day`: one calendar day of the reader's, as `2026-11-25`. */
export const periods = ['today', 'week', 'month', 'quarter', 'year', 'always'] as const;
export type Period = (typeof periods)[number];

const daysBack: Readonly<Record<Exclude<Period, 'always'>, number>> = {
  today: 0,
  week: 6,
  month: 29,
  quarter: 89,
  year: 364,
};

const startOfDay = (time: Date): number =>
  new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime();

/** From the beginning of a day of the reader's, so that the same question is asked all day long. Epoch milliseconds. */
export const rangeOf = (
  period: string,
  day: string,
  now: Date,
): { readonly from?: number; readonly to?: number } => {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (year !== undefined && month !== undefined && date !== undefined) {
    const [y, m, d] = [Number(year), Number(month) - 1, Number(date)];
    return { from: new Date(y, m, d).getTime(), to: new Date(y, m, d + 1).getTime() };
  }
  const back = daysBack[period as keyof typeof daysBack];
  if (back === undefined) return {};
  return { from: startOfDay(new Date(now.getFullYear(), now.getMonth(), now.getDate() - back)) };
};

/** "4 min", "2 h": the two largest parts are enough to compare. */
export const splitDuration = (
  ms: number,
): { readonly value: number; readonly unit: 'second' | 'minute' | 'hour' | 'day' } => {
  const seconds = ms / 1000;
  if (seconds < 90) return { value: Math.round(seconds), unit: 'second' };
  if (seconds < 90 * 60) return { value: Math.round(seconds / 60), unit: 'minute' };
  if (seconds < 36 * 3600) return { value: Math.round(seconds / 3600), unit: 'hour' };
  return { value: Math.round(seconds / 86_400), unit: 'day' };
};
