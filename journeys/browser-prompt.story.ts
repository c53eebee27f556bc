import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { readCase } from './ask-admin.ts';
import { type DoubledPrompt, doublePrompt } from './doubled-prompt.ts';
import type { LockedOutPerson } from './locked-out-person.ts';
import { takeScreenshots } from './screenshots.ts';
import { setStage } from './stage.ts';

const stage = setStage({ settings: { REGAIN_DIGITAL_CREDENTIALS: 'on' } });
const specimen = 'Mara Lindqvist';
const look = { language: 'en', glance: process.env.REGAIN_PAGES !== '1' } as const;
const identity = 'Identity, as an SD-JWT VC';
const licence = 'Driving licence, as an mdoc (ISO 18013-5)';
const card = 'Identity, as a JWT VC (W3C)';
const asks = 'Alder & Finch asks to see something from your wallet';

/** With this credential in the wallet of a browser whose prompt is doubled, on the page that asks for it. */
async function comesToShow(credential: string): Promise<{ mara: LockedOutPerson; prompt: DoubledPrompt }> {
  const mara = await stage.sitDown();
  const prompt = await doublePrompt(mara, stage.house());
  await mara.startsRecovery('mara.lindqvist');
  await mara.agreesAndChoosesCountry();
  await mara.goesToProvider();
  await mara.getsCredential({ specimen, credential });
  return { mara, prompt };
}
const sees = (page: Page, heading: string) =>
  page.getByRole('heading', { level: 1, name: heading }).waitFor();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

test.each([
  [identity, 'urn:regain:sandbox:identity:1'],
  [licence, 'org.iso.18013.5.1.mDL'],
  [card, 'VerifiedIdentity'],
])('Mara gets her account back through the doubled prompt of her browser: %s', async (credential, type) => {
  const { mara, prompt } = await comesToShow(credential);
  const caseNumber = await mara.page.evaluate<string>(
    `fetch('/api/recovery').then((answer) => answer.json()).then((view) => view.caseNumber)`,
  );
  await mara.presses('Open my wallet');
  const wallet = await prompt.wallet();
  await sees(wallet, asks);
  expect(await wallet.locator('.asker').textContent()).toContain(new URL(stage.house().origin).host);
  await press(wallet, 'Share');
  await sees(wallet, 'Shared');
  // Nobody went anywhere: the page that asked goes on.
  await mara.looksIntoCamera(specimen);
  await mara.continuesWithPass();
  await mara.createsDemoPasskey();
  await mara.signsInWithDemoPasskey();
  await mara.sees("You're back");
  const { entries } = await readCase(stage.house(), caseNumber);
  const received = entries.find(({ activity }) => activity === 'presentation.received');
  expect(received?.data).toMatchObject({ device: 'browser', credentialType: type });
});

test("another page shows Regain's genuine request: the wallet refuses it, and nothing leaves (T2)", async () => {
  const { mara, prompt } = await comesToShow(identity);
  // Whoever wants Mara's account starts a recovery of it themselves, and takes what Regain would ask her.
  const thief = await stage.sitDown();
  await thief.startsRecovery('mara.lindqvist');
  const taken = await thief.page.evaluate(`(async () => {
    const post = (path, body = {}) => fetch('/api/recovery/' + path, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }).then((answer) => answer.json());
    await post('begin');
    await post('identity-verification', { country: 'DE', route: 'wallet' });
    return await post('presentation/browser');
  })()`);
  // In Mara's browser, on a page of their own.
  const trap = await mara.page.context().newPage();
  await trap.goto(`${stage.house().sandboxOrigin}/`);
  const got = trap.evaluate(`(async ({ protocol, request }) => {
    const { data } = await navigator.credentials.get({ digital: { requests: [{ protocol, data: { request } }] } });
    return data;
  })(${JSON.stringify(taken)})`);
  const wallet = await prompt.wallet();
  await sees(wallet, 'Pocket does not know who asks');
  expect(await wallet.locator('[data-code]').getAttribute('data-code')).toBe('wrongOrigin');
  await takeScreenshots(wallet, 'wallet-other-origin', look);
  await press(wallet, 'Go back without sharing');
  expect(await got).toEqual({ error: 'invalid_request' });
});

test('closing the prompt, or saying no, loses nothing: again, or by link', async () => {
  const { mara, prompt } = await comesToShow(identity);
  await mara.presses('Open my wallet');
  await prompt.cancel();
  await mara.page.getByText('Nothing was shared.').waitFor();

  await mara.presses('Open my wallet');
  const wallet = await prompt.wallet();
  await press(wallet, "Don't share");
  await sees(wallet, 'Nothing was shared');
  await mara.page.getByRole('button', { name: 'Open my wallet by a link' }).waitFor();

  await mara.page.reload();
  await mara.sees('Show your credential');
  await mara.presses('Open my wallet');
  await prompt.cancel();
  await mara.presses('Open my wallet by a link');
  await mara.page.waitForURL(`${stage.house().walletOrigin}/**`);
  await press(mara.page, 'Share');
  await mara.sees('Face check');
});

test('who holds several credentials chooses; what tells least is chosen first', async () => {
  const { mara, prompt } = await comesToShow(card);
  await mara.presses('I have no credential yet');
  await mara.choosesCountry();
  await mara.goesToProvider();
  await mara.getsCredential({ specimen, credential: licence });
  await mara.presses('Open my wallet');
  const wallet = await prompt.wallet();
  const ways = wallet.getByRole('group', { name: 'One of these is enough. Which do you want to show?' });
  await ways.waitFor();
  await takeScreenshots(wallet, 'wallet-choice', look);
  const chosen = ways.getByRole('radio', { checked: true });
  expect(await ways.getByRole('radio').count()).toBe(2);
  const shown = () => wallet.locator('.preview dt').allTextContents();
  expect(await shown()).not.toContain('Document number');
  expect(await chosen.locator('xpath=..').textContent()).toContain('details shown: 4');
  await ways.getByRole('radio', { checked: false }).check();
  expect(await shown()).toContain('Document number');
  await press(wallet, 'Share');
  await mara.sees('Face check');
});
