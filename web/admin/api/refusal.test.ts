import { describe, expect, test } from 'vitest';
import { parseRefusal } from './refusal.ts';

const now = Date.parse('2026-05-03T12:00:00Z');
const answer = (status: number, headers: Record<string, string> = {}) => ({
  status,
  headers: new Headers(headers),
});

describe('why a call gave nothing', () => {
  test('in our own words', () => {
    const body = {
      error: 'invalid',
      message: 'Some fields are wrong.',
      fields: [
        { field: 'name', code: 'tooLong', message: 'is too long', values: { most: 100, least: 'none' } },
        { field: 'range', code: 'notARange', message: 'is no range' },
      ],
      requestId: 'r-1',
    };
    expect(parseRefusal(answer(422), body, now)).toEqual({
      status: 422,
      code: 'invalid',
      reason: '',
      fields: [
        { field: 'name', code: 'tooLong', values: { most: 100 } },
        { field: 'range', code: 'notARange', values: {} },
      ],
      requestId: 'r-1',
      retryAfter: null,
    });
  });

  test('what stands against it', () => {
    const body = { error: 'refused', reason: 'scanRunning', message: 'A scan is running already' };
    expect(parseRefusal(answer(409), body, now)).toMatchObject({ code: 'refused', reason: 'scanRunning' });
  });

  test.each([
    [401, 'notSignedIn'],
    [403, 'forbidden'],
    [404, 'notFound'],
    [412, 'changedMeanwhile'],
    [413, 'tooLarge'],
    [422, 'invalid'],
    [428, 'versionMissing'],
    [429, 'tooMany'],
    [503, 'tryLater'],
    [500, 'unexpected'],
    [418, 'unexpected'],
  ])('%i without a word of ours is %s', (status, code) => {
    expect(parseRefusal(answer(status, { 'request-id': 'r-2' }), null, now)).toEqual({
      status,
      code,
      reason: '',
      fields: [],
      requestId: 'r-2',
      retryAfter: null,
    });
  });

  test.each([
    ['7', 7],
    ['Sun, 03 May 2026 12:00:30 GMT', 30],
    ['Sun, 03 May 2026 11:00:00 GMT', 0],
    ['soon', null],
  ])('Retry-After %j is %j seconds', (header, seconds) => {
    expect(parseRefusal(answer(503, { 'retry-after': header }), null, now).retryAfter).toBe(seconds);
  });

  test.each([['x'], [null], [{ fields: 'x', error: 7 }], [{ fields: [null, 3, {}] }]])(
    'a body that is none of ours (%j) breaks nothing',
    (body) => {
      expect(parseRefusal(answer(500), body, now).code).toBe('unexpected');
    },
  );
});
