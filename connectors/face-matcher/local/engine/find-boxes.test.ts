import { expect, test } from 'vitest';
import { findBoxes } from './find-boxes.ts';

const image = { width: 640, height: 480, data: new Uint8Array(640 * 480 * 3) };

/** A face that the fine grid proposes at a column and row of its sixteen, with eyes over nose over mouth. */
interface Told {
  readonly column: number;
  readonly row: number;
  readonly logit: number;
  readonly edge?: number;
  /** From the nose to the mouth, px of the 256. */
  readonly mouth?: readonly [number, number];
}

function told(faces: readonly Told[]) {
  const fine = { scores: new Float32Array(512).fill(-9), boxes: new Float32Array(512 * 16) };
  for (const { column, row, logit, edge = 40, mouth = [0, 10] } of faces) {
    const at = (row * 16 + column) * 2;
    fine.scores[at] = logit;
    fine.boxes.set([0, 0, edge, edge, 0, 0, 0, 0, 0, 0, ...mouth], at * 16);
  }
  const coarse = [new Float32Array(384).fill(-9), new Float32Array(384 * 16)] as const;
  return findBoxes({ run: () => [fine.boxes, ...coarse, fine.scores] }, image);
}

test('one proposal is a square with room, at its place in the whole picture', () => {
  // Anchor (136, 120) of 256; 40 px of it are 100 × 75 px of the picture.
  expect(told([{ column: 8, row: 7, logit: 2 }])).toEqual([{ x: 340, y: 225, edge: 140, angle: 0 }]);
});

test.each([
  ['just sure enough', -0.84, 1],
  ['not sure enough', -0.85, 0],
  ['no number', Number.NaN, 0],
])('%s: %d', (_, logit, count) => {
  expect(told([{ column: 8, row: 7, logit }])).toHaveLength(count);
});

test('two proposals of one face are one, the surer; apart they are two', () => {
  const one = { column: 4, row: 7, logit: 1 };
  expect(told([one, { ...one, column: 5, logit: 2 }]).map(({ x }) => x)).toEqual([220]);
  expect(told([one, { ...one, column: 10 }])).toHaveLength(2);
});

test('of a crowd three are told: more than one is too many anyway', () => {
  const crowd = [1, 5, 9, 13].map((column) => ({ column, row: 7, logit: column }));
  expect(told(crowd).map(({ x }) => x)).toEqual([540, 380, 220]);
});

test('a tilted head is turned upright by its nose and mouth, a slightly tilted one is not', () => {
  const head = { column: 8, row: 7, logit: 2 };
  const [aside] = told([{ ...head, mouth: [-10, 0] }]);
  expect(aside?.angle).toBeCloseTo(Math.PI / 2, 6);
  expect(told([{ ...head, mouth: [0.8, 10] }])[0]?.angle).toBe(0);
  expect(told([{ ...head, mouth: [0, -10] }])[0]?.angle).toBeCloseTo(-Math.PI, 6);
});
