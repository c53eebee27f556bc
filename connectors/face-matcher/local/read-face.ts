import type { Tint } from '#recovery/steps/face-check/index.ts';
import { decodeImage } from './decode-image.ts';
import { alignChip, type Point, placeOf } from './engine/align-chip.ts';
import type { FoundFace } from './engine/find-mesh.ts';
import type { FaceEngine } from './engine/load-engine.ts';
import type { Pixels } from './engine/resample.ts';
import { type ChipMeasures, measureChip } from './measure-chip.ts';
import { measureTint } from './measure-tint.ts';

export interface ReadFace extends Pick<FoundFace, 'edge' | 'yaw'>, ChipMeasures {
  readonly kind: 'face';
  /** Eye corners and nose, px: enough to cut the same chip out of the same picture again. */
  readonly place: readonly Point[];
  /** Cropped and aligned, for `FaceEngine.describe`: the descriptor is dear, so the gates come first. */
  readonly chip: Float32Array;
  readonly tint: Tint | undefined;
}

export type NotOneFace = { readonly kind: 'unreadable' | 'dark' | 'noFace' | 'severalFaces' };

/** Nothing in the whole picture is brighter than this (0–255): the lens is covered, or the room is dark. */
const DARK_PICTURE = 30;

/** Encoded image → its one face, upright and measured; a second face in it is never "the other one". */
export async function readFace(engine: FaceEngine, bytes: Uint8Array): Promise<ReadFace | NotOneFace> {
  const image = await decodeImage(bytes);
  if (image === null) return { kind: 'unreadable' };
  const faces = await engine.findFaces(image);
  if (faces.length > 1) return { kind: 'severalFaces' };
  const [face] = faces;
  if (face === undefined) return { kind: brightest(image) < DARK_PICTURE ? 'dark' : 'noFace' };
  const place = placeOf(face.mesh);
  const chip = alignChip(image, place);
  return {
    kind: 'face',
    edge: face.edge,
    yaw: face.yaw,
    place,
    chip,
    tint: measureTint(image, face.mesh),
    ...measureChip(chip),
  };
}

/** Brightest byte but for one in a hundred, so that noise and a power light do not count. */
function brightest({ data }: Pixels): number {
  const counts = new Uint32Array(256);
  for (const value of data) counts[value]!++;
  let left = data.length / 100;
  for (let value = 255; value > 0; value--) {
    left -= counts[value]!;
    if (left <= 0) return value;
  }
  return 0;
}
