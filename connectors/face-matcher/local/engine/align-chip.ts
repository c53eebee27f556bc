import type { Pixels } from './resample.ts';

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

/** The five points of a face that place it, out of its mesh. */
export function placeOf(mesh: readonly Point[]): readonly Point[] {
  return MESH_POINTS.map((index) => meshPoint(mesh, index));
}

/** Cuts the face out upright and at one size: RGB 0–255, row by row, black where the image ends. */
export function alignChip(image: Pixels, place: readonly Point[]): Float32Array {
  if (place.length !== CHIP_POINTS.length) throw new TypeError('a face is placed by five points');
  const placing = leastSquaresSimilarity(
    CHIP_POINTS.map(([x, y]): Point => [onChip(x), onChip(y)]),
    place,
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

/** A few million readings a session, so it is one plain loop; rows are read through `base`, columns through `step`. */
function sample(image: Pixels, { a, b, x, y }: Similarity, fineness: number): Float32Array {
  const { data, width, height } = image;
  const chip = new Float32Array(CHIP_EDGE * CHIP_EDGE * 3);
  const share = 1 / (fineness * fineness);
  const row = width * 3;
  for (let fine = 0; fine < CHIP_EDGE * fineness; fine++) {
    const q = (fine + 0.5) / fineness - 0.5;
    const line = Math.floor(fine / fineness) * CHIP_EDGE * 3;
    for (let along = 0; along < CHIP_EDGE * fineness; along++) {
      const p = (along + 0.5) / fineness - 0.5;
      const atX = a * p - b * q + x;
      const atY = b * p + a * q + y;
      // Outside of the picture the chip stays black.
      if (atX < 0 || atY < 0 || atX > width - 1 || atY > height - 1) continue;
      const left = Math.trunc(atX);
      const top = Math.trunc(atY);
      const fx = atX - left;
      const fy = atY - top;
      const step = left + 1 < width ? 3 : 0;
      const base = top * row + left * 3;
      const below = top + 1 < height ? base + row : base;
      const to = line + Math.floor(along / fineness) * 3;
      for (let channel = 0; channel < 3; channel++) {
        const upper = data[base + channel]! * (1 - fx) + data[base + step + channel]! * fx;
        const lower = data[below + channel]! * (1 - fx) + data[below + step + channel]! * fx;
        chip[to + channel]! += (upper * (1 - fy) + lower * fy) * share;
      }
    }
  }
  return chip;
}
