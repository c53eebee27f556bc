import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { explainMissingLibraries } from './missing-libraries.ts';
import { unpackChromium } from './unpack-chromium.ts';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The browser of the tests: `REGAIN_CHROMIUM`, else the system's Chromium, else the one that came with `npm ci`.
 * @returns absolute path of an executable; the packaged one is unpacked on first use.
 */
export async function findChromium(): Promise<string> {
  const chosen = process.env.REGAIN_CHROMIUM;
  if (chosen !== undefined && chosen !== '') return chosen;
  if (existsSync('/usr/bin/chromium')) return '/usr/bin/chromium';
  return unpackChromium();
}

/**
 * @param options.fakeCamera absolute path of an `.mjpeg` or `.y4m` file that plays in a loop as the camera. Chromium
 *   fixes it at launch: one browser per face. Without it there is no camera at all.
 * @param options.internetAt a port of this machine that answers for every host under `.example`, by whatever certificate.
 * @param options.devToolsPort where other programs drive this browser too.
 * @throws an Error that names the one command to run when a system library is missing.
 */
export async function launchBrowser(
  options: {
    readonly fakeCamera?: string;
    readonly internetAt?: number;
    readonly devToolsPort?: number;
  } = {},
): Promise<Browser> {
  const executablePath = await findChromium();
  const camera =
    options.fakeCamera === undefined
      ? []
      : [
          '--use-fake-ui-for-media-stream',
          '--use-fake-device-for-media-stream',
          `--use-file-for-fake-video-capture=${options.fakeCamera}`,
        ];
  const internet =
    options.internetAt === undefined
      ? []
      : [
          `--host-resolver-rules=MAP *.example 127.0.0.1:${options.internetAt}`,
          '--ignore-certificate-errors',
        ];
  const devTools =
    options.devToolsPort === undefined ? [] : [`--remote-debugging-port=${options.devToolsPort}`];
  const args = [...flags, ...camera, ...internet, ...devTools];
  try {
    return await chromium.launch({ executablePath, headless: true, args });
  } catch (error) {
    throw explainMissingLibraries(error, executablePath);
  }
}

export interface Person {
  /** Pixels; 1280 × 800 unless told. */
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
  /** BCP 47; `en-GB` unless told. */
  readonly locale?: string;
}

/** For anything a person waits for on a page: a machine with other things to do is slow, not broken. */
export const patienceMs = 90_000;

/** A person with a browser profile of their own: no cookies, no storage, nothing shared with other contexts. */
export async function openPage(browser: Browser, person: Person = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: person.viewport ?? { width: 1280, height: 800 },
    colorScheme: person.colorScheme ?? 'light',
    locale: person.locale ?? 'en-GB',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  return page;
}
