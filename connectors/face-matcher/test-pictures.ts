import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { FaceMatcher, PlacedFrame } from '#recovery/steps/face-check/index.ts';

/**
 * Pictures for the contract suite, made from the drawn specimens: they prove plumbing, not accuracy (D9).
 * Frames are what a camera of 640 × 480 would deliver, as JPEG.
 */
const SPECIMENS = join(import.meta.dirname, '../../example/specimens');
const FRAME = { width: 640, height: 480 } as const;

export const portrait = (specimen: string): Promise<Buffer> => readFile(join(SPECIMENS, `${specimen}.jpg`));

export interface Pose {
  /** Height of the specimen's picture within the frame, px. */
  readonly height?: number;
  readonly left?: number;
  /** 1 leaves the light as it is. */
  readonly light?: number;
  /** Standard deviation, px. */
  readonly blur?: number;
}

export async function frame(specimens: readonly string[], pose: Pose = {}): Promise<Buffer> {
  const { height = FRAME.height, left = 0, light = 1, blur } = pose;
  const width = Math.round((height * 512) / 640);
  const room = FRAME.width / Math.max(1, specimens.length);
  const layers = specimens.map(async (specimen, at) => ({
    input: await sharp(await portrait(specimen))
      .resize({ width: Math.min(width, Math.floor(room)), height, fit: 'cover' })
      .toBuffer(),
    left: Math.round(room * at + (room - Math.min(width, room)) / 2) + left,
    top: Math.round((FRAME.height - height) / 2),
  }));
  const empty = sharp({ create: { ...FRAME, channels: 3, background: '#8a8f94' } });
  const composed = sharp(
    await empty
      .composite(await Promise.all(layers))
      .png()
      .toBuffer(),
  ).linear(light, 0);
  return (blur === undefined ? composed : composed.blur(blur)).jpeg({ quality: 85 }).toBuffer();
}

/** Frames as they are scored: looked at before, and all of them frontal. Throws for one that cannot be used. */
export function placed(
  matcher: Pick<FaceMatcher, 'readFrame'>,
  pictures: readonly Uint8Array[],
): Promise<PlacedFrame[]> {
  return Promise.all(
    pictures.map(async (picture) => {
      const reading = await matcher.readFrame(picture);
      if (reading.kind !== 'face') throw new TypeError(`a frame cannot be used: ${reading.problem}`);
      return { picture, place: reading.place, frontal: true };
    }),
  );
}

/** A capture of somebody who does not hold perfectly still. */
export function capture(specimen: string, pose: Pose = {}): Promise<Buffer[]> {
  const moves: readonly Pose[] = [
    { height: 476 },
    { height: 470, left: 6 },
    { height: 464, left: -8, light: 1.06 },
    { height: 458, left: 3, light: 0.92 },
    { height: 472, left: -3 },
  ];
  return Promise.all(moves.map((move) => frame([specimen], { ...move, ...pose })));
}
