import type { Pixels } from './decode-image.ts';

export type Point = readonly [x: number, y: number];

/** Edge of the square chip, in pixels: what the descriptor network was trained on. */
export const CHIP_EDGE = 150;

const PADDING = 0.25;
const FINEST_SUPERSAMPLING = 8;

/** Where dlib's aligner wants eye corners and nose, as fractions of the unpadded chip. */
const CHIP_POINTS: readonly Point[] = [
  [0.8595674595992, 0.2134981538014],
  [0.6460604764104, 0.2289674387677],
  [0.1205750620789, 0.2137274526848],
  [0.3340850613712, 0.2290642403242],
  [0.4901123135679, 0.6277975316475],
];
/** The same five points in the 468-point face mesh. */
const MESH_POINTS = [263, 362, 33, 133, 2] as const;

/** Rotation, scale and shift: chip (u, v) → image (a·u − b·v + x, b·u + a·v + y). */
interface Similarity {
  readonly a: number;
  readonly b: number;
  readonly x: number;
  readonly y: number;
}

/** Cuts the face out upright and at one size: RGB 0–255, row by row, black where the image ends. */
export function alignChip(image: Pixels, mesh: readonly Point[]): Float32Array {
  const placing = leastSquaresSimilarity(
    CHIP_POINTS.map(([x, y]): Point => [onChip(x), onChip(y)]),
    MESH_POINTS.map((index) => meshPoint(mesh, index)),
  );
  const finest = Math.ceil(Math.hypot(placing.a, placing.b));
  return sample(image, placing, Math.max(1, Math.min(FINEST_SUPERSAMPLING, finest)));
}

function onChip(fraction: number): number {
  return ((PADDING + fraction) / (2 * PADDING + 1)) * CHIP_EDGE;
}

function meshPoint(mesh: readonly Point[], index: number): Point {
  const point = mesh[index];
  if (point === undefined) throw new TypeError('not a 468-point face mesh');
  return point;
}

function leastSquaresSimilarity(from: readonly Point[], to: readonly Point[]): Similarity {
  const [fromX, fromY] = centre(from);
  const [toX, toY] = centre(to);
  let a = 0;
  let b = 0;
  let size = 0;
  for (const [at, point] of from.entries()) {
    const x = point[0] - fromX;
    const y = point[1] - fromY;
    const u = to[at]![0] - toX;
    const v = to[at]![1] - toY;
    a += x * u + y * v;
    b += x * v - y * u;
    size += x * x + y * y;
  }
  a /= size;
  b /= size;
  return { a, b, x: toX - a * fromX + b * fromY, y: toY - b * fromX - a * fromY };
}

function centre(points: readonly Point[]): Point {
  const sum = points.reduce<Point>(([x, y], point) => [x + point[0], y + point[1]], [0, 0]);
  return [sum[0] / points.length, sum[1] / points.length];
}

function sample(image: Pixels, { a, b, x, y }: Similarity, fineness: number): Float32Array {
  const chip = new Float32Array(CHIP_EDGE * CHIP_EDGE * 3);
  const weight = 1 / (fineness * fineness);
  for (let v = 0; v < CHIP_EDGE; v++) {
    for (let u = 0; u < CHIP_EDGE; u++) {
      for (let i = 0; i < fineness; i++) {
        for (let j = 0; j < fineness; j++) {
          const p = u + (i + 0.5) / fineness - 0.5;
          const q = v + (j + 0.5) / fineness - 0.5;
          const at = [a * p - b * q + x, b * p + a * q + y] as const;
          addBilinear({ image, at, weight, chip, offset: (v * CHIP_EDGE + u) * 3 });
        }
      }
    }
  }
  return chip;
}

function addBilinear(to: {
  readonly image: Pixels;
  readonly at: Point;
  readonly weight: number;
  readonly chip: Float32Array;
  readonly offset: number;
}): void {
  const { data, width, height } = to.image;
  const [x, y] = to.at;
  if (x < 0 || y < 0 || x > width - 1 || y > height - 1) return;
  const left = Math.trunc(x);
  const top = Math.trunc(y);
  const right = Math.min(left + 1, width - 1);
  const bottom = Math.min(top + 1, height - 1);
  const fx = x - left;
  const fy = y - top;
  for (let channel = 0; channel < 3; channel++) {
    const upper =
      data[(top * width + left) * 3 + channel]! * (1 - fx) + data[(top * width + right) * 3 + channel]! * fx;
    const lower =
      data[(bottom * width + left) * 3 + channel]! * (1 - fx) +
      data[(bottom * width + right) * 3 + channel]! * fx;
    to.chip[to.offset + channel]! += (upper * (1 - fy) + lower * fy) * to.weight;
  }
}
