import type { Page } from 'playwright-core';
import type { House } from './house.ts';
import { readQr } from './read-qr.ts';

/** The phone in somebody's other hand: its own browser profile, and so its own wallet. */
export interface Phone {
  readonly page: Page;
  /** Looks at another screen, and opens in the wallet what the code there says. */
  scans(screen: Page): Promise<void>;
  /** Types the code that the issuer's page shows, and keeps the credential. */
  keepsCredential(transactionCode: string): Promise<void>;
  shares(): Promise<void>;
  sees(heading: string | RegExp): Promise<void>;
}

/** What a phone's browser profile looks like, for `openPage`. */
export const phoneScreen = { viewport: { width: 390, height: 844 } } as const;

export function takePhone(page: Page, house: House): Phone {
  const sees = (heading: string | RegExp) => page.getByRole('heading', { level: 1, name: heading }).waitFor();
  return {
    page,
    sees,
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
    shares: async () => {
      await page.getByRole('button', { name: 'Share', exact: true }).click();
      await page.waitForURL(`${house.origin}/**`);
    },
  };
}
