import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import type { House } from './house.ts';
import { type Language, takeScreenshots } from './screenshots.ts';

const mara = resolve(import.meta.dirname, '../example/specimens/mara.jpg');

/**
 * Every page of the provider and of the wallet, in the one language that this browser speaks. Told without words, because
 * the way is walked in each language. The pages are real; what is waited for is held up or cut short.
 */
export async function walkAmongStrangers(
  page: Page,
  house: House,
  { language, glance }: { readonly language: Language; readonly glance: boolean },
): Promise<void> {
  const wrong: string[] = [];
  const shoot = async (name: string, on: Page = page, few = false) => {
    try {
      await takeScreenshots(on, name, { language, few, glance });
    } catch (cause) {
      wrong.push(`${name}: ${cause instanceof Error ? cause.message : String(cause)}`);
    }
  };
  const primary = (on: Page = page) => on.locator('button.primary, a.primary').first().click();
  const few = true;

  await page.goto(house.walletOrigin);
  await page.locator('h1').waitFor();
  await shoot('wallet-empty');
  await page.goto(`${house.walletOrigin}/present`);
  await page.locator('[data-code]').waitFor();
  await shoot('wallet-bad-address', page, few);
  await page.goto(`${house.sandboxOrigin}/start?token=nonsense`);
  await shoot('provider-bad-address', page, few);

  const recovery = createRecovery(page, house);
  await recovery.start();
  await page.goto(await recovery.presentation());
  await page.locator('h1[tabindex]').waitFor();
  await shootNothingToShow(page, shoot);

  await page.goto(await recovery.handOver(language));
  await page.locator('details').evaluateAll(openAll);
  await shoot('provider-choose');
  await choose(page, 'documentRefused');
  await page.locator('button[name="specimen"]').first().waitFor();
  await shoot('provider-document');
  await page.locator('details').evaluateAll(openAll);
  await page.locator('form[enctype]').evaluate((form) => (form as unknown as { submit(): void }).submit());
  await page.locator('[role="alert"]').waitFor();
  await shoot('provider-document-problems');
  await fillOwnDocument(page);
  await page.waitForURL('**/check/portrait');
  await shoot('provider-portrait');
  await page.route('**/check/progress', (route) => route.abort());
  await page.locator('button[name="use"]').click();
  await page.waitForURL('**/check/running');
  await shoot('provider-running');
  await page.unrouteAll({ behavior: 'wait' });
  await page.waitForURL('**/check/refused');
  await shoot('provider-refused');

  await page.locator('form[action="/check/again"] button').click();
  await choose(page, 'pass');
  await page.locator('button[name="specimen"][value="mara"]').click();
  await page.waitForURL('**/check/credential');
  await page.locator('details').evaluateAll(openAll);
  await shoot('provider-offer');
  const code = (await page.locator('[data-tx-code]').getAttribute('data-tx-code')) ?? '';
  const [wallet] = await Promise.all([page.context().waitForEvent('page'), primary()]);
  await wallet.locator('input.code').waitFor();
  await shoot('wallet-offer', wallet);
  await wallet.locator('input.code').fill(code === '111111' ? '222222' : '111111');
  await primary(wallet);
  await wallet.locator('.problem:visible').waitFor();
  await shoot('wallet-wrong-code', wallet, few);
  await wallet.locator('input.code').fill(code);
  await primary(wallet);
  await wallet.locator('input.code').waitFor({ state: 'detached' });
  await shoot('wallet-received', wallet);
  await page.locator('[data-tx-code]').waitFor({ state: 'detached' });
  await shoot('provider-issued');

  await wallet.goto(house.walletOrigin);
  await wallet.locator('.card').first().waitFor();
  await shoot('wallet-home', wallet);
  await wallet.locator('details').evaluateAll(openAll);
  await shoot('wallet-details', wallet);
  await wallet.locator('button.danger').first().click();
  await wallet.getByRole('dialog').waitFor();
  await shoot('wallet-remove', wallet, few);
  await wallet.close();

  await page.goto(await recovery.presentation());
  await page.locator('button[type="submit"]').waitFor();
  await shoot('wallet-consent');
  await page.locator('form button[type="button"]').first().click();
  await page.waitForURL(`${house.origin}/**`);
  await page.goto(await recovery.presentation());
  await page.route('**/openid4vp/response/*', async (route) => {
    // Without an address to go on to, the wallet says that it is done.
    const response = await route.fetch();
    await route.fulfill({ response, json: {} });
  });
  await page.locator('button[type="submit"]').click();
  await page.locator('button[type="submit"]').waitFor({ state: 'detached' });
  await shoot('wallet-shared');
  await page.unrouteAll();

  await recovery.start();
  await page.goto(await recovery.handOver(language));
  await choose(page, 'down');
  await page.locator('form[action="/sandbox/up"]').waitFor();
  await shoot('provider-down');
  await page.locator('form[action="/sandbox/up"] button').click();
  await page.locator('form[action="/sandbox/up"]').waitFor({ state: 'detached' });
  await shoot('provider-up', page, few);
  if (wrong.length > 0) throw new Error(wrong.join('\n\n'));
}

async function shootNothingToShow(
  page: Page,
  shoot: (name: string, on: Page, few: boolean) => Promise<void>,
): Promise<void> {
  await page.locator('main .actions').waitFor();
  await shoot('wallet-nothing-to-show', page, true);
}

const openAll = (all: readonly unknown[]) => {
  for (const each of all) (each as { open: boolean }).open = true;
};

async function choose(page: Page, outcome: string): Promise<void> {
  await page.locator('details').evaluateAll(openAll);
  await page.locator(`input[name="outcome"][value="${outcome}"]`).check();
  await page.locator('form[action="/check"] button.primary').click();
}

async function fillOwnDocument(page: Page): Promise<void> {
  await page.locator('form[enctype] input[type="file"]').first().setInputFiles(mara);
  await page.locator('#givenName').fill('Maximiliane');
  await page.locator('#familyName').fill('Oberhuber-Grossherzogenbruck');
  await page.locator('#birthDate').fill('1988-04-12');
  await page.locator('#documentNumber').fill('D7654321');
  await page.locator('form[enctype] button.primary').click();
}

/** The part of Regain on the way: asked over HTTP, in this browser, because its pages are looked at elsewhere. */
function createRecovery(page: Page, house: House) {
  const post = async (path: string, data: object = {}) => {
    const address = `${house.origin}/api/recovery${path}`;
    const answer = await page.request.post(address, { data, headers: { origin: house.origin } });
    return (await answer.json()) as { location: string; address: string };
  };
  return {
    start: async () => {
      await post('', { identifier: 'mara.lindqvist', language: 'en' });
      await post('/begin');
    },
    handOver: async (language: Language) => {
      await post('/back');
      await post('/back');
      await post('/begin');
      await post('/identity-verification', { country: 'DE', route: 'provider' });
      return (await post('/hand-over', { language })).location;
    },
    presentation: async () => {
      await post('/identity-verification', { country: 'DE', route: 'wallet' });
      await post('/returned', { status: 'done' });
      return (await post('/presentation', { device: 'this' })).address;
    },
  };
}
