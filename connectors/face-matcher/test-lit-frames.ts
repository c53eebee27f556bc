import sharp from 'sharp';
import { type Light, lights } from '#recovery/steps/face-check/light.ts';

export interface Lit {
  /** Share of the light that comes back, of the face and of all else. */
  readonly face: number;
  readonly around: number;
}

/**
 * A frame as it would look in the light of a screen: where the head is, by so much; and the camera's white balance wanders by
 * up to three in a hundred from frame to frame, as cameras do. Rendered: no skin and no screen was measured.
 */
export async function lit(frame: Buffer, light: Light, { face, around }: Lit, nth: number): Promise<Buffer> {
  const { data, info } = await sharp(frame).raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const balance = [0, 1, 2].map((channel) => 1 + 0.03 * Math.sin(nth * 2.4 + channel * 2.1));
  for (let at = 0; at < data.length; at++) {
    const [pixel, channel] = [Math.floor(at / channels), at % channels];
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const isHead = ((x - 320) / 150) ** 2 + ((y - 235) / 195) ** 2 < 1;
    const share = isHead ? face : around;
    const seen = 1 - share + (share * lights[light][channel]!) / 255;
    data[at] = Math.min(255, data[at]! * seen * balance[channel]!);
  }
  return sharp(data, { raw: { width, height, channels } }).jpeg({ quality: 85 }).toBuffer();
}
