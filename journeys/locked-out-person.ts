import type { Page } from 'playwright-core';
import { type Hands, mouse } from './hands.ts';
import type { House } from './house.ts';
import type { TurningCamera } from './turning-camera.ts';

/** What a locked-out person does, in their own words; the stories are told with these. Everything goes through the pages. */
export interface LockedOutPerson {
  /** The browser tab in which the recovery was started. */
  readonly page: Page;
  startsRecovery(accountName: string): Promise<void>;
  agreesAndChoosesCountry(): Promise<void>;
  choosesCountry(): Promise<void>;
  goesToProvider(): Promise<void>;
  /** At the provider's first pages: how the check shall end, and whose document is shown. Nothing is waited for. */
  showsDocument(options: Shown): Promise<void>;
  /** Opens the wallet beside the provider's page and types the code there. Gives the wallet's tab. */
  offersCodeToWallet(): Promise<Page>;
  /** At the provider, while it offers the credential: into the wallet of this browser. */
  takesCredential(): Promise<void>;
  /** Typed into the wallet, wherever that is. */
  readsTransactionCode(): Promise<string>;
  returnsToRegain(): Promise<void>;
  /** At the provider: outcome and specimen, then the credential into the wallet, then back. */
  getsCredential(options: Shown): Promise<void>;
  opensWallet(): Promise<void>;
  showsCredential(): Promise<void>;
  /** At the face check: agrees, and is in the picture. Without a camera of their own they take the example's demo camera. */
  startsCamera(specimen: string): Promise<void>;
  /** The same, and begins. */
  looksIntoCamera(specimen: string): Promise<void>;
  /** Up to the face check. */
  comesToFaceCheck(options: Proof): Promise<void>;
  /** Up to the access pass: all of the above. */
  provesIdentity(options: Proof): Promise<void>;
  continuesWithPass(): Promise<void>;
  createsDemoPasskey(): Promise<void>;
  signsInWithDemoPasskey(): Promise<void>;
  /** From the first page to "You're back". */
  getsAccountBack(options: Proof): Promise<void>;
  /** Comes back to the recovery's own address, as by a bookmark. */
  looksAgain(): Promise<void>;
  /** A button of the dialog that is open. */
  answers(name: string | RegExp): Promise<void>;
  /** Any button or link of the page, by its name. */
  presses(name: string | RegExp): Promise<void>;
  types(label: string, text: string): Promise<void>;
  /** Unfolds what stands behind a line that can be unfolded. */
  opens(line: string): Promise<void>;
  heading(): Promise<string>;
  /** Waits for a page by its heading. */
  sees(heading: string | RegExp): Promise<void>;
  /** What the page says in its middle, as read. */
  reads(): Promise<string>;
  /** The key that an authenticator app takes instead of a QR code. */
  readsAuthenticatorKey(): Promise<string>;
  /** Under Security info: the kinds that still sign in, sorted. */
  readsMethodsInUse(): Promise<readonly string[]>;
  /** The number to read to the help desk. */
  caseNumber(): Promise<string>;
}

/** What is chosen at the provider. */
export interface Shown {
  /** Whose document is shown. */
  readonly specimen: string;
  /** How the check shall end; it passes unless told. */
  readonly outcome?: string;
  /** In which kind of credential; an SD-JWT VC unless told. */
  readonly credential?: string;
}

export interface Proof extends Shown {
  readonly accountName: string;
  /** Who looks into the camera; the one on the document unless told. */
  readonly face?: string;
}

type Addresses = Pick<House, 'origin' | 'walletOrigin' | 'sandboxOrigin'>;

/** What somebody has at hand. */
export interface Equipment {
  /** A mouse unless told. */
  readonly hands?: Hands | undefined;
  /** The one of their browser; without it the example's demo camera stands in. */
  readonly camera?: Pick<TurningCamera, 'seat'> | undefined;
}

/** Somebody sits down in front of a fresh browser. */
export function sitDown(page: Page, house: Addresses, equipment: Equipment = {}): LockedOutPerson {
  const { hands = mouse, camera } = equipment;
  const named = (name: string | RegExp, on: Page = page, exact = false) =>
    on.getByRole('button', { name, exact }).or(on.getByRole('link', { name, exact })).first();
  const presses = (name: string | RegExp) => hands.press(named(name));
  const answers = (name: string | RegExp) =>
    hands.press(page.getByRole('dialog').getByRole('button', { name }).first());
  const sees = async (heading: string | RegExp, on: Page = page) => {
    await on.getByRole('heading', { level: 1, name: heading }).waitFor();
  };

  const person: LockedOutPerson = {
    page,
    presses,
    answers,
    sees,
    looksAgain: async () => {
      await page.goto(`${house.origin}/recover`);
    },
    types: (label, text) => hands.type(page.getByLabel(label, { exact: true }), text),
    opens: (line) => hands.press(page.locator('summary', { hasText: line })),
    heading: async () => (await page.getByRole('heading', { level: 1 }).first().textContent()) ?? '',
    reads: async () => (await page.locator('main').textContent()) ?? '',
    readsAuthenticatorKey: async () =>
      (await page.getByText(/^[A-Z2-7]{4}( [A-Z2-7]{1,4})+$/).textContent()) ?? '',
    readsMethodsInUse: async () => {
      const methods = page.getByRole('region', { name: 'Ways to sign in' }).getByRole('listitem');
      const inUse = methods.filter({ hasNotText: 'Switched off' }).getByRole('heading');
      await inUse.first().waitFor();
      return (await inUse.allTextContents()).toSorted();
    },
    caseNumber: async () =>
      (await page
        .getByText(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/)
        .first()
        .textContent()) ?? '',
    startsRecovery: async (accountName) => {
      await page.goto(house.origin);
      await person.types('Account name or email', accountName);
      await presses('Continue');
      await presses('Other ways to sign in');
      await presses(/^Recover your account/);
      await sees('Do you still have any of these?');
      await presses('No, I have lost everything');
      await sees(/Get your account back|We can't complete this right now/);
    },
    agreesAndChoosesCountry: async () => {
      await presses('I agree, continue');
      await person.choosesCountry();
    },
    choosesCountry: async () => {
      await sees('Where is your document from?');
      await hands.press(named('Continue', page, true));
      await sees('Verify your identity');
    },
    goesToProvider: async () => {
      await presses(/^Go to Specimen ID/);
      await page.waitForURL(`${house.sandboxOrigin}/**`);
    },
    showsDocument: async ({ specimen, outcome, credential }) => {
      if (credential !== undefined) await page.getByLabel(credential, { exact: true }).check();
      if (outcome !== undefined) {
        await page.locator('summary').evaluateAll((all) => {
          for (const each of all) (each.parentElement as unknown as { open: boolean }).open = true;
        });
        await page.getByLabel(outcome, { exact: true }).check();
      }
      await presses('Continue to my document');
      await presses(new RegExp(`^${specimen}`));
    },
    offersCodeToWallet: async () => {
      await sees('Add the credential to your wallet');
      const code = await person.readsTransactionCode();
      const [wallet] = await Promise.all([page.context().waitForEvent('page'), presses('Open my wallet')]);
      await hands.type(wallet.getByLabel('Code from the issuer'), code);
      await hands.press(named('Add to my wallet', wallet));
      return wallet;
    },
    takesCredential: async () => {
      const wallet = await person.offersCodeToWallet();
      await sees('In your wallet', wallet);
      await wallet.close();
    },
    readsTransactionCode: async () => (await page.getByText(/^\d{3} \d{3}$/).textContent()) ?? '',
    returnsToRegain: async () => {
      await presses(/^Go back to/);
      await page.waitForURL(`${house.origin}/**`);
    },
    getsCredential: async (options) => {
      await person.showsDocument(options);
      await person.takesCredential();
      await sees('It is in your wallet');
      await person.returnsToRegain();
      await sees('Show your credential');
    },
    opensWallet: async () => {
      await presses('Open my wallet');
      await page.waitForURL(`${house.walletOrigin}/**`);
    },
    showsCredential: async () => {
      await person.opensWallet();
      await hands.press(named('Share', page, true));
      await page.waitForURL(`${house.origin}/**`);
    },
    startsCamera: async (specimen) => {
      await sees('Face check');
      await presses('Start camera');
      if (camera === undefined) return answers(specimen);
      await camera.seat(page, specimen);
      // An example asks first; elsewhere the browser's camera simply starts.
      const own = page.getByRole('dialog').getByRole('button', { name: 'Use my real camera' });
      await own.or(named('Begin')).first().waitFor();
      if (await own.isVisible()) await hands.press(own);
    },
    looksIntoCamera: async (specimen) => {
      await person.startsCamera(specimen);
      await presses('Begin');
    },
    comesToFaceCheck: async ({ accountName, face: _, ...shown }) => {
      await person.startsRecovery(accountName);
      await person.agreesAndChoosesCountry();
      await person.goesToProvider();
      await person.getsCredential(shown);
      await person.showsCredential();
      await sees('Face check');
    },
    provesIdentity: async (options) => {
      await person.comesToFaceCheck(options);
      await person.looksIntoCamera(options.face ?? options.specimen);
    },
    continuesWithPass: async () => {
      await sees('You have proved who you are');
      await hands.press(named('Continue', page, true));
      await page.waitForURL(`${house.origin}/enrol`);
    },
    createsDemoPasskey: async () => {
      await sees(/^Set up your new passkey/);
      await presses('Create a passkey');
      await answers('Create demo passkey');
      await sees('Your passkey is ready');
    },
    signsInWithDemoPasskey: async () => {
      await presses(/^Sign in with (your new|a) passkey/);
      await answers(/Use demo passkey/);
    },
    getsAccountBack: async (options) => {
      await person.provesIdentity(options);
      await person.continuesWithPass();
      await person.createsDemoPasskey();
      await person.signsInWithDemoPasskey();
      await sees("You're back");
    },
  };
  return person;
}
