/**
 * Takes a picture of every page and runs axe on it, against the mock: `npm run pictures -w web -- <folder>`.
 * Needs a built `dist/`. Ends with code 1 when axe, the content policy or a script has anything to say.
 */
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { startMock } from './serve.ts';
import { pages } from './views.ts';

const folder = process.argv[2] ?? 'pictures';
const only = process.argv[3];
mkdirSync(folder, { recursive: true });

interface Shot {
  readonly name: string;
  readonly path: string;
  readonly act?: (page: Page) => Promise<void>;
}

const press = (selector: string) => (page: Page) => page.locator(selector).first().click();
const account = async (page: Page) => {
  await page.locator('input[name=username]').fill('mara.lindqvist');
  await page.locator('form button.button-primary').click();
};
const others = async (page: Page) => {
  await account(page);
  await page.locator('.actions button').first().click();
};

const shots: readonly Shot[] = [
  { name: 'sign-in', path: '/' },
  { name: 'sign-in-empty', path: '/', act: press('form button.button-primary') },
  { name: 'method', path: '/', act: account },
  { name: 'others', path: '/', act: others },
  {
    name: 'code',
    path: '/',
    act: async (page) => {
      await others(page);
      await page.locator('.choices li').nth(1).locator('button').click();
      await page.locator('input[name=password]').fill('x');
      await page.locator('form button.button-primary').click();
      await page.locator('input[name=code]').fill('123456');
      await page.locator('form button.button-primary').click();
      await page.locator('[role=alert]').waitFor();
    },
  },
  { name: 'still', path: '/recover?page=none' },
  { name: 'who', path: '/recover?page=none', act: press('.button-primary') },
  ...Object.keys(pages).map((name) => ({ name, path: `/recover?page=${name}` })),
  { name: 'wayOut', path: '/recover?page=goToProvider', act: press('.way-out summary') },
  {
    name: 'passShown',
    path: '/recover?page=accessPass',
    act: async (page) => {
      await page.locator('main .button-secondary').first().click();
      await page.locator('.pass').waitFor();
    },
  },
  {
    name: 'faceLive',
    path: '/recover?page=faceCheck',
    act: async (page) => {
      await page.locator('.button-primary').click();
      await page.locator('video').waitFor();
      await page.waitForTimeout(400);
    },
  },
  { name: 'elsewhere', path: '/recover/elsewhere' },
  { name: 'notHere', path: '/recover/returned?page=none' },
  { name: 'notMe', path: '/recover/not-me#abcdef' },
  { name: 'enrolPasskey', path: '/enrol?page=recovery' },
  { name: 'enrolPassword', path: '/enrol?page=recovery', act: press('.button-quiet') },
  { name: 'enrolApp', path: '/enrol?page=app' },
  { name: 'enrolDone', path: '/enrol?page=donePasskey' },
  { name: 'enrolDonePassword', path: '/enrol?page=donePassword' },
  { name: 'enrolOverPage', path: '/enrol?page=over' },
  { name: 'securityInfo', path: '/security-info' },
  {
    name: 'removeDialog',
    path: '/security-info',
    act: async (page) => {
      await page.locator('.entry button').first().click();
      await page.locator('dialog[open]').waitFor();
    },
  },
  { name: 'invitation', path: '/invitation#token=abc' },
  { name: 'outbox', path: '/outbox' },
  { name: 'notFound', path: '/nothing' },
];

const looks: Record<string, BrowserContextOptions & { language: string }> = {
  'en-1280-light': { viewport: { width: 1280, height: 800 }, colorScheme: 'light', language: 'en' },
  'en-320-dark': { viewport: { width: 320, height: 640 }, colorScheme: 'dark', language: 'en' },
  'ar-320-light': { viewport: { width: 320, height: 640 }, colorScheme: 'light', language: 'ar' },
  'ar-1280-dark': { viewport: { width: 1280, height: 800 }, colorScheme: 'dark', language: 'ar' },
  'de-320-light': { viewport: { width: 320, height: 640 }, colorScheme: 'light', language: 'de' },
  'de-1280-dark': { viewport: { width: 1280, height: 800 }, colorScheme: 'dark', language: 'de' },
};

const server = startMock(0);
await new Promise((resolve) => server.once('listening', resolve));
const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
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
  if (only !== undefined && !name.includes(only)) continue;
  for (const shot of shots) await look(shot, name, options, language);
}
await browser.close();
server.close();
process.stdout.write(`${findings.join('\n')}\n${findings.length} findings\n`);
process.exitCode = findings.length === 0 ? 0 : 1;
