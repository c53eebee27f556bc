import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A public-domain photograph and a film made of it, its mesh turned to both sides: an animated still. They lie outside the
 * checkout; tests that need them say so when they are absent (docs/face-check.md 11).
 */
const folder = join(import.meta.dirname, '../../../shared/fixtures/faces');

export const astronaut = join(folder, 'astronaut.png');

/** The film's pictures. Motion JPEG is JPEGs in a row: each begins with FF D8 FF. */
export async function film(): Promise<readonly Buffer[]> {
  const stream = await readFile(join(folder, 'astronaut-headturn.mjpeg'));
  const marker = Buffer.from([0xff, 0xd8, 0xff]);
  const starts: number[] = [];
  for (let at = stream.indexOf(marker); at >= 0; at = stream.indexOf(marker, at + 3)) starts.push(at);
  return starts.map((start, index) => stream.subarray(start, starts[index + 1]));
}
