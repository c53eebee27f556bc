import { describe, expect, test } from 'vitest';
import { isWorthAnotherTry, pauseBefore } from './query-client.ts';
import { noAnswer, Refused } from './refusal.ts';

const refused = (status: number, retryAfter: number | null = null) =>
  new Refused({ ...noAnswer('network'), status, retryAfter });

describe('trying again by itself', () => {
  test.each([0, 429, 502, 503, 504])('%i may be over in a moment', (status) => {
    expect([0, 1, 2].map((failures) => isWorthAnotherTry(failures, refused(status)))).toEqual([
      true,
      true,
      false,
    ]);
  });

  test.each([400, 401, 403, 404, 409, 412, 422, 428, 500])('%i is an answer', (status) => {
    expect(isWorthAnotherTry(0, refused(status))).toBe(false);
  });

  test('our own mistake is not repeated', () => {
    expect(isWorthAnotherTry(0, new TypeError('x'))).toBe(false);
  });

  test('waits as long as it is told to, within reason', () => {
    expect([pauseBefore(0, refused(503, 7)), pauseBefore(0, refused(503, 900))]).toEqual([7_000, 30_000]);
    expect([pauseBefore(0, refused(0)), pauseBefore(1, refused(0))]).toEqual([1_000, 2_000]);
  });
});
