import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { follow, type Stream } from './follow.ts';

const second = 1_000;
/** A stream as the browser gives it: open, connecting again, or refused for good. */
type Played = { -readonly [Part in keyof Stream]: Stream[Part] };
let streams: Played[];
let looks: number;
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_000 });
  streams = [];
  looks = 0;
  stop = follow(
    () => {
      looks += 1;
    },
    () => {
      const stream: Played = {
        ...{ readyState: 1, onmessage: null, onerror: null },
        close: () => {
          stream.readyState = 2;
        },
      };
      streams.push(stream);
      return stream;
    },
  );
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});
const says = (data: 'moved' | 'beat') =>
  (streams.at(-1)!.onmessage as (event: { data: string }) => void)({ data });
const breaks = (readyState: 0 | 2) => {
  const stream = streams.at(-1)!;
  stream.readyState = readyState;
  (stream.onerror as () => void)();
};
const pass = (seconds: number) => {
  vi.advanceTimersByTime(seconds * second);
  const seen = looks;
  looks = 0;
  return seen;
};

test('while the stream speaks, only a move is a reason to look', () => {
  says('moved');
  expect(pass(14)).toBe(1);
  for (let beats = 0; beats < 4; beats += 1) {
    says('beat');
    expect(pass(15)).toBe(0);
  }
});

test('until it has spoken, every two seconds: a proxy may hold it back', () => {
  expect(pass(60)).toBe(30);
  expect(streams).toHaveLength(1);
});

test('a killed server: asked again at once; the browser reconnects, and the stream spares the asking again', () => {
  says('moved');
  pass(5);
  breaks(0);
  expect(pass(10)).toBe(5);
  says('moved');
  expect([pass(15), streams.length]).toEqual([1, 1]);
});

test('refused: asked every two seconds, and tried anew twice a minute', () => {
  for (const tried of [1, 2, 3]) {
    breaks(2);
    expect(streams).toHaveLength(tried);
    expect(pass(30)).toBe(15);
  }
});

test('silent since the machine slept: looked at once, and listened to anew', () => {
  says('moved');
  pass(1);
  vi.setSystemTime(Date.now() + 3_600 * second);
  expect([pass(2), streams.length]).toEqual([1, 2]);
  expect(streams[0]?.readyState).toBe(2);
});

test('stopped is stopped', () => {
  stop();
  expect([pass(60), streams.at(-1)?.readyState]).toEqual([0, 2]);
});
