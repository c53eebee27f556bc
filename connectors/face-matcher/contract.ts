import { afterAll, describe, expect, test } from 'vitest';
import { Fault } from '#recovery/outcome.ts';
import type { FaceMatcher } from '#recovery/steps/face-check/index.ts';
import { capture, frame, placed, portrait } from './test-pictures.ts';

/**
 * What every face matcher must do, run by each adapter's tests. It proves plumbing and refusals on drawn faces,
 * never accuracy: there is no free set of real pairs (face-check.md 11).
 */
export function faceMatcherContract(of: {
  readonly name: string;
  readonly create: () => FaceMatcher;
  /** The threshold recommended on this matcher's own scale; scales of two matchers are not comparable. */
  readonly recommendedThreshold: number;
}): void {
  const { name, create, recommendedThreshold } = of;

  describe(`${name} keeps the face matcher's contract`, () => {
    const matcher = create();
    afterAll(() => matcher.close());

    test('names itself and its version, for the decision record', () => {
      expect([matcher.id, matcher.version].every((text) => text.length > 0)).toBe(true);
    });

    test('scores the same person at or above its recommended threshold, live only with evidence', async () => {
      const answer = await matcher.compare({
        portrait: await portrait('mara'),
        frames: await placed(matcher, await capture('mara')),
      });
      expect(answer).toMatchObject({ kind: 'compared', onePerson: true });
      if (answer.kind !== 'compared') return;
      expect(answer.confidence).toBeGreaterThanOrEqual(recommendedThreshold);
      expect(answer.confidence).toBeLessThanOrEqual(100);
      expect(answer.frontalFrames).toBe(5);
      if (matcher.presentationAttackDetection === 'none') expect(answer.live).toBeNull();
    });

    test.each(['tiago', 'omar'])('scores another person (%s) below it', async (other) => {
      const answer = await matcher.compare({
        portrait: await portrait('mara'),
        frames: await placed(matcher, await capture(other)),
      });
      expect(answer).toMatchObject({ kind: 'compared' });
      if (answer.kind === 'compared') expect(answer.confidence).toBeLessThan(recommendedThreshold);
    });

    test('a face changed between two steps is not one person, whoever it is compared with', async () => {
      const frames = await placed(matcher, [...(await capture('mara')).slice(0, 4), await frame(['omar'])]);
      // The last one only has to follow the steps: it is not scored, and it must not help.
      const swapped = frames.map((each, at) => ({ ...each, frontal: at < 4 }));
      const answer = await matcher.compare({ portrait: await portrait('mara'), frames: swapped });
      expect(answer).toMatchObject({ kind: 'compared', onePerson: false, frontalFrames: 4 });
    });

    test('fewer than three frontal frames are no capture', async () => {
      const frames = (await placed(matcher, await capture('mara'))).map((each, at) => ({
        ...each,
        frontal: at < 2,
      }));
      const answer = await matcher.compare({ portrait: await portrait('mara'), frames });
      expect(answer).toMatchObject({ kind: 'capture' });
    });

    test('answers calls side by side, each with its own', async () => {
      const frames = await placed(matcher, await capture('mara'));
      const [mara, omar] = await Promise.all([portrait('mara'), portrait('omar')]);
      const [first, second, third, read] = await Promise.all([
        matcher.compare({ portrait: mara, frames }),
        matcher.compare({ portrait: omar, frames }),
        matcher.compare({ portrait: mara, frames }),
        matcher.readFrame(frames[0]!.picture),
      ]);
      const scores = [first, second, third].map((each) => (each.kind === 'compared' ? each.confidence : -1));
      expect(scores[0]).toBe(scores[2]);
      expect(scores[1]).toBeLessThan(scores[0]!);
      expect(read).toMatchObject({ kind: 'face' });
    });

    test('leaves what it was given untouched', async () => {
      const given = await portrait('mara');
      const frames = await placed(matcher, await capture('mara'));
      const pictures = [given, ...frames.map((each) => each.picture)];
      const before = pictures.map((bytes) => Buffer.from(bytes));
      await matcher.compare({ portrait: given, frames });
      expect(pictures.map((bytes) => Buffer.from(bytes))).toEqual(before);
    });

    test.each([
      ['noFace', () => frame([])],
      ['severalFaces', () => frame(['mara', 'omar'], { height: 380 })],
      ['unreadable', () => Promise.resolve(Buffer.from('not a picture'))],
    ] as const)('a frame with %s is a capture problem', async (problem, picture) => {
      expect(await matcher.readFrame(await picture())).toEqual({ kind: 'capture', problem });
    });

    test('a frame of one face says which way it looks and where it is', async () => {
      const reading = await matcher.readFrame(await frame(['mara']));
      expect(reading).toMatchObject({ kind: 'face' });
      if (reading.kind !== 'face') return;
      expect(Math.abs(reading.yaw)).toBeLessThan(12);
      for (const [x, y] of reading.place) expect([x > 0 && x < 640, y > 0 && y < 480]).toEqual([true, true]);
    });

    test.each([
      ['noFace', () => frame([])],
      ['severalFaces', () => frame(['mara', 'omar'], { height: 380 })],
      ['unreadable', () => Promise.resolve(Buffer.from('not a picture'))],
    ] as const)(
      'a portrait with %s is not the fault of the person at the camera',
      async (problem, picture) => {
        const frames = await placed(matcher, await capture('mara'));
        const answer = await matcher.compare({ portrait: await picture(), frames });
        expect(answer).toEqual({ kind: 'portrait', problem });
      },
    );

    test('closed, it throws a Fault and fails no one for it', async () => {
      const frames = await placed(matcher, await capture('mara'));
      const closing = create();
      await closing.close();
      const asked = closing.compare({ portrait: await portrait('mara'), frames });
      await expect(asked).rejects.toBeInstanceOf(Fault);
      await expect(closing.readFrame(frames[0]!.picture)).rejects.toBeInstanceOf(Fault);
    });
  });
}
