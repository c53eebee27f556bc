import { expect, test } from 'vitest';
import { loadEngine } from './load-engine.ts';

/** The first 16 values and the length of the descriptor that face-api 1.7.15's own code makes of this chip. */
const byFaceApi = {
  first: [
    -0.073316, 0.058831, 0.092153, 0.009614, -0.153424, -0.062044, -0.052838, -0.073248, 0.095562, -0.076705,
    0.151521, -0.045483, -0.212526, -0.006069, -0.06638, 0.111646,
  ],
  length: 1.297651,
};

test('the folded network says what face-api says of the same chip, to five digits', async () => {
  const engine = await loadEngine();
  const chip = Float32Array.from({ length: 150 * 150 * 3 }, (_, at) => (at * 7919) % 251);
  const descriptor = await engine.describe(chip);
  expect(descriptor).toHaveLength(128);
  byFaceApi.first.forEach((value, at) => {
    expect(descriptor[at]).toBeCloseTo(value, 5);
  });
  expect(Math.hypot(...descriptor)).toBeCloseTo(byFaceApi.length, 5);
  expect(await engine.describe(chip)).toEqual(descriptor);
});
