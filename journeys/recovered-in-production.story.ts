import { expect, test } from 'vitest';
import { runAudit } from './ask-admin.ts';
import { setStage } from './stage.ts';

// At the provider's own pace, as `npm start` has it.
const stage = setStage({ settings: { SANDBOX_CHECK_MILLISECONDS: '1600' } });

test('Mara has lost every way to sign in, and gets her account back on one device', async () => {
  const mara = await stage.sitDown();
  await mara.provesIdentity({ accountName: 'mara.lindqvist', specimen: 'Mara Lindqvist' });
  await mara.continuesWithPass();
  await mara.createsDemoPasskey();
  await mara.signsInWithDemoPasskey();

  await mara.sees("You're back");
  const said = await mara.page.locator('main').textContent();
  expect(said).toContain('Mara’s phone');
  expect(said).toContain('Signed out on 2 devices or browsers');

  const [receipt] = await Promise.all([
    mara.page.waitForEvent('download'),
    mara.presses('Save signed receipt'),
  ]);
  const checked = await runAudit(stage.house(), 'receipt', await receipt.path());
  expect(checked).toContain('Account: mara.lindqvist (Mara Lindqvist)');
  expect(checked).toContain('Genuine: signed by this installation, and its record says the same.');
});
