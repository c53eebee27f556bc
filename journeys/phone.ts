import type { Page } from 'playwright-core';
import type { House } from './house.ts';
import { type Equipment, type LockedOutPerson, sitDown } from './locked-out-person.ts';
import { readQr } from './read-qr.ts';

/** The phone in somebody's other hand: its own browser profile, and so its own wallet and its own cookies. */
export interface Phone {
  readonly page: Page;
  /** Looks at another screen, and opens in the wallet what the code there says. */
  scans(screen: Page): Promise<void>;
  /** Types the code that the issuer's page shows, and keeps the credential. */
  keepsCredential(transactionCode: string): Promise<void>;
  /** Looks at another screen with the camera app, and opens the link that it finds there. Nothing is waited for. */
  opensLink(screen: Page): Promise<void>;
  /** Has read whose sign-in it is about, and goes on. */
  agrees(): Promise<void>;
  /** Regain's page opens the wallet. */
  opensWallet(): Promise<void>;
  shares(): Promise<void>;
  looksIntoCamera: LockedOutPerson['looksIntoCamera'];
  /** The code for the other screen. */
  readsCode(): Promise<string>;
  /** "This wasn't me", and yes. */
  denies(): Promise<void>;
  presses: LockedOutPerson['presses'];
  reads: LockedOutPerson['reads'];
  sees: LockedOutPerson['sees'];
}

/** What a phone's browser profile looks like, for `openPage`. */
export const phoneScreen = { viewport: { width: 390, height: 844 } } as const;

export function takePhone(page: Page, house: House, camera?: Equipment['camera']): Phone {
  const { presses, reads, sees, looksIntoCamera } = sitDown(page, house, { camera });
  const naming = 'Somebody wants to reset a sign-in';
  return {
    ...{ page, presses, reads, sees, looksIntoCamera },
    scans: async (screen) => {
      const address = await readQr(screen);
      await page.goto(house.walletOrigin);
      await page.getByLabel('Paste an address').fill(address);
      await page.getByRole('button', { name: 'Open address' }).click();
    },
    keepsCredential: async (transactionCode) => {
      await page.getByLabel('Code from the issuer').fill(transactionCode);
      await page.getByRole('button', { name: 'Add to my wallet' }).click();
      await sees('In your wallet');
    },
    opensLink: async (screen) => {
      await page.goto(await readQr(screen));
    },
    agrees: async () => {
      await sees(naming);
      await presses(/^I started this/);
    },
    opensWallet: async () => {
      await sees('Show your credential');
      await presses('Open my wallet');
      await page.waitForURL(`${house.walletOrigin}/**`);
    },
    shares: async () => {
      await page.getByRole('button', { name: 'Share', exact: true }).click();
      await page.waitForURL(`${house.origin}/**`);
    },
    readsCode: async () => {
      await sees('Type this code on your other screen');
      return (await page.locator('.pass span').allTextContents()).join(' ');
    },
    denies: async () => {
      await presses('This wasn’t me');
      await presses('End this recovery');
      await sees('The recovery is ended');
    },
  };
}
