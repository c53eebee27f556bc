import { describe, expect, test } from 'vitest';
import type { FrameReading } from './face-matcher.ts';
import {
  answerFrame,
  type FaceSession,
  faceSessionLimits,
  hashOfFrame,
  hasToldAnything,
  isComplete,
  isInTime,
  lightAnswerOf,
  openFaceSession,
  placeFrames,
  placeInSession,
} from './face-session.ts';
import { keepWaiting, mostWaitedMs } from './waiting-picture.ts';

const openedAt = 1_795_000_000_000;
/** Byte 0 draws centre, left, centre, left, centre, left; every hold is 500 ms. */
const randomBytes = (length: number) => new Uint8Array(length);
const open = (before: FaceSession | null = null) =>
  openFaceSession({ randomBytes, now: openedAt, before, lit: true });
const face = (yaw: number): FrameReading => ({ kind: 'face', yaw, place: [[1, 2]] });
const frames = ['a', 'b', 'c', 'd', 'e', 'f'].map((each) => Buffer.from(each));
const yaws = [3, -20, 2, -25, 4, -18];

/** A session with so many steps behind it, a second each. */
function shown(steps: number, session = open()): FaceSession {
  return yaws.slice(0, steps).reduce((before, yaw, at) => {
    const seen = { reading: face(yaw), hash: hashOfFrame(frames[at]!), now: before.toldAt + 1000 };
    const { session: after, problem } = answerFrame(before, seen);
    expect(problem).toBeNull();
    return after;
  }, session);
}
const ask = (
  session: FaceSession,
  change: Partial<{ session: string; step: number; hash: string; after: number }> = {},
) =>
  placeInSession(session, {
    session: change.session ?? session.id,
    step: change.step ?? session.taken.length,
    hash: change.hash ?? hashOfFrame(Buffer.from('new')),
    now: session.toldAt + (change.after ?? 1000),
  });

test('it lives ninety seconds, has an id of its own, and its first step is known to everybody', () => {
  const ids = [1, 2].map((value) =>
    openFaceSession({
      randomBytes: (length) => new Uint8Array(length).fill(value),
      now: 0,
      before: null,
      lit: false,
    }),
  );
  expect(new Set(ids.map(({ id }) => id)).size).toBe(2);
  expect(open()).toMatchObject({ expiresAt: openedAt + 90_000, taken: [], refused: 0, over: false });
  expect(open().steps.map(({ look }) => look)).toEqual([
    ...['centre', 'left', 'centre', 'left', 'centre', 'left'],
  ]);
});

describe('which frame is looked at, and when (by the server alone)', () => {
  const session = shown(1);
  test.each([
    ['the step under way, held long enough', {}, 'due'],
    ['before its hold is over', { after: 499 }, 'early'],
    ['just held', { after: 500 }, 'due'],
    ['just in time', { after: faceSessionLimits.stepMs - 1 }, 'due'],
    ['after its twenty seconds', { after: faceSessionLimits.stepMs }, 'late'],
    ['of another session', { session: 'x'.repeat(43) }, 'foreign'],
    ['of a session with a shorter name', { session: '' }, 'foreign'],
    ['for a step that was not told yet', { step: 2 }, 'foreign'],
    ['for a step behind it', { step: 0 }, 'foreign'],
    ['the accepted frame once more, its answer lost', { step: 0, hash: hashOfFrame(frames[0]!) }, 'taken'],
    ['the very frame of an earlier step', { hash: hashOfFrame(frames[0]!) }, 'repeated'],
  ] as const)('%s: %j is %s', (_, change, expected) => {
    expect(ask(session, change)).toBe(expected);
  });

  test('the session as a whole ends after ninety seconds, however quick each step', () => {
    const slow = { ...session, toldAt: session.expiresAt - 1000 };
    expect([ask(slow, { after: 999 }), ask(slow, { after: 1000 })]).toEqual(['due', 'late']);
  });

  test('one that is over takes nothing, one that is complete takes no more', () => {
    expect(ask({ ...session, over: true })).toBe('foreign');
    expect(ask(shown(6))).toBe('foreign');
  });

  test('a frame of an earlier session of the same recovery is never taken again', () => {
    const second = open(shown(3));
    expect(ask(second, { hash: hashOfFrame(frames[2]!) })).toBe('repeated');
    const third = open(shown(0, second));
    expect(ask(third, { hash: hashOfFrame(frames[2]!) })).toBe('repeated');
  });
});

describe('the pose must follow', () => {
  const at = (steps: number, yaw: number) =>
    answerFrame(shown(steps), { reading: face(yaw), hash: 'h', now: openedAt + 60_000 });

  test.each([
    ['centre', 0, 11.9, null],
    ['centre', 0, 12, 'turnedAway'],
    ['centre', 0, -12, 'turnedAway'],
    ['centre', 0, Number.NaN, 'turnedAway'],
    // The person's own centre is at +3.
    ['left', 1, -12, null],
    ['left', 1, -11.9, 'notTurned'],
    ['left, turned right', 1, 25, 'notTurned'],
    ['left, turned too far', 1, -45.1, 'turnedTooFar'],
    ['left', 1, Number.NaN, 'turnedTooFar'],
    // The mean of +3 and +2.
    ['left', 3, -12.5, null],
    ['left', 3, -12.4, 'notTurned'],
  ] as const)('%s after %i steps: yaw %d is %s', (_, steps, yaw, problem) => {
    expect(at(steps, yaw).problem).toBe(problem);
  });

  test('to the right, the other side', () => {
    const mirrored = shown(1);
    const steps = [
      mirrored.steps[0]!,
      { look: 'right', holdMs: 500, light: 'blue' } as const,
      ...mirrored.steps.slice(2),
    ];
    const answer = (yaw: number) =>
      answerFrame({ ...mirrored, steps }, { reading: face(yaw), hash: 'h', now: openedAt + 2000 }).problem;
    expect([answer(18), answer(17.9), answer(-25)]).toEqual([null, 'notTurned', 'notTurned']);
  });

  test('an accepted frame tells the next step, a refused one is counted and tells nothing', () => {
    const before = shown(1);
    const now = openedAt + 5000;
    const refused = answerFrame(before, { reading: face(0), hash: 'h', now });
    expect(refused).toEqual({ session: { ...before, refused: 1 }, problem: 'notTurned' });
    const unusable = answerFrame(before, {
      reading: { kind: 'capture', problem: 'tooDark' },
      hash: 'h',
      now,
    });
    expect(unusable).toEqual({ session: { ...before, refused: 1 }, problem: 'tooDark' });
    const accepted = answerFrame(before, { reading: face(-20), hash: 'h', now });
    expect(accepted).toEqual({
      session: { ...before, toldAt: now, taken: [...before.taken, { hash: 'h', yaw: -20, place: [[1, 2]] }] },
      problem: null,
    });
  });
});

describe('a picture that found the engine full counts as having come when it came (T18)', () => {
  const [waiting, other] = ['waiting', 'other'].map((each) => hashOfFrame(Buffer.from(each))) as [
    string,
    string,
  ];
  /** Of the second step; the picture came so long after the step was told. */
  const waitingSince = (after: number, more: Partial<FaceSession> = {}) => {
    const session = { ...shown(1), ...more };
    return keepWaiting(session, { hash: waiting, now: session.toldAt + after })!;
  };

  test.each([
    ['while its step lasts', waiting, 15_000, 20_000, 'due'],
    ['when its step is over', waiting, 15_000, 21_000, 'due'],
    ['another picture, when the step is over', other, 15_000, 21_000, 'late'],
    ['another picture, in time by itself', other, 15_000, 19_999, 'due'],
    ['as long as it may wait', waiting, 15_000, 15_000 + mostWaitedMs, 'due'],
    ['longer', waiting, 15_000, 15_001 + mostWaitedMs, 'late'],
    ['the very frame of an earlier step', hashOfFrame(frames[0]!), 15_000, 21_000, 'late'],
  ] as const)('%s', (_, hash, came, after, expected) => {
    expect(ask(waitingSince(came), { hash, after })).toBe(expected);
  });

  test('it is for its own session, and for its own step', () => {
    const session = waitingSince(15_000);
    const hash = waiting;
    expect(ask(session, { hash, after: 21_000, session: 'x'.repeat(43) })).toBe('foreign');
    expect(ask(session, { hash, after: 21_000, step: 2 })).toBe('foreign');
    expect(ask(session, { hash, after: 21_000, step: 0 })).toBe('foreign');
    expect(ask({ ...session, over: true }, { hash, after: 21_000 })).toBe('foreign');
  });

  test('the end of the session counts for it, too, by when it came', () => {
    const toldAt = openedAt + 80_000;
    expect(ask(waitingSince(9_999, { toldAt }), { hash: waiting, after: 30_000 })).toBe('due');
    expect(ask(waitingSince(10_000, { toldAt }), { hash: waiting, after: 30_000 })).toBe('late');
  });

  test('what waited before is counted: a minute in all', () => {
    const session = waitingSince(15_000, { waitedMs: mostWaitedMs - 10_000 });
    expect(ask(session, { hash: waiting, after: 25_000 })).toBe('due');
    expect(ask(session, { hash: waiting, after: 25_001 })).toBe('late');
  });

  test('one at a time, and the first stays: a later one gets no earlier time', () => {
    const session = waitingSince(5_000);
    expect(keepWaiting(session, { hash: other, now: session.toldAt + 6_000 })).toBeNull();
    expect(keepWaiting(session, { hash: waiting, now: session.toldAt + 6_000 })).toBeNull();
  });

  test('taken: the next step is told now, and the session ends so much later as the picture waited', () => {
    const session = waitingSince(5_000);
    const now = session.toldAt + 45_000;
    const { session: after } = answerFrame(session, { reading: face(-20), hash: waiting, now });
    const moved = { waiting: null, waitedMs: 40_000, toldAt: now, expiresAt: session.expiresAt + 40_000 };
    expect(after).toEqual({
      ...session,
      ...moved,
      taken: [...session.taken, expect.objectContaining({ hash: waiting })],
    });
  });

  test('taken without having waited: the session ends when it would have', () => {
    const session = waitingSince(5_000);
    const seen = { reading: face(-20), hash: other, now: session.toldAt + 6_000 };
    expect(answerFrame(session, seen).session).toMatchObject({
      waitedMs: 0,
      expiresAt: session.expiresAt,
      waiting: null,
    });
  });

  test('refused: its time is not given back, for all the while somebody knew what was asked', () => {
    const session = waitingSince(5_000);
    const now = session.toldAt + 45_000;
    const { session: after } = answerFrame(session, { reading: face(0), hash: waiting, now });
    expect(after).toEqual({ ...session, waiting: null, refused: 1 });
    for (const hash of [waiting, other]) expect(ask(after, { hash, after: 45_001 })).toBe('late');
  });

  test('any look ends the waiting: the engine has time again', () => {
    const session = waitingSince(5_000);
    const seen = { reading: face(0), hash: other, now: session.toldAt + 6_000 };
    expect(ask(answerFrame(session, seen).session, { hash: waiting, after: 21_000 })).toBe('late');
  });

  test('with every step kept waiting as long as can be, it lives a minute longer than any other, and no more', () => {
    let session = shown(1);
    for (const yaw of yaws.slice(1)) {
      const [came, hash] = [session.toldAt + 1_000, hashOfFrame(Buffer.from(`${yaw}`))];
      session = keepWaiting(session, { hash, now: came })!;
      session = answerFrame(session, { reading: face(yaw), hash, now: came + 25_000 }).session;
    }
    expect(session.waitedMs).toBeLessThanOrEqual(mostWaitedMs);
    expect(session.expiresAt).toBeLessThanOrEqual(openedAt + faceSessionLimits.lifetimeMs + mostWaitedMs);
  });

  test('a whole capture likewise, when it came before the end', () => {
    const complete = shown(6);
    const end = complete.expiresAt;
    const kept = keepWaiting(complete, { hash: waiting, now: end - 1 })!;
    const isTaken = (hash: string, now: number) => isInTime(kept, { hash, now });
    expect(isInTime(complete, { hash: waiting, now: end - 1 })).toBe(true);
    expect(isInTime(complete, { hash: waiting, now: end })).toBe(false);
    expect([isTaken(waiting, end + 50_000), isTaken(other, end + 50_000)]).toEqual([true, false]);
    expect(isTaken(waiting, end + mostWaitedMs)).toBe(false);
  });

  test('of the picture there is its hash and its time; a session sealed by a version without this waits for nothing', () => {
    const session = waitingSince(5_000);
    expect(session.waiting).toEqual({ hash: waiting, since: session.toldAt + 5_000 });
    const { waitedMs: _, ...older } = session;
    expect(ask(older as FaceSession, { hash: waiting, after: 21_000 })).toBe('late');
    const never = { ...session, expiresAt: Number.NaN };
    expect(ask(never, { hash: waiting, after: 10_000 })).toBe('late');
  });
});

describe('scoring takes the accepted frames and no others', () => {
  test('the very ones, in order; frontal are those of the centre', () => {
    expect(placeFrames(shown(6), frames)).toEqual(
      frames.map((picture, at) => ({ picture, place: [[1, 2]], frontal: at % 2 === 0 })),
    );
  });

  test.each([
    ['one exchanged', [...frames.slice(0, 5), Buffer.from('other')]],
    ['two swapped', [frames[1]!, frames[0]!, ...frames.slice(2)]],
    ['one left out', frames.slice(0, 5)],
    ['one more', [...frames, frames[0]!]],
  ])('%s: none', (_, given) => {
    expect(placeFrames(shown(6), given)).toBeNull();
  });

  test('complete is only the named session, with all steps behind it, and once', () => {
    const all = shown(6);
    expect(isComplete(all, all.id)).toBe(true);
    expect(isComplete(shown(5), all.id)).toBe(false);
    expect(isComplete(all, 'x'.repeat(43))).toBe(false);
    expect(isComplete({ ...all, over: true }, all.id)).toBe(false);
  });
});

test('leaving costs nothing before anything that was drawn is told, and after it is over', () => {
  expect([open(), shown(1), { ...shown(1), over: true }].map(hasToldAnything)).toEqual([false, true, false]);
});

test('what lies between two requests holds no picture and no descriptor (R36)', () => {
  const stored = JSON.parse(JSON.stringify(shown(6))) as FaceSession;
  for (const each of stored.taken) expect(Object.keys(each).sort()).toEqual(['hash', 'place', 'yaw']);
});

describe('coloured light is observed', () => {
  const tint = { skin: [190, 140, 120], around: [120, 125, 130] } as const;
  const coloured = (lit: boolean) => {
    const session = { ...shown(6), lit };
    return { ...session, taken: session.taken.map((each) => ({ ...each, tint })) };
  };

  test('an answer where colours were shown and measured, none otherwise', () => {
    expect(lightAnswerOf(coloured(true))).toMatchObject({ agreement: 0, strength: 0 });
    expect([lightAnswerOf(coloured(false)), lightAnswerOf(shown(6))]).toEqual([null, null]);
  });

  test('a frame keeps its two mean colours, where the engine measures them', () => {
    const reading = { ...face(0), tint } as FrameReading;
    const { session } = answerFrame(shown(0), { reading, hash: 'h', now: openedAt });
    expect(session.taken).toEqual([{ hash: 'h', yaw: 0, place: [[1, 2]], tint }]);
  });
});
