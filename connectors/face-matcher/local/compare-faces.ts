import type { CaptureProblem, FaceComparison } from '#recovery/steps/face-check/index.ts';
import { confidenceOf, distanceBetween, median } from './confidence.ts';
import type { FaceEngine } from './load-engine.ts';
import { type NotOneFace, type ReadFace, readFace } from './read-face.ts';

/** Gates are design choices, not tuned on real captures (face-check.md 7). */
export const GATES = {
  /** Shorter edge of the face, px: smaller copies of one and the same picture already drift apart. */
  smallestEdge: 100,
  /** Degrees to either side: the portrait is frontal, so only frontal frames are scored. */
  mostYaw: 12,
  /** 0–255, see `ChipMeasures`. */
  darkestHighlights: 40,
  leastSharpness: 0.006,
  /** The session's score is a median; of fewer it is no median. */
  leastFrontalFrames: 3,
} as const;

/**
 * Scores one capture: every frame on its own, then the median over the frontal ones.
 * Dear work comes last: a portrait without a face costs no frame, a frame behind a gate costs no descriptor.
 */
export async function compareFaces(
  engine: FaceEngine,
  images: { readonly portrait: Uint8Array; readonly frames: readonly Uint8Array[] },
): Promise<FaceComparison> {
  const portrait = await readFace(engine, images.portrait);
  if (portrait.kind !== 'face') return { kind: 'portrait', problem: portraitProblem(portrait.kind) };
  if (portrait.edge < GATES.smallestEdge) return { kind: 'portrait', problem: 'tooSmall' };

  const usable: ReadFace[] = [];
  const problems: CaptureProblem[] = [];
  for (const frame of images.frames) {
    const face = await readFace(engine, frame);
    const problem = face.kind === 'face' ? gateProblem(face) : frameProblem(face.kind);
    if (problem === null && face.kind === 'face') usable.push(face);
    if (problem !== null) problems.push(problem);
  }
  // One frame with two people in it spoils the capture: which of them is being checked?
  if (problems.includes('severalFaces')) return { kind: 'capture', problem: 'severalFaces' };
  if (usable.length < GATES.leastFrontalFrames) return { kind: 'capture', problem: mostFrequent(problems) };

  const expected = await engine.describe(portrait.chip);
  const distances: number[] = [];
  for (const face of usable) distances.push(distanceBetween(expected, await engine.describe(face.chip)));
  return {
    kind: 'compared',
    confidence: confidenceOf(median(distances)),
    frontalFrames: usable.length,
    // No presentation-attack detection here, and none is pretended (face-check.md 6).
    live: null,
  };
}

function gateProblem(face: ReadFace): CaptureProblem | null {
  if (face.edge < GATES.smallestEdge) return 'tooFar';
  if (Math.abs(face.yaw) >= GATES.mostYaw) return 'turnedAway';
  if (face.highlights < GATES.darkestHighlights) return 'tooDark';
  if (face.sharpness < GATES.leastSharpness) return 'blurred';
  return null;
}

function frameProblem(kind: NotOneFace['kind']): CaptureProblem {
  return kind === 'dark' ? 'tooDark' : kind;
}

function portraitProblem(kind: NotOneFace['kind']): 'noFace' | 'severalFaces' | 'unreadable' {
  return kind === 'dark' ? 'noFace' : kind;
}

function mostFrequent(problems: readonly CaptureProblem[]): CaptureProblem {
  const count = (problem: CaptureProblem) => problems.filter((other) => other === problem).length;
  return problems.reduce(
    (most, problem) => (count(problem) > count(most) ? problem : most),
    problems[0] ?? 'unreadable',
  );
}
