import { describe, expect, test } from 'vitest';
import { createPortalFormats } from './formats.ts';

const at = (iso: string) => Date.parse(iso);
const now = at('2026-05-03T12:00:00Z');

describe('how long ago', () => {
  const { ago } = createPortalFormats('en');
  test.each([
    ['2026-05-03T11:59:30Z', 'now'],
    ['2026-05-03T12:00:30Z', 'now'],
    ['2026-05-03T11:58:01Z', '1 minute ago'],
    ['2026-05-03T09:00:00Z', '3 hours ago'],
    ['2026-05-02T11:00:00Z', 'yesterday'],
    ['2026-05-06T12:00:00Z', 'in 3 days'],
    ['2025-04-03T12:00:00Z', 'last year'],
  ])('%s: %s', (time, words) => {
    expect(ago(at(time), now)).toBe(words);
  });
});

test('a day is the same day in every time zone, and what is no day is shown as it is', () => {
  const days = ['en', 'de'].map((language) => createPortalFormats(language).day('1988-04-12'));
  expect(days).toEqual(['Apr 12, 1988', '12.04.1988']);
  expect(createPortalFormats('en').day('12 April')).toBe('12 April');
});

test('numbers as each language writes them; Arabic in Latin digits, as its sentences have them', () => {
  const written = ['en', 'de', 'ar'].map((language) => {
    const { count, share, decimal } = createPortalFormats(language);
    return [count(1_234_567), decimal(3.08), share(0.367)].map((each) =>
      each.replaceAll(/[\u200e\u00a0]/g, ''),
    );
  });
  expect(written).toEqual([
    ['1,234,567', '3.1', '37%'],
    ['1.234.567', '3,1', '37%'],
    ['1,234,567', '3.1', '37%'],
  ]);
});

test('money without and with its small change, and hours', () => {
  const { money, amount, hours } = createPortalFormats('en');
  expect([money(194.88, 'USD'), amount(201.6, 'USD'), hours(0.28)]).toEqual([
    '$195',
    '$201.60',
    '0.28 hours',
  ]);
});
