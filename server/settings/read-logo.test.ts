import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { readLogo } from './read-logo.ts';

const draw = (width: number, height: number, format: 'png' | 'jpeg' | 'webp' = 'png') =>
  sharp({ create: { width, height, channels: 4, background: { r: 10, g: 90, b: 110, alpha: 0.5 } } })
    .toFormat(format)
    .toBuffer();

describe('a logo', () => {
  test.each(['png', 'jpeg'] as const)(
    'may be %s; it is drawn anew as PNG, no larger than it needs',
    async (format) => {
      const logo = await readLogo(await draw(960, 160, format));
      if (typeof logo === 'string') throw new Error(logo);
      expect([logo.width, logo.height, logo.png.subarray(1, 4).toString()]).toEqual([480, 80, 'PNG']);
      expect(logo.digest).toMatch(/^[\w-]{22}$/);
    },
  );

  test('a small one keeps its size, and nothing but its picture goes on', async () => {
    const note = Buffer.from('<script>alert(1)</script>');
    const drawn = await sharp(await draw(40, 20))
      .withExif({ IFD0: { Copyright: 'secret' } })
      .png()
      .toBuffer();
    const logo = await readLogo(Buffer.concat([drawn, note]));
    if (typeof logo === 'string') throw new Error(logo);
    expect([logo.width, logo.height]).toEqual([40, 20]);
    expect([logo.png.includes('script'), logo.png.includes('secret')]).toEqual([false, false]);
  });

  test.each([
    ['SVG', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'otherKind'],
    ['WebP', () => draw(40, 20, 'webp'), 'otherKind'],
    ['nothing', async () => Buffer.alloc(0), 'otherKind'],
    ['a page named .png', async () => Buffer.from('<html>'), 'otherKind'],
    ['more than 150 kB', async () => Buffer.alloc(150_001), 'tooLarge'],
    ['a few bytes that claim millions of pixels', () => draw(2_100, 2_000), 'tooManyPixels'],
    ['half a picture', async () => (await draw(400, 200)).subarray(0, 60), 'broken'],
  ] as const)('is not %s', async (_name, make, problem) => {
    expect(await readLogo(await make())).toBe(problem);
  });
});
