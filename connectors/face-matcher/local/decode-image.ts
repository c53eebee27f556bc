import sharp from 'sharp';
import type { Pixels } from './engine/resample.ts';
import { imageKind } from './image-kind.ts';

const LONGEST_EDGE = 640;
const MOST_PIXELS = 4_000_000;

/**
 * Encoded JPEG or PNG → pixels, upright, at most 640 px on the longer edge; null where it is not such an image.
 * The pixel cap holds before memory is asked for: a 64-megapixel PNG fits into 202 kB (face-check.md 8).
 */
export async function decodeImage(bytes: Uint8Array): Promise<Pixels | null> {
  if (imageKind(bytes) === null) return null;
  try {
    const { data, info } = await sharp(bytes, {
      limitInputPixels: MOST_PIXELS,
      failOn: 'error',
      sequentialRead: true,
    })
      .rotate()
      .resize(LONGEST_EDGE, LONGEST_EDGE, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#888' })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height };
  } catch {
    return null;
  }
}
