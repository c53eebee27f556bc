import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser, openPage, type Person } from './browser.ts';
import type { Hands } from './hands.ts';
import { type House, type HouseOptions, openHouse } from './house.ts';
import { type LockedOutPerson, sitDown } from './locked-out-person.ts';
import { type Phone, phoneScreen, takePhone } from './phone.ts';
import { createTurningCamera } from './turning-camera.ts';

/** One house and one browser for all the stories of a file. */
export interface Stage {
  house(): House;
  /** Somebody at a browser of their own. */
  sitDown(person?: Person & { readonly hands?: Hands }): Promise<LockedOutPerson>;
  /** Another tab of the same browser. */
  openTab(person: LockedOutPerson): Promise<LockedOutPerson>;
  takePhone(): Promise<Phone>;
}

export interface StageOptions extends HouseOptions {
  /** The browser has no camera: people take the example's demo camera. */
  readonly withoutCamera?: true;
}

/** Called once, at the top of a story file: opens before its first test and closes after its last. */
export function setStage({ withoutCamera, ...options }: StageOptions = {}): Stage {
  const camera = withoutCamera ? undefined : createTurningCamera();
  let house: House | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    [house, browser] = await Promise.all([
      openHouse(options),
      launchBrowser(camera && { fakeCamera: camera.film }),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await camera?.close();
    await house?.stop();
  });
  return {
    house: () => house!,
    sitDown: async ({ hands, ...person } = {}) =>
      sitDown(await openPage(browser!, person), house!, { hands, camera }),
    openTab: async ({ page }) => sitDown(await page.context().newPage(), house!, { camera }),
    takePhone: async () => takePhone(await openPage(browser!, phoneScreen), house!, camera),
  };
}
