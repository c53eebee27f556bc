import { writeFileSync } from 'node:fs';
import sharp from 'sharp';

const width = 640;
const height = 480;

/**
 * Films a still picture: what Chromium plays as its camera. Motion JPEG is JPEG after JPEG; the picture sways by a few
 * pixels, so that no two frames are the same bytes.
 * @param picture path of a JPEG or PNG; fitted into 640 × 480 on grey.
 * @param film absolute path to write, ending in `.mjpeg`.
 * @returns `film`, for `launchBrowser({ fakeCamera })`.
 */
export async function filmPicture(picture: string, film: string): Promise<string> {
  const margin = 8;
  const background = { r: 128, g: 128, b: 128 };
  const still = await sharp(picture)
    .resize(width, height, { fit: 'contain', background })
    .extend({ top: margin, bottom: margin, left: margin, right: margin, background })
    .png()
    .toBuffer();
  const frames = await Promise.all(
    Array.from({ length: 20 }, (_, index) => {
      const sway = Math.round(margin / 2 + (margin / 2) * Math.sin((2 * Math.PI * index) / 20));
      return sharp(still)
        .extract({ left: sway, top: margin - Math.floor(sway / 2), width, height })
        .jpeg({ quality: 90, chromaSubsampling: '4:2:0' })
        .toBuffer();
    }),
  );
  writeFileSync(film, Buffer.concat(frames));
  return film;
}
