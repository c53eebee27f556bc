import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createLocalFaceMatcher } from '../connectors/face-matcher/local/index.ts';
import { placed } from '../connectors/face-matcher/test-pictures.ts';
import { launchBrowser, openPage } from '../journeys/browser.ts';
import type { PlacedFrame } from '../recovery/steps/face-check/index.ts';

const folders = [join(import.meta.dirname, 'public'), join(import.meta.dirname, 'specimens')];
const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.jpg': 'image/jpeg',
};
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; media-src 'self' blob:";

let server: Server;
let browser: Browser;
// Browser and engine share the machine with other tests: what counts here is the answer, not how soon it comes.
const matcher = createLocalFaceMatcher({ deadline: 60_000 });
const pages: Page[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    response.setHeader('content-security-policy', policy);
    if (url.pathname === '/') {
      const lang = url.searchParams.get('lang') ?? 'en';
      const page = `<!doctype html><html lang="${lang}"><head><title>Page</title><script type="module" src="/demo/demo-camera.js"></script></head><body><main><h1>Page</h1><button>Behind</button></main></body></html>`;
      response.setHeader('content-type', 'text/html; charset=utf-8').end(page);
      return;
    }
    if (url.pathname === '/favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    const name = url.pathname.slice('/demo/'.length);
    const found = await Promise.all(folders.map((folder) => readFile(join(folder, name)).catch(() => null)));
    const bytes = found.find((each) => each !== null);
    response.statusCode = bytes === undefined ? 404 : 200;
    response.setHeader('content-type', types[extname(name)] ?? 'text/plain').end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await launchBrowser();
});

afterEach(() => Promise.all(pages.splice(0).map((page) => page.context().close())));
afterAll(async () => {
  await Promise.all([browser.close(), matcher.close(), new Promise((resolve) => server.close(resolve))]);
});

interface Visit {
  readonly lang?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
}

async function visit({ lang = 'en', ...person }: Visit = {}): Promise<{ page: Page; complaints: string[] }> {
  const page = await openPage(browser, person);
  pages.push(page);
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/?lang=${lang}`);
  return { page, complaints };
}

interface Camera {
  readonly label: string;
  readonly frames: readonly Buffer[];
  /** After the page asked to look left, and then right: several of each, as a page sends until one is taken. */
  readonly turned: readonly (readonly Buffer[])[];
}

/** Runs in the page; as text, because the DOM's types are not part of this side of the house. */
const ask = `(async () => {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1280 } }, audio: false });
    const video = Object.assign(document.createElement('video'), { srcObject: stream, muted: true });
    await video.play();
    const canvas = document.createElement('canvas');
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    const grab = async (ms) => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      canvas.getContext('2d').drawImage(video, 0, 0);
      return canvas.toDataURL('image/jpeg', 0.85).split(',')[1];
    };
    const frames = [];
    while (frames.length < 5) frames.push(await grab(250));
    const turned = [];
    for (const look of ['left', 'right']) {
      document.body.dataset.look = look;
      const taken = [await grab(2500)];
      while (taken.length < 8) taken.push(await grab(400));
      turned.push(taken);
    }
    const [track] = stream.getVideoTracks();
    track.stop();
    return { label: track.label, frames, turned };
  } catch (cause) {
    return cause.name;
  }
})()`;

/** What a page gets that asks for a camera: the track's label and five frames, or the name of the refusal. */
async function askForCamera(page: Page): Promise<Camera | string> {
  const answer = await page.evaluate<{ label: string; frames: string[]; turned: string[][] } | string>(ask);
  if (typeof answer === 'string') return answer;
  const pictures = (each: readonly string[]) => each.map((text) => Buffer.from(text, 'base64'));
  return { label: answer.label, frames: pictures(answer.frames), turned: answer.turned.map(pictures) };
}

const dialog = (page: Page) => page.getByRole('dialog');

const portraitOf = (specimen: string) => readFile(join(import.meta.dirname, 'specimens', `${specimen}.jpg`));
const aside = (frame: PlacedFrame): PlacedFrame => ({ ...frame, frontal: false });

async function turnOf(frame: Uint8Array): Promise<number> {
  const reading = await matcher.readFrame(frame);
  return reading.kind === 'face' ? reading.yaw : Number.NaN;
}

/** The picture that shows the most of a turn to that side, and its degrees: a swaying drawing reads differently from frame to frame. */
async function mostTurned(frames: readonly Buffer[], side: -1 | 1) {
  const read = [];
  for (const frame of frames) read.push({ frame, turn: side * (await turnOf(frame)) });
  return read.toSorted((a, b) => b.turn - a.turn)[0]!;
}

async function confidence(specimen: string, frames: readonly Uint8Array[]): Promise<number> {
  const portrait = await portraitOf(specimen);
  const answer = await matcher.compare({ portrait, frames: await placed(matcher, frames) });
  if (answer.kind !== 'compared') throw new TypeError(JSON.stringify(answer));
  return answer.confidence;
}

describe('a specimen looks into the camera', () => {
  // All pairs are measured from the pictures themselves in specimens/specimens.test.ts; here the way through a camera.
  test.each([
    ['mara', 'Mara Lindqvist', ['tiago', 'omar']],
    ['tiago', 'Tiago Ferreira', ['mara']],
    ['jonas', 'Jonas Weber', ['tiago']],
    ['ines', 'Inês Carvalho', ['omar']],
    ['ruth', 'Ruth Abel', ['mara']],
    ['omar', 'Omar Haddad', ['mara']],
  ] as const)(
    '%s: passes against the same portrait, fails against another (D7, D9)',
    async (id, name, others) => {
      const { page, complaints } = await visit();
      const asked = askForCamera(page);
      await dialog(page).getByRole('button', { name }).click();
      const camera = await asked;
      if (typeof camera === 'string') throw new TypeError(`refused: ${camera}`);
      expect(camera.label).toBe('Demo camera');
      expect(new Set(camera.frames.map((each) => each.toString('base64'))).size).toBe(5);

      expect(await confidence(id, camera.frames)).toBeGreaterThanOrEqual(85);
      const [toLeft, toRight] = camera.turned;
      const best = [await mostTurned(toLeft!, -1), await mostTurned(toRight!, 1)] as const;
      for (const { turn } of best) expect(turn).toBeGreaterThanOrEqual(15);
      const [left, right] = await placed(
        matcher,
        best.map(({ frame }) => frame),
      );
      // What the steps are there for does not stop it: it turns as asked and is one person throughout.
      const steps = [...(await placed(matcher, camera.frames)), ...[left!, right!].map(aside)];
      expect(await matcher.compare({ portrait: await portraitOf(id), frames: steps })).toMatchObject({
        kind: 'compared',
        onePerson: true,
        live: null,
      });

      for (const other of others)
        expect(await confidence(other, camera.frames.slice(0, 3))).toBeLessThanOrEqual(50);
      expect(complaints).toEqual([]);
    },
    60_000,
  );
});

describe('the choice', () => {
  test('is labelled as what it is', async () => {
    const { page } = await visit();
    const asked = askForCamera(page);
    const shown = page.getByRole('dialog', { name: 'Demo camera — a drawn specimen instead of your camera' });
    await shown.waitFor();
    expect(await shown.getByRole('button').allInnerTexts()).toEqual([
      'Mara Lindqvist',
      'Tiago Ferreira',
      'Jonas Weber',
      'Inês Carvalho',
      'Ruth Abel',
      'Omar Haddad',
      'Use my real camera',
      'Cancel',
    ]);
    await page.keyboard.press('Escape');
    await asked;
  });

  test('cancelled by button or by Escape, it is a refused camera', async () => {
    const { page } = await visit();
    const first = askForCamera(page);
    await dialog(page).getByRole('button', { name: 'Cancel' }).click();
    expect(await first).toBe('NotAllowedError');

    const second = askForCamera(page);
    await dialog(page).waitFor();
    await page.keyboard.press('Escape');
    expect(await second).toBe('NotAllowedError');
    expect(await dialog(page).count()).toBe(0);
  });

  test('the real camera is asked for when chosen; this machine has none', async () => {
    const { page } = await visit();
    const asked = askForCamera(page);
    await dialog(page).getByRole('button', { name: 'Use my real camera' }).click();
    expect(await asked).toBe('NotFoundError');
  });

  test('asked twice at once, it asks once', async () => {
    const { page } = await visit();
    const both = [askForCamera(page), askForCamera(page)];
    await dialog(page).waitFor();
    expect(await dialog(page).count()).toBe(1);
    await page.keyboard.press('Escape');
    expect(await Promise.all(both)).toEqual(['NotAllowedError', 'NotAllowedError']);
  });

  test('with the keyboard alone: focus stays inside, Enter chooses', async () => {
    const { page } = await visit();
    const asked = askForCamera(page);
    await dialog(page).waitFor();
    const focused: string[] = [];
    for (let step = 0; step < 9; step++) {
      focused.push(await page.evaluate<string>('document.activeElement.textContent'));
      await page.keyboard.press('Tab');
    }
    expect(focused).not.toContain('Behind');
    expect(focused.slice(0, 8)).toEqual(await dialog(page).getByRole('button').allInnerTexts());
    await dialog(page).getByRole('button', { name: 'Ruth Abel' }).focus();
    await page.keyboard.press('Enter');
    expect(await asked).toMatchObject({ label: 'Demo camera' });
  });

  test('the list of devices names it', async () => {
    const { page } = await visit();
    const labels = await page.evaluate<string[]>(
      "navigator.mediaDevices.enumerateDevices().then((all) => all.map(({ kind, label }) => kind + ': ' + label))",
    );
    expect(labels).toContain('videoinput: Demo camera');
  });

  test.each([
    ['en', 'ltr'],
    ['de-AT', 'ltr'],
    ['ar', 'rtl'],
    ['fr', 'ltr'],
  ])(
    'in %s it reads %s and fits 320 px, light and dark, and axe finds nothing',
    async (lang, direction) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        const { page } = await visit({ lang, viewport: { width: 320, height: 640 }, colorScheme });
        const asked = askForCamera(page);
        await dialog(page).waitFor();
        expect(await dialog(page).getAttribute('dir')).toBe(direction);
        const wide = await dialog(page).evaluate((shown) => [
          shown.scrollWidth - shown.clientWidth,
          shown.offsetWidth,
        ]);
        expect(wide[0]).toBe(0);
        expect(wide[1]).toBeLessThanOrEqual(320);
        const { violations } = await new AxeBuilder({ page }).include('dialog').setLegacyMode().analyze();
        expect(violations.map(({ id, help }) => `${id}: ${help}`)).toEqual([]);
        const folder = process.env.REGAIN_SCREENSHOTS;
        if (folder) await page.screenshot({ path: join(folder, `demo-camera-${lang}-${colorScheme}.png`) });
        await page.keyboard.press('Escape');
        await asked;
      }
    },
    60_000,
  );
});
