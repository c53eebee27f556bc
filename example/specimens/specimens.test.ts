import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { confidenceOf, distanceBetween } from '../../connectors/face-matcher/local/confidence.ts';
import { loadEngine } from '../../connectors/face-matcher/local/engine/load-engine.ts';
import { readFace } from '../../connectors/face-matcher/local/read-face.ts';
import { drawFace } from './draw-face.ts';
import { specimenFeatures } from './specimen-features.ts';

const picture = (face: string) => join(import.meta.dirname, face);
const { specimens } = JSON.parse(await readFile(picture('specimens.json'), 'utf8')) as {
  specimens: { id: string; face: string }[];
};
const ids = specimens.map(({ id }) => id);
/** Of each specimen's picture against each other's: row by row, in the order of specimens.json. */
const matrix: number[][] = [];

beforeAll(async () => {
  const engine = await loadEngine();
  const descriptors: Float32Array[] = [];
  for (const { id, face } of specimens) {
    const read = await readFace(engine, await readFile(picture(face)));
    if (read.kind !== 'face') throw new TypeError(`${id}: ${read.kind}`);
    if (Math.abs(read.yaw) > 5) throw new TypeError(`${id} looks aside by ${read.yaw}°`);
    descriptors.push(await engine.describe(read.chip));
  }
  for (const row of descriptors)
    matrix.push(descriptors.map((other) => confidenceOf(distanceBetween(row, other))));
});

describe('each picture', () => {
  test('belongs to a drawn specimen, and each drawing to a picture', () => {
    expect(Object.keys(specimenFeatures)).toEqual(ids);
  });

  test.each(specimens)('$id: a JPEG of 512 × 640 in at most 60 kB', async ({ face }) => {
    const { format, width, height } = await sharp(picture(face)).metadata();
    expect({ format, width, height }).toEqual({ format: 'jpeg', width: 512, height: 640 });
    expect((await stat(picture(face))).size).toBeLessThanOrEqual(60_000);
  });

  test('is what the script draws', async () => {
    const { id, face } = specimens[0]!;
    const drawn = await sharp(Buffer.from(drawFace(specimenFeatures[id]!)))
      .flatten({ background: '#fff' })
      .raw()
      .toBuffer();
    const kept = await sharp(picture(face)).raw().toBuffer();
    let difference = 0;
    for (const [at, value] of kept.entries()) difference += Math.abs(value - drawn[at]!);
    expect(difference / kept.length).toBeLessThan(4);
  });
});

describe('no two specimens match (D9)', () => {
  test('every pair stays at 50 or below, far from the threshold of 70', () => {
    const matching = ids.flatMap((id, row) =>
      ids.filter((_, column) => column > row && matrix[row]![column]! > 50).map((other) => `${id}/${other}`),
    );
    expect(matching).toEqual([]);
  });

  test('the table in docs/face-check.md says what is measured here', async () => {
    const page = await readFile(join(import.meta.dirname, '../../docs/face-check.md'), 'utf8');
    for (const [row, id] of ids.entries()) {
      const written =
        page
          .match(new RegExp(`^\\| ${id} \\|(.*)\\|$`, 'm'))?.[1]
          ?.split('|')
          .map(Number) ?? [];
      expect(written.length).toBe(ids.length);
      // Another processor rounds the network's sums differently; not by more than this.
      for (const [column, value] of written.entries())
        expect(Math.abs(value - matrix[row]![column]!)).toBeLessThanOrEqual(2);
    }
  });
});
