import { expect, test } from 'vitest';
import { setStage } from './stage.ts';

const stage = setStage();

test('Mara sits at a laptop, her wallet is on her phone, and two QR codes carry it over', async () => {
  const mara = await stage.sitDown();
  const phone = await stage.takePhone();
  await mara.startsRecovery('mara.lindqvist');
  await mara.agreesAndChoosesCountry();
  await mara.goesToProvider();
  await mara.showsDocument({ specimen: 'Mara Lindqvist' });

  await mara.sees('Add the credential to your wallet');
  await mara.opens('My wallet is on another device, or is another one');
  await phone.scans(mara.page);
  await phone.keepsCredential(await mara.readsTransactionCode());
  await mara.sees('It is in your wallet');
  await mara.returnsToRegain();

  await mara.sees('Show your credential');
  await mara.presses('My wallet is on another phone');
  await mara.sees('Scan this code with your phone');
  await phone.opensLink(mara.page);
  await phone.sees('Somebody wants to reset a sign-in');
  expect(await phone.reads()).toContain('ma•••t');
  await phone.agrees();
  await phone.opensWallet();
  await phone.sees('Alder & Finch asks to see something from your wallet');
  await phone.shares();
  const code = await phone.readsCode();
  // Wiped from the address and from the history.
  expect(phone.page.url()).toBe(`${stage.house().origin}/phone`);

  // The laptop has followed by itself, and goes on with the code and not before.
  await mara.sees('Type the code from your phone');
  await mara.types('Code from your phone', code);
  await mara.presses('Continue');
  await mara.sees('Face check');
  await phone.sees('Go back to your other screen');
  await mara.looksIntoCamera('Mara Lindqvist');
  await mara.continuesWithPass();
  await mara.createsDemoPasskey();
  await mara.signsInWithDemoPasskey();
  await mara.sees("You're back");
});
