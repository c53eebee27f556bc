import type { Locator, Page } from 'playwright-core';

/** How a person works a page. The same stories are told with either. */
export interface Hands {
  /** A button or a link. */
  press(target: Locator): Promise<void>;
  /** Into a field, in place of what stands there. */
  type(target: Locator, text: string): Promise<void>;
}

export const mouse: Hands = {
  press: (target) => target.click(),
  type: (target, text) => target.fill(text),
};

/** More stops than any page has: then the way round has come back to where it began. */
const mostStops = 60;

/**
 * Tab, Enter, Space and letters, nothing else. What cannot be reached by Tab, or shows no focus when it is, does not exist.
 */
export const keyboard: Hands = {
  press: async (target) => {
    const page = await tabTo(target);
    const isLink = (await target.and(page.locator('a')).count()) > 0;
    await page.keyboard.press(isLink ? 'Enter' : 'Space');
  },
  type: async (target, text) => {
    const page = await tabTo(target);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(text);
  },
};

/** By Tab, until the focus shows on it. For what is then done with arrows. */
export async function tabTo(target: Locator): Promise<Page> {
  const page = target.page();
  await target.waitFor();
  const here = target.and(page.locator(':focus-visible'));
  for (let stops = 0; stops < mostStops; stops += 1) {
    if ((await here.count()) > 0) return page;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never comes to ${target}`);
}
