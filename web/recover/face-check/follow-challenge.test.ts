import { expect, test } from 'vitest';
import type { Answer, FaceWord } from '../../api/index.ts';
import { followChallenge } from './follow-challenge.ts';

const word = (number: number | null): Answer<FaceWord> => ({
  ok: true,
  value: {
    ...{ session: 's', leftMs: 90_000, accepted: true, problem: null },
    step: number === null ? null : { number, of: 1, look: 'centre', light: null, afterMs: 0 },
  },
});
const refused = (status: number, retryAfterMs?: number): Answer<never> => ({
  ok: false,
  refusal: { status, error: 'tryLater', ...(retryAfterMs !== undefined && { retryAfterMs }) },
});

/** One step, of which the first answers are `before`; what the person was told, and what was sent. */
async function follow(before: readonly Answer<never>[]) {
  const [told, sent]: [(number | null)[], string[]] = [[], []];
  let taken = 0;
  const waiting = [...before];
  const answer = await followChallenge<string>({
    door: {
      open: async () => word(0),
      sendFrame: async ({ frame }) => {
        sent.push(frame);
        return waiting.shift() ?? word(null);
      },
      sendFrames: async ({ frames }) => ({ ok: true, value: frames.join() }),
    },
    lit: false,
    takeFrame: () => {
      taken += 1;
      return `frame ${taken}`;
    },
    tell: () => {},
    tellBusy: (seconds) => told.push(seconds),
    pause: async () => {},
    gone: () => false,
  });
  return { answer, told, sent };
}

test('busy: the person sees the seconds that the server named, and the very same picture is brought again', async () => {
  const { answer, told, sent } = await follow([refused(503, 3_000), refused(503, 1_000)]);
  expect(told).toEqual([3, 2, 1, null, 1, null]);
  expect(sent).toEqual(['frame 1', 'frame 1', 'frame 1']);
  expect(answer).toEqual({ ok: true, value: 'frame 1' });
});

test('busy without a time, or with one of hours: two seconds, half a minute at most', async () => {
  const { told } = await follow([refused(503), refused(503, 7_200_000)]);
  expect(told.filter((each) => each !== null)).toEqual([
    2,
    1,
    ...Array.from({ length: 30 }, (_, at) => 30 - at),
  ]);
});

test('a broken line is tried again without a word', async () => {
  expect((await follow([refused(0)])).told).toEqual([]);
});

test.each([
  ['a refusal', [refused(409)], 1],
  ['busy for ever', Array<Answer<never>>(20).fill(refused(503, 1_000)), 13],
])('%s is told, and not asked again for ever', async (_, before, times) => {
  const { answer, sent } = await follow(before);
  expect(answer?.ok).toBe(false);
  expect(sent).toHaveLength(times);
});
