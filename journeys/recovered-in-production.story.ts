import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openPage } from './browser.ts';
import { type House, openHouse } from './house.ts';
import { sitDown } from './locked-out-person.ts';

let house: House;
let browser: Browser;

beforeAll(async () => {
  // At the provider's own pace, as `npm start` has it.
  const settings = { SANDBOX_CHECK_MILLISECONDS: '1600' };
  [house, browser] = await Promise.all([openHouse({ settings }), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

test('Mara has lost every way to sign in, and gets her account back on one device', async () => {
  const mara = sitDown(await openPage(browser), house);
  await mara.provesIdentity({ accountName: 'mara.lindqvist', specimen: 'Mara Lindqvist' });
  await mara.continuesWithPass();
  await mara.createsDemoPasskey();
  await mara.signsInWithDemoPasskey();

  await mara.sees("You're back");
  const said = await mara.page.locator('main').textContent();
  expect(said).toContain('Mara’s phone');
  expect(said).toContain('Signed out on 2 devices or browsers');
});
