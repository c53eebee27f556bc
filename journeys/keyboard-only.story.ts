import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { type Hands, keyboard } from './hands.ts';
import { setStage } from './stage.ts';

const stage = setStage();

test('Mara gets her account back without a mouse, on the narrowest screen there is', async () => {
  const tooWide = new Set<string>();
  const hands: Hands = {
    ...keyboard,
    press: async (target) => {
      await target.waitFor();
      if (await isTooWide(target)) tooWide.add(target.page().url());
      await keyboard.press(target);
    },
  };
  const mara = await stage.sitDown({ hands, viewport: { width: 320, height: 640 } });
  await mara.getsAccountBack({ accountName: 'mara.lindqvist', specimen: 'Mara Lindqvist' });
  await mara.presses('See your security info');
  await mara.sees('Your security info');
  expect([...tooWide]).toEqual([]);
});

/** Somebody would have to scroll sideways. All three origins are looked at, and each page before it is left. */
async function isTooWide(target: Locator): Promise<boolean> {
  const { scrollWidth, clientWidth } = await target
    .page()
    .evaluate<Record<string, number>>(
      '(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }))(document.documentElement)',
    );
  return (scrollWidth ?? 0) > (clientWidth ?? 0);
}
