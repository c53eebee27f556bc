import { expect, test } from 'vitest';
import { patienceMs } from './browser.ts';
import type { LockedOutPerson } from './locked-out-person.ts';
import { setStage } from './stage.ts';

const stage = setStage();
const specimen = 'Mara Lindqvist';
/** A page that does not follow live asks every two seconds, and is never this quiet. */
const quietMs = 7_000;

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

/** Sooner or later nothing is asked any more: whoever asks again and again is not. */
async function isQuiet(asked: readonly number[]): Promise<void> {
  const from = Date.now();
  const quietFor = () => Date.now() - Math.max(from, ...asked);
  await expect.poll(quietFor, { timeout: patienceMs, interval: 250 }).toBeGreaterThan(quietMs);
}

test('the page that waits follows live: it asks nothing meanwhile, and outlives a reload and a killed server', async () => {
  const mara = await stage.sitDown();
  const { phone, asked } = await waitsForPhone(mara);
  await mara.page.reload();
  await mara.sees('Scan this code with your phone');
  await isQuiet(asked);

  const before = asked.length;
  await stage.house().killRegain();
  await expect.poll(() => asked.length, { timeout: patienceMs }).toBeGreaterThan(before);
  await isQuiet(asked);

  asked.length = 0;
  await phone.opensLink(mara.page);
  // Nobody touched the laptop, and it was quiet: so it was told, and then asked.
  await mara.sees('Continue on your phone');
  expect(asked.length).toBeGreaterThan(0);
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
