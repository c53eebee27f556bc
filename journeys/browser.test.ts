import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, openPage } from './browser.ts';
import { filmPicture } from './camera.ts';
import { addAuthenticator } from './passkeys.ts';
import { takeScreenshots } from './screenshots.ts';

const html = (body: string) =>
  `<!doctype html><html lang="en"><head><title>t</title><meta name="viewport" content="width=device-width"></head><body><main><h1>t</h1>${body}</main></body></html>`;
const pages = createServer((request, answer) => {
  answer.setHeader('content-type', 'text/html');
  answer.setHeader('content-security-policy', "default-src 'none'; script-src 'self'; style-src 'self'");
  answer.end(html(request.url === '/faulty' ? '<p><img src="data:,"></p>' : '<p>All is well.</p>'));
});
let origin = '';
const folder = mkdtempSync(join(tmpdir(), 'regain-browser-'));

beforeAll(async () => {
  await new Promise<void>((listening) => pages.listen(0, 'localhost', listening));
  origin = `http://localhost:${(pages.address() as AddressInfo).port}`;
});
afterAll(() => {
  pages.close();
  rmSync(folder, { recursive: true });
});

const createPasskey = `navigator.credentials.create({ publicKey: {
  challenge: new Uint8Array(32), rp: { name: 't' }, user: { id: new Uint8Array(8), name: 'n', displayName: 'd' },
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }], timeout: 3000,
  authenticatorSelection: { residentKey: 'required', userVerification: 'required' } } }).then(() => 'made', (e) => e.name)`;

const readCamera = `navigator.mediaDevices.getUserMedia({ video: true }).then(async (stream) => {
  const video = document.createElement('video');
  video.srcObject = stream;
  await video.play();
  const canvas = Object.assign(document.createElement('canvas'), { width: video.videoWidth, height: video.videoHeight });
  const pen = canvas.getContext('2d');
  pen.drawImage(video, 0, 0);
  return { width: canvas.width, height: canvas.height, centre: [...pen.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data] };
})`;

describe('the browser of the stories', () => {
  test('has passkeys, and a person who cancels', async () => {
    const browser = await launchBrowser();
    const page = await openPage(browser);
    await page.goto(origin);
    const authenticator = await addAuthenticator(page);
    expect(await page.evaluate(createPasskey)).toBe('made');
    expect(await authenticator.countPasskeys()).toBe(1);
    await authenticator.setUserVerified(false);
    expect(await page.evaluate(createPasskey)).toBe('NotAllowedError');
    await browser.close();
  });

  test('shows the camera a picture', async () => {
    const picture = join(folder, 'green.png');
    await sharp({ create: { width: 480, height: 480, channels: 3, background: { r: 32, g: 192, b: 64 } } })
      .png()
      .toFile(picture);
    const browser = await launchBrowser({
      fakeCamera: await filmPicture(picture, join(folder, 'green.mjpeg')),
    });
    const page = await openPage(browser);
    await page.goto(origin);
    const seen = (await page.evaluate(readCamera)) as { width: number; height: number; centre: number[] };
    expect([seen.width, seen.height]).toEqual([640, 480]);
    const [red = 0, green = 0, blue = 0] = seen.centre;
    expect(Math.max(Math.abs(red - 32), Math.abs(green - 192), Math.abs(blue - 64))).toBeLessThan(16);
    await browser.close();
  });

  test('takes screenshots of a good page and names the faults of a bad one', async () => {
    const browser = await launchBrowser();
    const page = await openPage(browser);
    await page.goto(origin);
    await takeScreenshots(page, 'harness');
    expect(page.viewportSize()).toEqual({ width: 1280, height: 800 });
    await page.goto(`${origin}/faulty`);
    await expect(takeScreenshots(page, 'harness-faulty')).rejects.toThrow(
      'harness-faulty-320-light-ltr: image-alt',
    );
    const glance = takeScreenshots(page, 'harness-glance', { glance: true });
    await expect(glance).rejects.toThrow(
      /harness-glance-320-dark-rtl: image-alt[\s\S]*harness-glance-1280-light-ltr: image-alt/,
    );
    expect(existsSync(new URL('./screenshots/harness-glance-320-dark-rtl.png', import.meta.url))).toBe(false);
    await browser.close();
  });
});
