import type { Point } from './align-chip.ts';
import type { Network } from './compile-network.ts';
import type { Pixels } from './resample.ts';
import { type Square, squeeze } from './resample.ts';

/** What the detector looks at, px; and the grids on which it proposes faces. */
export const DETECTOR_EDGE = 256;
const GRIDS = [
  { stride: 16, proposals: 2 },
  { stride: 32, proposals: 6 },
] as const;
/** Scores of the fine grid, then of the coarse one; boxes likewise. By the names of the graph's outputs. */
export const DETECTOR_OUTPUTS = ['Identity', 'Identity_1', 'Identity_2', 'Identity_3'] as const;

/** Where the detector's proposal holds centre and size; then come points as pairs: the nose third, the mouth fourth. */
const VALUES = 16;
const NOSE = 4 + 2 * 2;
const MOUTH = 4 + 3 * 2;

const LEAST_CONFIDENCE = 0.3;
/** Two boxes that share more than this of their joint area are one face. */
const MOST_OVERLAP = 0.1;
const MOST_FACES = 3;
/** The mesh wants room around the face. */
const ROOM = 1.4;
/** Radians; a head that is less tilted is taken as it is. */
const LEAST_TILT = 0.2;

interface Proposal {
  readonly score: number;
  readonly from: Point;
  readonly to: Point;
  readonly nose: Point;
  readonly mouth: Point;
}

/** Anchors in the order of the detector's answers: row by row, the fine grid first. */
const anchors: readonly Point[] = GRIDS.flatMap(({ stride, proposals }) => {
  const along = Array.from({ length: DETECTOR_EDGE / stride }, (_, at) => stride * (at + 0.5));
  return along.flatMap((y) => along.flatMap((x) => Array<Point>(proposals).fill([x, y])));
});

/** Every face in the picture, three at most, each as the square in which its mesh is looked for: BlazeFace. */
export function findBoxes(detector: Network, image: Pixels): readonly Square[] {
  const outputs = detector.run((into) =>
    squeeze(image, into, { edge: DETECTOR_EDGE, zero: 127.5, scale: 127.5 }),
  );
  const [coarseScores, fineScores, coarseBoxes, fineBoxes] = [...outputs].sort((a, b) => a.length - b.length);
  const found = [
    ...proposalsOf(fineScores, fineBoxes, anchors),
    ...proposalsOf(coarseScores, coarseBoxes, anchors.slice(fineScores?.length)),
  ];
  found.sort((a, b) => b.score - a.score);
  const faces: Proposal[] = [];
  for (const proposal of found) {
    if (faces.length === MOST_FACES) break;
    if (faces.every((face) => overlap(face, proposal) <= MOST_OVERLAP)) faces.push(proposal);
  }
  return faces.map((face) => squareOf(face, image));
}

/** What one grid proposes: a score for each anchor, and as many boxes. */
function proposalsOf(
  scores: Float32Array = new Float32Array(),
  boxes: Float32Array = new Float32Array(),
  of: readonly Point[] = [],
): readonly Proposal[] {
  const proposals: Proposal[] = [];
  for (const [at, logit] of scores.entries()) {
    const score = 1 / (1 + Math.exp(-logit));
    if (score > LEAST_CONFIDENCE)
      proposals.push(proposalOf(score, boxes.subarray(at * VALUES, (at + 1) * VALUES), of[at]!));
  }
  return proposals;
}

function proposalOf(score: number, values: Float32Array, [x, y]: Point): Proposal {
  const value = (at: number): number => values[at] ?? Number.NaN;
  const centre = [x + value(0), y + value(1)] as const;
  const half = [value(2) / 2, value(3) / 2] as const;
  return {
    score,
    from: [centre[0] - half[0], centre[1] - half[1]],
    to: [centre[0] + half[0], centre[1] + half[1]],
    nose: [x + value(NOSE), y + value(NOSE + 1)],
    mouth: [x + value(MOUTH), y + value(MOUTH + 1)],
  };
}

function overlap(one: Proposal, other: Proposal): number {
  const shared = ([0, 1] as const)
    .map((axis) =>
      Math.max(0, Math.min(one.to[axis], other.to[axis]) - Math.max(one.from[axis], other.from[axis])),
    )
    .reduce((area, length) => area * length, 1);
  return shared / (areaOf(one) + areaOf(other) - shared);
}

function areaOf({ from, to }: Proposal): number {
  return (to[0] - from[0]) * (to[1] - from[1]);
}

/** From the squeezed picture back to the whole one; with room, square, and turned so that the nose is above the mouth. */
function squareOf({ from, to, nose, mouth }: Proposal, { width, height }: Pixels): Square {
  const [wide, high] = [width / DETECTOR_EDGE, height / DETECTOR_EDGE];
  const x = ((from[0] + to[0]) / 2) * wide;
  const y = ((from[1] + to[1]) / 2) * high;
  const half = (Math.max((to[0] - from[0]) * wide, (to[1] - from[1]) * high) * ROOM) / 2;
  const [left, right] = [Math.round(x - half), Math.round(x + half)];
  const [top, bottom] = [Math.round(y - half), Math.round(y + half)];
  const tilt = turnOf(Math.PI / 2 - Math.atan2((mouth[1] - nose[1]) * high, (nose[0] - mouth[0]) * wide));
  return {
    x: (left + right) / 2,
    y: (top + bottom) / 2,
    edge: right - left,
    angle: Math.abs(tilt) > LEAST_TILT ? tilt : 0,
  };
}

/** The same direction between −π and π. */
function turnOf(radians: number): number {
  return radians - 2 * Math.PI * Math.floor((radians + Math.PI) / (2 * Math.PI));
}
