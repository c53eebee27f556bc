import sharp, { type Sharp } from 'sharp';
import { portrait } from './test-pictures.ts';

/**
 * A drawn specimen's head turned as if it were an egg with a nose, seen from far away: what the demo camera does in the
 * browser (`example/public/demo-camera.js`), for tests that have no browser. Positive degrees turn to the person's own left.
 * An animated still: it is our own attack (docs/face-check.md 6).
 */
export async function turnedHead(specimen: string, degrees: number): Promise<Sharp> {
  const raw = { width, height, channels: 3 } as const;
  const from = await sharp(await portrait(specimen))
    .resize(width, height)
    .removeAlpha()
    .raw()
    .toBuffer();
  const to = Buffer.alloc(from.length);
  for (const [place, origin] of originsFor(degrees).entries())
    for (let channel = 0; channel < 3; channel++) to[place * 3 + channel] = from[origin * 3 + channel]!;
  return sharp(to, { raw });
}

const [width, height] = [422, 528] as const;

/** For each pixel of the turned picture, the one of the flat picture: the same for every specimen, and not quickly found. */
function originsFor(degrees: number): Uint32Array {
  const known = origins.get(degrees);
  if (known !== undefined) return known;
  const found = new Uint32Array(width * height);
  const egg = eggOf({ width, height, degrees });
  for (let y = 0; y < height; y++) {
    const row = egg(y);
    for (let x = 0; x < width; x++) {
      const column = Math.min(width - 1, Math.max(0, Math.round(row(x))));
      found[y * width + x] = y * width + column;
    }
  }
  origins.set(degrees, found);
  return found;
}
const origins = new Map<number, Uint32Array>();

/** For a row of the turned picture: which column of the flat one lands at `x`. Sought in ten steps; behind the head it fades out. */
function eggOf(of: { readonly width: number; readonly height: number; readonly degrees: number }) {
  const { width, height, degrees } = of;
  const sine = Math.sin((degrees * Math.PI) / 180);
  const lost = 1 - Math.cos((degrees * Math.PI) / 180);
  const [middle, high] = [width / 2, height * 0.469];
  const [across, along, deep] = [width * 0.293, height * 0.328, width * 0.39];
  const nose = { y: height * 0.508, out: width * 0.156, wide: width * 0.068, tall: height * 0.086 };
  return (y: number) => {
    const down = ((y - high) / along) ** 2;
    const beside = Math.exp(-(((y - nose.y) / nose.tall) ** 2)) * nose.out;
    return (x: number): number => {
      const seen = x - middle;
      let at = seen;
      for (let step = 0; step < 10; step++) {
        const radius = (at / across) ** 2 + down;
        const depth = deep * Math.sqrt(Math.max(0, 1 - radius)) + beside * Math.exp(-((at / nose.wide) ** 2));
        const fade = radius <= 1 ? 1 : Math.exp(-(((Math.sqrt(radius) - 1) * 2.5) ** 2));
        at += ((seen - (depth - deep * 0.35) * sine * fade) / (1 - lost * fade) - at) / 2;
      }
      return middle + at;
    };
  };
}
