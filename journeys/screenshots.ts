import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const folder = resolve(import.meta.dirname, 'screenshots');

export type Language = 'en' | 'ar' | 'de';

interface View {
  readonly language: Language;
  readonly width: 320 | 1280;
  readonly colorScheme: 'light' | 'dark';
}

const english: readonly View[] = ([320, 1280] as const).flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ language: 'en', width, colorScheme })),
);
/** Turned round; what colours do has been seen. */
const arabic: readonly View[] = [
  { language: 'ar', width: 320, colorScheme: 'light' },
  { language: 'ar', width: 1280, colorScheme: 'dark' },
];
/** German has the longest words: on a phone they show whether a page can wrap. */
const longWords: View = { language: 'de', width: 320, colorScheme: 'light' };
const all: readonly View[] = [...english, ...arabic, longWords];
/** Enough for a state of a page that has been seen in all views. */
const few: readonly View[] = [
  { language: 'en', width: 320, colorScheme: 'light' },
  { language: 'ar', width: 1280, colorScheme: 'dark' },
  longWords,
];

/** Between them what differs most: narrow and wide, dark and light, both directions. */
const glance: readonly View[] = [
  { language: 'ar', width: 320, colorScheme: 'dark' },
  { language: 'en', width: 1280, colorScheme: 'light' },
];

export interface Look {
  /** How the page comes to speak another language. */
  readonly speak?: (page: Page, language: Language) => Promise<void>;
  /** The page speaks this one, and no other: only its views. Without `speak` and `language` only the direction is turned. */
  readonly language?: Language;
  readonly few?: boolean;
  /** No pictures, two views; axe looks at both. */
  readonly glance?: boolean;
}
const directionOf = (language: Language) => (language === 'ar' ? 'rtl' : 'ltr');

/** Brings a page of Regain into another language, by its own switch: what is typed or shown once stays. */
export async function speakOnRegain(page: Page, language: Language): Promise<void> {
  // Not a click: the switch may lie behind an open dialog.
  await page
    .locator(`nav.languages button[lang="${language}"]`)
    .evaluate((button) => (button as unknown as { click(): void }).click());
  await page.locator(`html[lang="${language}"]`).waitFor({ state: 'attached' });
}

/**
 * Looks at a page as people see it (phone and desktop, light and dark, both directions, long words): a picture each into
 * `journeys/screenshots/`, nothing wider than the window, and nothing that axe finds.
 * @param name kebab-case; becomes the file name, e.g. `sign-in-320-dark-rtl.png`.
 * @throws an Error that lists every finding with the view it was found in.
 */
export async function takeScreenshots(page: Page, name: string, look: Look = {}): Promise<void> {
  const { speak, language } = look;
  const turn = speak === undefined && language === undefined;
  const isGlance = look.glance ?? false;
  if (!isGlance) mkdirSync(folder, { recursive: true });
  const viewport = page.viewportSize();
  const direction: string = await page.evaluate('document.documentElement.dir');
  const findings: string[] = [];
  let spoken: Language | undefined;
  for (const view of viewsFor(look)) {
    if (spoken !== view.language) await speak?.(page, view.language);
    spoken = view.language;
    await show(page, view, turn);
    const file = fileOf(name, view);
    if (!isGlance) await takePicture(page, file);
    const faults = [...(await findOverflow(page)), ...(isGlance || isEnough(view) ? await askAxe(page) : [])];
    findings.push(...faults.map((finding) => `${file}: ${finding}`));
  }
  await page.emulateMedia({ colorScheme: null });
  if (turn) await page.evaluate(`document.documentElement.dir = ${JSON.stringify(direction)}`);
  if (viewport !== null) await page.setViewportSize(viewport);
  await speak?.(page, 'en');
  if (findings.length > 0) throw new Error(`The page "${name}" has faults:\n${findings.join('\n')}`);
}

function viewsFor(look: Look): readonly View[] {
  const views = look.glance ? glance : look.few ? few : all;
  if (look.speak !== undefined) return views;
  return views.filter(({ language }) =>
    look.language === undefined ? language !== 'de' : language === look.language,
  );
}

function fileOf(name: string, { language, width, colorScheme }: View): string {
  const end = language === 'de' ? '-de' : '';
  return `${name}-${width}-${colorScheme}-${directionOf(language)}${end}`;
}

async function show(page: Page, view: View, turn: boolean): Promise<void> {
  await page.setViewportSize({ width: view.width, height: view.width === 320 ? 640 : 800 });
  await page.emulateMedia({ colorScheme: view.colorScheme });
  if (turn)
    await page.evaluate(`document.documentElement.dir = ${JSON.stringify(directionOf(view.language))}`);
}

async function takePicture(page: Page, file: string): Promise<void> {
  await page.screenshot({
    path: resolve(folder, `${file}.png`),
    fullPage: true,
    animations: 'disabled',
    caret: 'hide',
  });
}

async function findOverflow(page: Page): Promise<readonly string[]> {
  const overflow: number = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  return overflow > 0 ? [`scrolls sideways by ${overflow} px`] : [];
}

/** Axe is slow, and what it sees depends on colours, words, and what a narrow window hides: two views have each of these. */
function isEnough({ language, width, colorScheme }: View): boolean {
  return (
    (language === 'en' ? width === 320 : width === 1280) && (width === 320) === (colorScheme === 'light')
  );
}

async function askAxe(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze();
  return violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${violation.help} (${node.target.join(' ')})`),
  );
}
