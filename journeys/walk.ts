import type { Page } from 'playwright-core';
import type { House } from './house.ts';
import type { LockedOutPerson } from './locked-out-person.ts';

const specimen = 'Mara Lindqvist';
const press = (page: Page, name: string | RegExp) =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .or(page.getByRole('link', { name, exact: typeof name === 'string' }))
    .first()
    .click();

/** Somebody who always knows how to go on, wherever the browser's buttons have put them. */
export interface Walk {
  /** Waits until the page has settled; its heading. */
  settle(page?: Page): Promise<string>;
  /** Goes on, page by page, until the heading is `target`. Throws when the way does not lead there. */
  walkTo(target: RegExp): Promise<void>;
  /** To whatever page of Regain comes next. */
  goOn(): Promise<void>;
}

/** On one device, as Mara. After the first credential the provider is not asked again. */
export function createWalk(person: LockedOutPerson, house: House): Walk {
  const { page } = person;
  let hasCredential = false;
  const wayOn: readonly (readonly [RegExp, () => Promise<unknown>])[] = [
    [/^Sign in$/, () => press(page, 'Continue')],
    [/^Use your passkey/, () => press(page, 'Other ways to sign in')],
    [/^Other ways to sign in/, () => press(page, /^Recover your account/)],
    [/^Do you still have any of these\?/, () => press(page, 'No, I have lost everything')],
    [/^Get your account back/, () => press(page, 'I agree, continue')],
    [
      /^Where is your document from\?/,
      () => press(page, hasCredential ? 'I already have a credential' : 'Continue'),
    ],
    [/^Verify your identity|^Welcome back/, () => goToProvider()],
    [/^It is in your wallet/, () => press(page, /^Go back to/)],
    [/^Show your credential|^Waiting for your wallet/, () => openWallet()],
    [/^Scan this code with your phone/, () => press(page, 'Go on without a phone')],
    [/asks for|^Alder & Finch/, () => press(page, 'Share')],
    [/^Shared/, () => press(page, /^Continue/)],
    [/^Face check/, () => takePictures()],
    [/^You have proved who you are/, () => press(page, 'Continue')],
    [/^Set up your new passkey$/, () => press(page, 'Set up sign-in')],
    [/^Set up your new passkey, /, () => createPasskey()],
    [/^Your passkey is ready|^Now sign in/, () => person.signsInWithDemoPasskey()],
  ];

  async function goToProvider(): Promise<void> {
    // The provider's own first page has the same heading.
    if (page.url().startsWith(house.origin)) await press(page, /^Go to Specimen ID/);
    await page.waitForURL(`${house.sandboxOrigin}/**`);
    await person.showsDocument({ specimen });
    await person.takesCredential();
    await person.sees('It is in your wallet');
    hasCredential = true;
  }
  async function openWallet(): Promise<void> {
    await press(page, /^Open my wallet/);
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await page.waitForURL(`${house.origin}/**`);
  }
  async function takePictures(): Promise<void> {
    await person.looksIntoCamera(specimen);
    await page.getByRole('heading', { level: 1, name: 'Face check' }).waitFor({ state: 'detached' });
  }
  async function createPasskey(): Promise<void> {
    await press(page, 'Create a passkey');
    await page.getByRole('dialog').getByRole('button', { name: 'Create demo passkey' }).click();
    await person.sees('Your passkey is ready');
  }

  async function leave(heading: string): Promise<void> {
    const way = wayOn.find(([name]) => name.test(heading));
    if (way === undefined)
      throw new Error(`Nobody would know how to go on from "${heading}" (${page.url()})`);
    await way[1]();
    // One press is enough: what it leads to is another page.
    for (let waited = 0; waited < 100 && (await walk.settle()) === heading; waited += 1)
      await page.waitForTimeout(100);
  }

  const walk: Walk = {
    settle: async (on = page) => {
      await on.waitForLoadState('networkidle');
      const heading = on.getByRole('heading', { level: 1 });
      await heading.waitFor();
      // An arrival says "welcome" for as long as it takes to find the place.
      await on.getByText('Finding your place').waitFor({ state: 'detached' });
      return ((await heading.textContent()) ?? '').trim();
    },
    goOn: async () => {
      const before = await walk.settle();
      do await leave(await walk.settle());
      while (!page.url().startsWith(house.origin) || (await walk.settle()) === before);
    },
    walkTo: async (target) => {
      for (let steps = 0; steps < 15; steps += 1) {
        const heading = await walk.settle();
        if (target.test(heading)) return;
        await leave(heading);
      }
      throw new Error(`${target} is not reached; the walk ends at "${await walk.settle()}" (${page.url()})`);
    },
  };
  return walk;
}
