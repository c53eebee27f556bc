import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/**
 * The rules of axe that this page breaks. Left out is what React Aria says aloud while a button is busy: it stands in a node of its own,
 * for seconds, and names what is gone by then.
 */
export async function findFaults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).exclude('[data-live-announcer]').analyze();
  return violations.map(({ id }) => id);
}
