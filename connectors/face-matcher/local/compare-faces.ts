import type { FaceComparison, PlacedFrame } from '#recovery/steps/face-check/index.ts';
import { confidenceOf, distanceBetween, median } from './confidence.ts';
import { decodeImage } from './decode-image.ts';
import { alignChip } from './engine/align-chip.ts';
import type { FaceEngine } from './engine/load-engine.ts';
import { GATES } from './gates.ts';
import { readFace } from './read-face.ts';

/**
 * Scores one capture, whose frames `readFrame` has looked at before: each on its own against the portrait, then the
 * median over the frontal ones. Every frame must also be near every frontal one, or the face was changed between two steps.
 * Dear work comes last: a portrait without a face costs no frame.
 */
export async function compareFaces(
  engine: FaceEngine,
  images: { readonly portrait: Uint8Array; readonly frames: readonly PlacedFrame[] },
): Promise<FaceComparison> {
  const portrait = await readFace(engine, images.portrait);
  if (portrait.kind === 'dark') return { kind: 'portrait', problem: 'noFace' };
  if (portrait.kind !== 'face') return { kind: 'portrait', problem: portrait.kind };
  if (portrait.edge < GATES.smallestEdge) return { kind: 'portrait', problem: 'tooSmall' };

  const expected = await engine.describe(portrait.chip);
  const frontal: Float32Array[] = [];
  const turned: Float32Array[] = [];
  for (const frame of images.frames) {
    const image = await decodeImage(frame.picture);
    if (image === null) return { kind: 'capture', problem: 'unreadable' };
    const descriptor = await engine.describe(alignChip(image, frame.place));
    (frame.frontal ? frontal : turned).push(descriptor);
  }
  if (frontal.length < GATES.leastFrontalFrames) return { kind: 'capture', problem: 'turnedAway' };

  const changes = frontal.flatMap((one, at) =>
    [...frontal.slice(at + 1), ...turned].map((other) => distanceBetween(one, other)),
  );
  return {
    kind: 'compared',
    confidence: confidenceOf(median(frontal.map((each) => distanceBetween(expected, each)))),
    frontalFrames: frontal.length,
    // Written so that a distance that is no number fails.
    onePerson: changes.every((distance) => distance <= GATES.mostChange),
    // No presentation-attack detection here, and none is pretended (face-check.md 6).
    live: null,
  };
}
