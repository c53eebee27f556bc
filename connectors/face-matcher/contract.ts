import { afterAll, describe, expect, test } from 'vitest';
import { Fault } from '#recovery/outcome.ts';
import type { FaceMatcher } from '#recovery/steps/face-check/index.ts';
import { capture, frame, portrait } from './test-pictures.ts';

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
        frames: await capture('mara'),
      });
      expect(answer).toMatchObject({ kind: 'compared' });
      if (answer.kind !== 'compared') return;
      expect(answer.confidence).toBeGreaterThanOrEqual(recommendedThreshold);
      expect(answer.confidence).toBeLessThanOrEqual(100);
      expect(answer.frontalFrames).toBeGreaterThanOrEqual(3);
      if (matcher.presentationAttackDetection === 'none') expect(answer.live).toBeNull();
    });

    test.each(['tiago', 'omar'])('scores another person (%s) below it', async (other) => {
      const answer = await matcher.compare({
        portrait: await portrait('mara'),
        frames: await capture(other),
      });
      expect(answer).toMatchObject({ kind: 'compared' });
      if (answer.kind === 'compared') expect(answer.confidence).toBeLessThan(recommendedThreshold);
    });

    test('answers calls side by side, each with its own', async () => {
      const [mara, capturedMara, omar] = await Promise.all([
        portrait('mara'),
        capture('mara'),
        portrait('omar'),
      ]);
      const answers = await Promise.all([
        matcher.compare({ portrait: mara, frames: capturedMara }),
        matcher.compare({ portrait: omar, frames: capturedMara }),
        matcher.compare({ portrait: mara, frames: capturedMara }),
      ]);
      const scores = answers.map((answer) => (answer.kind === 'compared' ? answer.confidence : -1));
      expect(scores[0]).toBe(scores[2]);
      expect(scores[1]).toBeLessThan(scores[0]!);
    });

    test('leaves what it was given untouched', async () => {
      const [given, frames] = await Promise.all([portrait('mara'), capture('mara')]);
      const before = [given, ...frames].map((bytes) => Buffer.from(bytes));
      await matcher.compare({ portrait: given, frames });
      expect([given, ...frames].map((bytes) => Buffer.from(bytes))).toEqual(before);
    });

    test.each([
      ['noFace', () => frame([])],
      ['severalFaces', () => frame(['mara', 'omar'], { height: 380 })],
      ['unreadable', () => Promise.resolve(Buffer.from('not a picture'))],
    ] as const)('a capture with %s is a capture problem, not a score', async (problem, picture) => {
      const bytes = await picture();
      const answer = await matcher.compare({
        portrait: await portrait('mara'),
        frames: [bytes, bytes, bytes],
      });
      expect(answer).toEqual({ kind: 'capture', problem });
    });

    test('one frame with a second person spoils the capture', async () => {
      const frames = [...(await capture('mara')), await frame(['mara', 'omar'], { height: 380 })];
      const answer = await matcher.compare({ portrait: await portrait('mara'), frames });
      expect(answer).toEqual({ kind: 'capture', problem: 'severalFaces' });
    });

    test.each([
      ['noFace', () => frame([])],
      ['severalFaces', () => frame(['mara', 'omar'], { height: 380 })],
      ['unreadable', () => Promise.resolve(Buffer.from('not a picture'))],
    ] as const)(
      'a portrait with %s is not the fault of the person at the camera',
      async (problem, picture) => {
        const answer = await matcher.compare({ portrait: await picture(), frames: await capture('mara') });
        expect(answer).toEqual({ kind: 'portrait', problem });
      },
    );

    test('closed, it throws a Fault and fails no one for it', async () => {
      const closing = create();
      await closing.close();
      const asked = closing.compare({ portrait: await portrait('mara'), frames: await capture('mara') });
      await expect(asked).rejects.toBeInstanceOf(Fault);
    });
  });
}
