import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { lightHintOf, thumbnail } from './light-hint.ts';

/** A drawn specimen's head in the oval, itself in so much light, before a wall. */
async function seen(specimen: string, light: number, wall: string) {
  const [width, height] = [270, 337];
  const head = Buffer.from(
    `<svg width="${width}" height="${height}"><ellipse cx="135" cy="168" rx="115" ry="160" fill="#fff"/></svg>`,
  );
  const face = await sharp(join(import.meta.dirname, `../../../example/specimens/${specimen}.jpg`))
    .resize(width, height)
    .linear(light, 0)
    .ensureAlpha()
    .composite([{ input: head, blend: 'dest-in' }])
    .png()
    .toBuffer();
  const room = sharp({ create: { width: 640, height: 480, channels: 3, background: wall } });
  const picture = await room
    .composite([{ input: face, left: 185, top: 62 }])
    .png()
    .toBuffer();
  return sharp(picture).resize(thumbnail.width, thumbnail.height).ensureAlpha().raw().toBuffer();
}

const white = '#f5f5f5';
test.each([
  ['mara', 1, '#8a8f94', null],
  ['mara', 1, white, null],
  // Dark skin before a white wall is no shadow.
  ['omar', 1, white, null],
  ['ruth', 1, white, null],
  ['tiago', 1, white, null],
  ['mara', 0.35, white, 'backlit'],
  ['omar', 0.35, white, 'backlit'],
  ['mara', 0.25, '#202020', 'dark'],
  ['omar', 0.25, '#202020', 'dark'],
] as const)('%s in light %d before %s: %s', async (specimen, light, wall, hint) => {
  expect(lightHintOf(await seen(specimen, light, wall))).toBe(hint);
});

test('an empty bright room is no face against the light', () => {
  expect(lightHintOf(new Uint8Array(thumbnail.width * thumbnail.height * 4).fill(230))).toBeNull();
});
