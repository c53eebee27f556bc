import type { Page } from 'playwright-core';

/** Parts of a step of the wizard that are closed and only say what they hold: all are opened, those inside of them too. */
export async function openEveryPart(page: Page): Promise<void> {
  const closed = page.locator('details.disclosure:not([open]) > summary');
  await page.locator('details.disclosure').first().waitFor();
  while ((await closed.count()) > 0) await closed.first().press('Enter');
}
