import { expect, test } from 'vitest';
import type { LockedOutPerson } from './locked-out-person.ts';
import { setStage } from './stage.ts';

const stage = setStage();
const specimen = 'Mara Lindqvist';

/** To the QR code, with a credential on the phone; counts what the page asks from then on. */
async function waitsForPhone(mara: LockedOutPerson) {
  const phone = await stage.takePhone();
  await mara.startsRecovery('mara.lindqvist');
  await mara.agreesAndChoosesCountry();
  await mara.goesToProvider();
  await mara.showsDocument({ specimen });
  await mara.sees('Add the credential to your wallet');
  await mara.opens('My wallet is on another device, or is another one');
  await phone.scans(mara.page);
  await phone.keepsCredential(await mara.readsTransactionCode());
  await mara.returnsToRegain();
  await mara.presses('My wallet is on another phone');
  await mara.sees('Scan this code with your phone');
  const asked: number[] = [];
  mara.page.on('request', (request) => {
    if (request.method() === 'GET' && request.url().endsWith('/api/recovery')) asked.push(Date.now());
  });
  return { phone, asked };
}

test('the page that waits follows live: it asks nothing meanwhile, and outlives a reload and a killed server', async () => {
  const mara = await stage.sitDown();
  const { phone, asked } = await waitsForPhone(mara);
  await mara.page.reload();
  await mara.sees('Scan this code with your phone');
  await mara.page.waitForTimeout(1_500);
  asked.length = 0;
  await mara.page.waitForTimeout(7_000);
  expect(asked).toEqual([]);

  await stage.house().killRegain();
  await expect.poll(() => asked.length, { timeout: 15_000 }).toBeGreaterThan(0);
  await mara.page.waitForTimeout(5_000);
  asked.length = 0;
  await mara.page.waitForTimeout(5_000);
  expect(asked).toEqual([]);

  const openedAt = Date.now();
  await phone.opensLink(mara.page);
  // Nobody touched the laptop, and it did not wait for its turn to ask.
  await mara.sees('Continue on your phone');
  expect(asked[0]! - openedAt).toBeLessThan(5_000);
  expect(asked.length).toBeLessThanOrEqual(3);
});

test('where a proxy holds events back, the page asks, and goes on as well', async () => {
  const mara = await stage.sitDown();
  await mara.page.route('**/api/recovery/events', (route) => route.fulfill({ status: 502, body: '' }));
  const { phone } = await waitsForPhone(mara);
  await phone.opensLink(mara.page);
  await phone.agrees();
  await phone.opensWallet();
  await phone.shares();
  await mara.sees('Type the code from your phone');
});
