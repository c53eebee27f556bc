import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const folder = resolve(import.meta.dirname, 'screenshots');

interface View {
  readonly width: 320 | 1280;
  readonly colorScheme: 'light' | 'dark';
  readonly direction: 'ltr' | 'rtl';
}

const views: readonly View[] = (['ltr', 'rtl'] as const).flatMap((direction) =>
  ([320, 1280] as const).flatMap((width) =>
    (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme, direction })),
  ),
);

/** Brings a page of Regain into another language. It reloads, so not for pages that show something only once. */
export async function speakOnRegain(page: Page, language: 'en' | 'ar'): Promise<void> {
  await page.evaluate(`localStorage.setItem('regain.language', '${language}')`);
  await page.reload({ waitUntil: 'networkidle' });
}

/**
 * Looks at a page as eight people see it (phone and desktop, light and dark, both directions): a picture each into
 * `journeys/screenshots/`, nothing wider than the window, and nothing that axe finds.
 * @param name kebab-case; becomes the file name, e.g. `sign-in-320-dark-rtl.png`.
 * @param speak how the page comes to speak Arabic. Without it only the direction is turned, and the page is not reloaded.
 * @throws an Error that lists every finding with the view it was found in.
 */
export async function takeScreenshots(
  page: Page,
  name: string,
  speak: typeof speakOnRegain = async () => {},
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const viewport = page.viewportSize();
  const direction: string = await page.evaluate('document.documentElement.dir');
  const findings: string[] = [];
  for (const view of views) {
    if (view === views[views.length / 2]) await speak(page, 'ar');
    await show(page, view);
    const file = `${name}-${view.width}-${view.colorScheme}-${view.direction}`;
    await page.screenshot({
      path: resolve(folder, `${file}.png`),
      fullPage: true,
      animations: 'disabled',
      caret: 'hide',
    });
    findings.push(...(await findFaults(page)).map((finding) => `${file}: ${finding}`));
  }
  await page.emulateMedia({ colorScheme: null });
  await page.evaluate(`document.documentElement.dir = ${JSON.stringify(direction)}`);
  if (viewport !== null) await page.setViewportSize(viewport);
  await speak(page, 'en');
  if (findings.length > 0) throw new Error(`The page "${name}" has faults:\n${findings.join('\n')}`);
}

async function show(page: Page, view: View): Promise<void> {
  await page.setViewportSize({ width: view.width, height: view.width === 320 ? 640 : 800 });
  await page.emulateMedia({ colorScheme: view.colorScheme });
  await page.evaluate(`document.documentElement.dir = ${JSON.stringify(view.direction)}`);
}

async function findFaults(page: Page): Promise<readonly string[]> {
  const overflow: number = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  const { violations } = await new AxeBuilder({ page }).analyze();
  return [
    ...(overflow > 0 ? [`scrolls sideways by ${overflow} px`] : []),
    ...violations.flatMap((violation) =>
      violation.nodes.map((node) => `${violation.id}: ${violation.help} (${node.target.join(' ')})`),
    ),
  ];
}
