import type { BrowserContext, Page } from 'playwright-core';
import type { House } from './house.ts';

/** What a locked-out person does, in their own words; the stories are told with these. Everything goes through the pages. */
export interface LockedOutPerson {
  /** The browser tab in which the recovery was started. */
  readonly page: Page;
  startsRecovery(accountName: string): Promise<void>;
  agreesAndChoosesCountry(): Promise<void>;
  goesToProvider(): Promise<void>;
  /** At the provider: outcome and specimen, then the credential into the wallet, then back. */
  getsCredential(options: { readonly specimen: string; readonly outcome?: string }): Promise<void>;
  showsCredential(): Promise<void>;
  looksIntoDemoCamera(specimen: string): Promise<void>;
  /** Up to the access pass: all of the above. */
  provesIdentity(options: {
    readonly accountName: string;
    readonly specimen: string;
    readonly face?: string;
    readonly outcome?: string;
  }): Promise<void>;
  continuesWithPass(): Promise<void>;
  createsDemoPasskey(): Promise<void>;
  signsInWithDemoPasskey(): Promise<void>;
  heading(): Promise<string>;
  /** Waits for a page by its heading. */
  sees(heading: string | RegExp): Promise<void>;
}

/** Somebody sits down in front of a fresh browser. */
export function sitDown(page: Page, house: House): LockedOutPerson {
  const click = (name: string | RegExp, on: Page = page) =>
    on.getByRole('button', { name }).or(on.getByRole('link', { name })).first().click();
  const sees = async (heading: string | RegExp, on: Page = page) => {
    await on.getByRole('heading', { level: 1, name: heading }).waitFor();
  };

  const person: LockedOutPerson = {
    page,
    sees,
    heading: async () => (await page.getByRole('heading', { level: 1 }).first().textContent()) ?? '',
    startsRecovery: async (accountName) => {
      await page.goto(house.origin);
      await page.getByLabel('Account name or email').fill(accountName);
      await click('Continue');
      await click('Other ways to sign in');
      await click(/^Recover your account/);
      await sees('Do you still have any of these?');
      await click('No, I have lost everything');
      await sees('Recover your account');
      await click('Start recovery');
      await sees(/Get your account back|We can't complete this right now/);
    },
    agreesAndChoosesCountry: async () => {
      await click('I agree, continue');
      await sees('Where is your document from?');
      await page.getByRole('button', { name: 'Continue', exact: true }).click();
      await sees('Verify your identity');
    },
    goesToProvider: async () => {
      await click(/^Go to Specimen ID/);
      await page.waitForURL(`${house.sandboxOrigin}/**`);
    },
    getsCredential: async ({ specimen, outcome }) => {
      if (outcome !== undefined) {
        await page.locator('summary').evaluateAll((all) => {
          for (const each of all) (each.parentElement as unknown as { open: boolean }).open = true;
        });
        await page.getByLabel(outcome, { exact: true }).check();
      }
      await click('Continue to my document');
      await page.getByRole('button', { name: specimen }).first().click();
      await sees('Add the credential to your wallet');
      await takeIntoWallet(page, page.context());
      await sees('It is in your wallet');
      await click(/^Go back to/);
      await page.waitForURL(`${house.origin}/**`);
      await sees('Show your credential');
    },
    showsCredential: async () => {
      await click('Open my wallet');
      await page.waitForURL(`${house.walletOrigin}/**`);
      await click('Share');
      await page.waitForURL(`${house.origin}/**`);
    },
    looksIntoDemoCamera: async (specimen) => {
      await sees('Face check');
      await click('Start camera');
      await page.getByRole('dialog').getByRole('button', { name: specimen }).click();
      await click('Take pictures');
    },
    provesIdentity: async ({ accountName, specimen, face, outcome }) => {
      await person.startsRecovery(accountName);
      await person.agreesAndChoosesCountry();
      await person.goesToProvider();
      await person.getsCredential({ specimen, ...(outcome !== undefined && { outcome }) });
      await person.showsCredential();
      await person.looksIntoDemoCamera(face ?? specimen);
    },
    continuesWithPass: async () => {
      await sees('You have proved who you are');
      await page.getByRole('button', { name: 'Continue', exact: true }).click();
      await page.waitForURL(`${house.origin}/enrol`);
    },
    createsDemoPasskey: async () => {
      await sees(/^Set up your new passkey/);
      await click('Create a passkey');
      await page.getByRole('dialog').getByRole('button', { name: 'Create demo passkey' }).click();
      await sees('Your passkey is ready');
    },
    signsInWithDemoPasskey: async () => {
      await click('Sign in with your new passkey');
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /Use demo passkey/ })
        .first()
        .click();
    },
  };
  return person;
}

/** In the wallet's new tab: type the code, take the credential, close the tab. */
async function takeIntoWallet(provider: Page, context: BrowserContext): Promise<void> {
  const code = ((await provider.locator('body').innerText()).match(/\b\d{3}\s?\d{3}\b/)?.[0] ?? '').replace(
    /\s/g,
    '',
  );
  const [wallet] = await Promise.all([
    context.waitForEvent('page'),
    provider
      .getByRole('link', { name: 'Open my wallet' })
      .or(provider.getByRole('button', { name: 'Open my wallet' }))
      .first()
      .click(),
  ]);
  await wallet.getByLabel('Code from the issuer').fill(code);
  await wallet.getByRole('button', { name: 'Add to my wallet' }).click();
  await wallet.getByRole('heading', { level: 1, name: 'In your wallet' }).waitFor();
  await wallet.close();
}
