import { expect, test } from 'vitest';
import { rangeOf, splitDuration } from './period.ts';

const now = new Date(2026, 10, 25, 15, 30);
const at = (...parts: [number, number, number]) => new Date(...parts).getTime();

test.each([
  ['today', '', { from: at(2026, 10, 25) }],
  ['week', '', { from: at(2026, 10, 19) }],
  ['month', '', { from: at(2026, 9, 27) }],
  ['always', '', {}],
  ['made up', '', {}],
  ['month', '2026-11-01', { from: at(2026, 10, 1), to: at(2026, 10, 2) }],
  ['today', '2026-12-31', { from: at(2026, 11, 31), to: at(2027, 0, 1) }],
  ['today', 'yesterday', { from: at(2026, 10, 25) }],
])('%s %s: from the beginning of a day', (period, day, expected) => {
  expect(rangeOf(period, day, now)).toEqual(expected);
});

test.each([
  [0, 0, 'second'],
  [89_400, 89, 'second'],
  [90_000, 2, 'minute'],
  [3_600_000, 60, 'minute'],
  [7_200_000, 2, 'hour'],
  [200_000_000, 2, 'day'],
] as const)('%d ms is %d %s', (ms, value, unit) => {
  expect(splitDuration(ms)).toEqual({ value, unit });
});
