import type { Tint } from '#recovery/steps/face-check/index.ts';
import type { Point } from './engine/align-chip.ts';
import type { Pixels } from './engine/resample.ts';

/** Middle of the forehead and of both cheeks, in the 468-point mesh: skin, no hair, no beard, seldom glasses. */
const SKIN = [151, 50, 280] as const;
/** Half the edge of the squares that are read there, as a share of the face's. */
const REACH = 1 / 16;
/** Of what is around the head, every fourth pixel of every fourth row is enough. */
const STRIDE = 4;

/** Mean colours of skin and of what is around the head; undefined when one of them is not in the picture. */
export function measureTint(image: Pixels, mesh: readonly Point[]): Tint | undefined {
  const xs = mesh.map(([x]) => x);
  const ys = mesh.map(([, y]) => y);
  const [left, right, top] = [Math.min(...xs), Math.max(...xs), Math.min(...ys)];
  const edge = right - left;
  const reach = Math.max(1, Math.round(edge * REACH));
  const skin = meanOf(image, (add) => {
    for (const index of SKIN) {
      const [x, y] = mesh[index]!;
      for (let v = y - reach; v <= y + reach; v++) for (let u = x - reach; u <= x + reach; u++) add(u, v);
    }
  });
  // Beside the head and above the shoulders: clothes are nearer to the screen than the wall.
  const bottom = top + edge;
  const around = meanOf(image, (add) => {
    for (let v = 0; v < Math.min(bottom, image.height); v += STRIDE)
      for (let u = 0; u < image.width; u += STRIDE)
        if (u < left - edge / 3 || u > right + edge / 3) add(u, v);
  });
  return skin === null || around === null ? undefined : { skin, around };
}

function meanOf(
  { data, width, height }: Pixels,
  visit: (add: (x: number, y: number) => void) => void,
): Tint['skin'] | null {
  let [red, green, blue, count] = [0, 0, 0, 0];
  visit((x, y) => {
    if (x < 0 || y < 0 || x >= width || y >= height) return;
    const at = (y * width + x) * 3;
    red += data[at]!;
    green += data[at + 1]!;
    blue += data[at + 2]!;
    count += 1;
  });
  const mean = (sum: number): number => Math.round((sum / count) * 100) / 100;
  return count === 0 ? null : [mean(red), mean(green), mean(blue)];
}
