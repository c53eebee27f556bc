import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import sparticuz from '@sparticuz/chromium';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { startMock } from './serve.ts';

export interface Shot {
  readonly name: string;
  readonly path: string;
  readonly act?: (page: Page) => Promise<void>;
}

const looks: Record<string, BrowserContextOptions & { language: string }> = {
  'en-1280-light': { viewport: { width: 1280, height: 800 }, colorScheme: 'light', language: 'en' },
  'en-320-dark': { viewport: { width: 320, height: 640 }, colorScheme: 'dark', language: 'en' },
  'ar-320-light': { viewport: { width: 320, height: 640 }, colorScheme: 'light', language: 'ar' },
  'ar-1280-dark': { viewport: { width: 1280, height: 800 }, colorScheme: 'dark', language: 'ar' },
  'de-320-light': { viewport: { width: 320, height: 640 }, colorScheme: 'light', language: 'de' },
  // 1280 × 800 at 400 % zoom (WCAG 1.4.10), and a system whose colours win over ours.
  'en-zoom': { viewport: { width: 320, height: 200 }, colorScheme: 'light', language: 'en' },
  'en-1280-forced': {
    ...{ viewport: { width: 1280, height: 800 }, colorScheme: 'dark', forcedColors: 'active' },
    language: 'en',
  },
  'de-1280-dark': { viewport: { width: 1280, height: 800 }, colorScheme: 'dark', language: 'de' },
};

/**
 * Takes a picture of each page in every look and runs axe on it, against the mock. Ends the process with code 1 when axe,
 * the content policy or a script has anything to say.
 * @param only part of a look's name or of a picture's, to take fewer.
 */
export const takePictures = async (
  shots: readonly Shot[],
  folder: string,
  only: { readonly look?: string | undefined; readonly shot?: string | undefined },
): Promise<void> => {
  mkdirSync(folder, { recursive: true });
  const server = startMock(0);
  await new Promise((resolve) => server.once('listening', resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const browser = await chromium.launch({
    executablePath: process.env.REGAIN_CHROMIUM ?? (await sparticuz.executablePath()),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
    ],
  });
  const findings: string[] = [];

  const look = async (shot: Shot, name: string, options: BrowserContextOptions, language: string) => {
    const context = await browser.newContext({ ...options, permissions: ['camera'] });
    const page = await context.newPage();
    const note = (what: string) => findings.push(`${shot.name} ${name}: ${what}`);
    page.on('pageerror', (error) => note(error.message));
    page.on('console', (message) => {
      if (/Content.Security|Refused to|Warning:/i.test(message.text())) note(message.text());
    });
    try {
      await page.addInitScript((chosen) => localStorage.setItem('regain.language', chosen), language);
      await page.goto(origin + shot.path);
      await page.locator('h1').waitFor({ timeout: 8000 });
      await shot.act?.(page);
      await page.waitForTimeout(150);
      await page.screenshot({ path: join(folder, `${shot.name}.${name}.png`), fullPage: true });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      if (wide) note('scrolls sideways');
      const { violations } = await new AxeBuilder({ page }).analyze();
      for (const each of violations) note(`${each.id} ${each.nodes.map((node) => node.html).join(' ')}`);
    } catch (cause) {
      note(String(cause).slice(0, 300));
    }
    await context.close();
  };

  for (const [name, { language, ...options }] of Object.entries(looks)) {
    if (only.look !== undefined && !name.includes(only.look)) continue;
    for (const shot of shots) {
      if (only.shot === undefined || shot.name.includes(only.shot)) await look(shot, name, options, language);
    }
  }
  await browser.close();
  server.close();
  server.closeAllConnections();
  process.stdout.write(`${findings.join('\n')}\n${findings.length} findings\n`);
  process.exitCode = findings.length === 0 ? 0 : 1;
};
