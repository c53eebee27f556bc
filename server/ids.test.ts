import { expect, test } from 'vitest';
import { newId } from './ids.ts';

test('ids are UUIDv7 (RFC 9562, 5.7) and sort by time', () => {
  const times = [0, 1, 255, 65_536, Date.parse('2026-11-22'), Date.parse('2026-11-22') + 1, 2 ** 48 - 1];
  const ids = times.map((time) => newId(time));
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(ids.toSorted()).toEqual(ids);
  expect(ids.map((id) => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16))).toEqual(times);
});

test('no two are the same, though the clock stands still', () => {
  expect(new Set(Array.from({ length: 10_000 }, () => newId(1))).size).toBe(10_000);
});

test('without a time it is now', () => {
  const before = newId(Date.now() - 1);
  expect(newId() > before).toBe(true);
});
