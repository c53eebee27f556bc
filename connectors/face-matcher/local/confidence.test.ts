import { expect, test } from 'vitest';
import { confidenceOf, distanceBetween, median } from './confidence.ts';

test.each([
  [0, 100],
  [0.35, 100],
  [0.4, 90],
  [0.45, 80],
  [0.5, 70],
  [0.55, 60],
  [0.6, 50],
  [0.85, 0],
  [1.4, 0],
])('distance %d is confidence %d (face-check.md 5)', (distance, confidence) => {
  expect(confidenceOf(distance)).toBe(confidence);
});

test.each([
  [[3], 3],
  [[9, 1, 5], 5],
  [[4, 1, 2, 3], 2.5],
])('median of %j is %d', (values, middle) => {
  expect(median(values)).toBe(middle);
});

test('distance is Euclidean, and only between descriptors of one length', () => {
  expect(distanceBetween(new Float32Array([0, 3]), new Float32Array([4, 0]))).toBe(5);
  expect(() => distanceBetween(new Float32Array(0), new Float32Array(0))).toThrow(TypeError);
  expect(() => distanceBetween(new Float32Array(1), new Float32Array(2))).toThrow(TypeError);
  expect(() => median([])).toThrow(TypeError);
});
