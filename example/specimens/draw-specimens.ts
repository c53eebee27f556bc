/**
 * Draws the specimen faces anew: `node example/specimens/draw-specimens.ts [folder]`.
 * Run by hand after a change here; the pictures are committed, so that an example needs no drawing.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { drawFace } from './draw-face.ts';
import { specimenFeatures } from './specimen-features.ts';

const folder = process.argv[2] ?? import.meta.dirname;

for (const [id, features] of Object.entries(specimenFeatures)) {
  const picture = sharp(Buffer.from(drawFace(features))).flatten({ background: '#fff' });
  await writeFile(join(folder, `${id}.jpg`), await picture.jpeg({ quality: 86, mozjpeg: true }).toBuffer());
}
