import type { CaptureProblem, FrameReading } from '#recovery/steps/face-check/index.ts';
import type { FaceEngine } from './engine/load-engine.ts';
import { GATES } from './gates.ts';
import { type NotOneFace, type ReadFace, readFace } from './read-face.ts';

/** Looks at one frame of a capture: one face, near, lit and sharp enough. What pose is wanted is not known here. */
export async function readFrame(engine: FaceEngine, frame: Uint8Array): Promise<FrameReading> {
  const face = await readFace(engine, frame);
  if (face.kind !== 'face') return { kind: 'capture', problem: frameProblem(face.kind) };
  const problem = gateProblem(face);
  return problem === null
    ? { kind: 'face', yaw: face.yaw, place: face.place, tint: face.tint }
    : { kind: 'capture', problem };
}

function gateProblem(face: ReadFace): CaptureProblem | null {
  if (face.edge < GATES.smallestEdge) return 'tooFar';
  if (face.highlights < GATES.darkestHighlights) return 'tooDark';
  if (face.sharpness < GATES.leastSharpness) return 'blurred';
  return null;
}

function frameProblem(kind: NotOneFace['kind']): CaptureProblem {
  return kind === 'dark' ? 'tooDark' : kind;
}
