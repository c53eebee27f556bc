import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { decodeImage } from './decode-image.ts';

const grey = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#808080' }, limitInputPixels: false });

describe('before any decoder: magic bytes (face-check.md 8)', () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><image href="file:///etc/hostname"/></svg>';
  test.each([
    ['an SVG with a reference to a file', async () => Buffer.from(svg)],
    ['a GIF', () => grey(200, 200).gif().toBuffer()],
    ['a WebP', () => grey(200, 200).webp().toBuffer()],
    ['a TIFF', () => grey(200, 200).tiff().toBuffer()],
    [
      'a JPEG behind a byte of something else',
      async () => Buffer.concat([Buffer.from(' '), await grey(9, 9).jpeg().toBuffer()]),
    ],
    ['nothing', async () => Buffer.alloc(0)],
  ])('%s is not an image here', async (_, make) => {
    expect(await decodeImage(await make())).toBeNull();
  });
});

describe('by the decoder', () => {
  test('a 64-megapixel PNG of few bytes is refused', async () => {
    const bomb = await grey(8000, 8000).png({ compressionLevel: 9 }).toBuffer();
    expect(bomb.length).toBeLessThan(300_000);
    expect(await decodeImage(bomb)).toBeNull();
  });

  test('a truncated JPEG is refused', async () => {
    const whole = await grey(640, 480).jpeg().toBuffer();
    expect(await decodeImage(whole.subarray(0, whole.length - 400))).toBeNull();
  });

  test.each([
    ['JPEG', () => grey(1280, 960).jpeg().toBuffer(), 640, 480],
    ['PNG', () => grey(100, 200).png().toBuffer(), 100, 200],
    [
      'a JPEG that the camera turned',
      () => grey(640, 480).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
      480,
      640,
    ],
  ] as const)('%s comes out as RGB, at most 640 px, upright', async (_, make, width, height) => {
    const pixels = await decodeImage(await make());
    expect(pixels).toMatchObject({ width, height });
    expect(pixels?.data.length).toBe(width * height * 3);
  });
});
