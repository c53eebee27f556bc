import { describe, expect, test } from 'vitest';
import { answerToLight, drawLights } from '#recovery/steps/face-check/light.ts';
import { beforeCamera } from '../test-attack-pictures.ts';
import { lit } from '../test-lit-frames.ts';
import { turnedHead } from '../test-turned-head.ts';
import type { Point } from './engine/align-chip.ts';
import { loadEngine } from './engine/load-engine.ts';
import { measureTint } from './measure-tint.ts';
import { readFrame } from './read-frame.ts';

/** Green where the face is, blue elsewhere. */
function picture(isFace: (x: number, y: number) => boolean) {
  const [width, height] = [120, 90];
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      data.set(isFace(x, y) ? [10, 200, 30] : [20, 40, 210], (y * width + x) * 3);
  return { data, width, height };
}
const meshAt = (corners: Readonly<Record<number, Point>>) =>
  Array.from({ length: 468 }, (_, index): Point => corners[index] ?? [60, 45]);
const upright = meshAt({ 151: [60, 32], 50: [50, 50], 280: [70, 50], 234: [40, 45], 454: [80, 45] });

test('skin is forehead and cheeks, around is beside the head', () => {
  const face = picture((x, y) => ((x - 60) / 22) ** 2 + ((y - 45) / 30) ** 2 < 1);
  expect(measureTint(face, upright)).toEqual({ skin: [10, 200, 30], around: [20, 40, 210] });
});

test('a face that fills the picture has nothing around it', () => {
  const wide = meshAt({ 234: [0, 45], 454: [119, 45] });
  expect(
    measureTint(
      picture(() => true),
      wide,
    ),
  ).toBeUndefined();
});

/** What docs/face-check.md 7 says of the coloured light is measured with these pictures. */
describe('rendered heads', async () => {
  const engine = await loadEngine();
  async function answerOf(specimen: string, share: { readonly face: number; readonly around: number }) {
    const order = drawLights(Uint8Array.from([1, 2, 3, 1, 2]), 6);
    const seen = [];
    for (const [nth, light] of order.entries()) {
      const head = await beforeCamera(await turnedHead(specimen, [0, 25, 0, -25, 0, 25][nth]!), nth);
      const reading = await readFrame(engine, await lit(head, light, share, nth));
      seen.push({ light, tint: reading.kind === 'face' ? reading.tint : undefined });
    }
    return answerToLight(seen)!;
  }

  test.each(['mara', 'omar'])(
    '%s: a head that answers to the light is told from a still that does not',
    async (who) => {
      const answering = await answerOf(who, { face: 0.15, around: 0.025 });
      const still = await answerOf(who, { face: 0, around: 0 });
      expect(answering.agreement).toBeGreaterThan(0.7);
      expect(still.agreement).toBeLessThan(0.6);
      expect(answering.strength - still.strength).toBeGreaterThan(0.05);
    },
  );

  // Why it decides nothing: whoever injects pictures can colour them, the colour is told.
  test('a still that is coloured by its maker answers like a face', async () => {
    expect((await answerOf('mara', { face: 0.3, around: 0 })).agreement).toBeGreaterThan(0.9);
  });
});
