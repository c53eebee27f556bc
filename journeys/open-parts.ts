import type { Page } from 'playwright-core';
import type { Hands } from './hands.ts';

/** Parts of a step of the wizard that are closed and only say what they hold: all are opened, those inside of them too. */
export async function openEveryPart(page: Page, hands?: Hands): Promise<void> {
  const closed = page.locator('details.disclosure:not([open]) > summary');
  await page.locator('details.disclosure').first().waitFor();
  while ((await closed.count()) > 0)
    await (hands === undefined ? closed.first().press('Enter') : hands.press(closed.first()));
}
