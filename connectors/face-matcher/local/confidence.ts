/**
 * Euclidean distance of two descriptors → 0–100. Distance 0.50 is 70, 0.35 and nearer is 100, 0.85 and farther is 0.
 * Rounded, not truncated: floating point would turn the 60 at 0.55 into 59 (face-check.md 3).
 */
export function confidenceOf(distance: number): number {
  return Math.round(Math.min(100, Math.max(0, 170 - 200 * distance)));
}

export function distanceBetween(left: Float32Array, right: Float32Array): number {
  if (left.length === 0 || left.length !== right.length) throw new TypeError('descriptors differ in length');
  return Math.hypot(...left.map((value, at) => value - right[at]!));
}

/** Middle value; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new TypeError('median of nothing');
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
