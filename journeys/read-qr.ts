import jsqr from 'jsqr';
import type { Page } from 'playwright-core';
import sharp from 'sharp';

/** A CommonJS package: for Node the function is the default, for the types the default of the default. */
const decode = jsqr as unknown as typeof jsqr.default;

const lookForMs = 15_000;

/**
 * Holds a phone before a screen: finds the QR code in the pixels of what is shown there, and looks until there is one.
 * @param screen is scrolled to its code; beyond that nothing but its picture is used.
 * @returns the text of the code.
 */
export async function readQr(screen: Page): Promise<string> {
  await screen.getByRole('img', { name: /^QR code/ }).scrollIntoViewIfNeeded();
  const until = Date.now() + lookForMs;
  do {
    const { data, info } = await sharp(await screen.screenshot())
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const found = decode(new Uint8ClampedArray(data), info.width, info.height);
    if (found !== null && found.data !== '') return found.data;
  } while (Date.now() < until);
  throw new Error(`No QR code can be read on ${screen.url()}`);
}
