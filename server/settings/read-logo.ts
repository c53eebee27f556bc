import { createHash } from 'node:crypto';

/** A photo of a whole page has some 300 kB; a logo needs a tenth of it. */
const maximumBytes = 150_000;
const largest = { width: 480, height: 160 };

export interface Logo {
  readonly png: Buffer;
  readonly digest: string;
  readonly width: number;
  readonly height: number;
}

/**
 * A logo out of what an admin uploaded: PNG or JPEG by its first bytes, never by its name, and no SVG, which can carry script. It is
 * drawn anew, at most 480 × 160, so that nothing of the file but its picture reaches anybody's browser.
 */
export async function readLogo(
  bytes: Buffer,
): Promise<Logo | 'tooLarge' | 'otherKind' | 'tooManyPixels' | 'broken'> {
  if (bytes.length > maximumBytes) return 'tooLarge';
  const isPng = bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'));
  const isJpeg = bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'));
  if (!isPng && !isJpeg) return 'otherKind';
  // 29 MB that a server without uploads never needs.
  const { default: sharp } = await import('sharp');
  try {
    // A few bytes can claim to be a picture of a million by a million.
    const { data, info } = await sharp(bytes, { failOn: 'error', limitInputPixels: 4_000_000 })
      .autoOrient()
      .resize({ ...largest, fit: 'inside', withoutEnlargement: true })
      .png({ compressionLevel: 9 })
      .toBuffer({ resolveWithObject: true });
    const digest = createHash('sha256').update(data).digest('base64url').slice(0, 22);
    return { png: data, digest, width: info.width, height: info.height };
  } catch (cause) {
    return cause instanceof Error && cause.message.includes('pixel limit') ? 'tooManyPixels' : 'broken';
  }
}
