import type { Point } from './align-chip.ts';
import type { Network } from './compile-network.ts';
import type { Pixels } from './resample.ts';
import { cutSquare, type Square } from './resample.ts';

export interface FoundFace {
  /** Shorter edge of the face's box, in pixels of the decoded image. */
  readonly edge: number;
  /** 468 points, in pixels. */
  readonly mesh: readonly Point[];
  /** Degrees; negative is the subject's own left in an unflipped image. */
  readonly yaw: number;
}

/** What the mesh network looks at, px. */
export const MESH_EDGE = 192;
/** Points as x, y, z; and how surely this is a face. By the names of the graph's outputs. */
export const MESH_OUTPUTS = ['Identity_2', 'Identity_1'] as const;

const LEAST_CONFIDENCE = 0.3;

type Point3 = readonly [x: number, y: number, z: number];

/** The face in a square that the detector proposed: its mesh and its pose; null when there is none after all. */
export function findMesh(mesher: Network, image: Pixels, square: Square): FoundFace | null {
  const [values, sure] = mesher.run((into) => cutSquare(image, into, { square, edge: MESH_EDGE }));
  // Counted in hundredths, as the error rates were measured.
  if (!(Math.round((sure?.[0] ?? 0) * 100) / 100 > LEAST_CONFIDENCE)) return null;
  const points = onImage(values ?? new Float32Array(), square);
  return {
    edge: shorterEdge(points, square, image),
    mesh: points.map(([x, y]): Point => [x, y]),
    yaw: yawOf(points, square.edge),
  };
}

/** Whole pixels, cut off: as the error rates were measured. */
function onImage(values: Float32Array, { x, y, edge, angle }: Square): readonly Point3[] {
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  const scale = edge / MESH_EDGE;
  return Array.from({ length: values.length / 3 }, (_, at): Point3 => {
    const along = (values[at * 3]! - MESH_EDGE / 2) * scale;
    const across = (values[at * 3 + 1]! - MESH_EDGE / 2) * scale;
    return [
      Math.trunc(along * cosine - across * sine + x),
      Math.trunc(along * sine + across * cosine + y),
      Math.trunc(values[at * 3 + 2]!),
    ];
  });
}

/** Of the square, moved to the middle of the mesh, as far as it lies within the picture. */
function shorterEdge(points: readonly Point3[], { edge }: Square, { width, height }: Pixels): number {
  const within = (axis: 0 | 1, length: number): number => {
    const all = points.map((point) => point[axis]);
    const middle = (Math.min(...all) + Math.max(...all)) / 2;
    return Math.trunc(Math.min(length, middle + edge / 2) - Math.max(0, middle - edge / 2));
  };
  return Math.min(within(0, width), within(1, height));
}

/** Top of the forehead, chin, and both sides of the face, in the 468-point mesh. */
const [TOP, CHIN, SIDE, OTHER_SIDE] = [10, 152, 234, 454];

/** From the axes that those four points span; the depth has a scale of its own. */
function yawOf(points: readonly Point3[], edge: number): number {
  const scaled = ([x, y, z]: Point3): Point3 => [(x * 1.5) / edge, (y * 1.5) / edge, z / MESH_EDGE];
  const between = (from: number, to: number): Point3 => {
    const [a, b] = [scaled(points[from]!), scaled(points[to]!)];
    return unit([b[0] - a[0], b[1] - a[1], b[2] - a[2]]);
  };
  const down = between(TOP, CHIN);
  const forward = unit(cross(between(SIDE, OTHER_SIDE), down));
  const across = cross(down, forward);
  return (-Math.atan2(-forward[0], across[0]) * 180) / Math.PI;
}

function unit([x, y, z]: Point3): Point3 {
  const length = Math.hypot(x, y, z);
  return [x / length, y / length, z / length];
}

function cross(a: Point3, b: Point3): Point3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}
