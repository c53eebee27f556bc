import type { Page } from 'playwright-core';
import type { LockedOutPerson } from './locked-out-person.ts';

/** One thing the person does that Regain takes a step for. */
export interface StepOfRecovery {
  readonly name: string;
  /** The POST in which Regain takes it; below the path where it ends in `/`. */
  readonly path: string;
  /** On the page before. */
  act(person: LockedOutPerson): Promise<void>;
  /** On the page that says that there was no answer, where another button than before is pressed. */
  tryAgain?(person: LockedOutPerson): Promise<void>;
  /** The page it leads to is there. */
  arrive(person: LockedOutPerson): Promise<void>;
  /** The browser goes on by itself, without another press. */
  readonly goesOn?: boolean;
  /** Without an answer the browser asks again by itself: nobody has to press anything. */
  readonly asksAgain?: boolean;
  /** What the person does elsewhere before the next step. */
  elsewhere?(person: LockedOutPerson): Promise<void>;
}

const accountName = 'mara.lindqvist';
const specimen = 'Mara Lindqvist';
const pressesContinue = ({ page }: LockedOutPerson) =>
  page.getByRole('button', { name: 'Continue', exact: true }).click();
const inDialog = (page: Page, name: string | RegExp) =>
  page.getByRole('dialog').getByRole('button', { name }).first().click();
const retries = (person: LockedOutPerson) => person.presses('Try again');

/** Mara's recovery on one device, step by step, from "I have lost everything" to "You're back". */
export const stepsOfRecovery = (origins: {
  readonly origin: string;
  readonly sandboxOrigin: string;
}): readonly StepOfRecovery[] => [
  {
    name: 'start',
    path: '/api/recovery',
    act: (person) => person.presses('No, I have lost everything'),
    arrive: (person) => person.sees('Get your account back'),
  },
  {
    name: 'begin',
    path: '/api/recovery/begin',
    act: (person) => person.presses('I agree, continue'),
    arrive: (person) => person.sees('Where is your document from?'),
  },
  {
    name: 'choose country',
    path: '/api/recovery/identity-verification',
    act: pressesContinue,
    arrive: (person) => person.sees('Verify your identity'),
  },
  {
    name: 'hand-over',
    path: '/api/recovery/hand-over',
    act: (person) => person.presses(/^Go to Specimen ID/),
    arrive: ({ page }) => page.waitForURL(`${origins.sandboxOrigin}/**`),
    elsewhere: async (person) => {
      await person.showsDocument({ specimen });
      await person.takesCredential();
      await person.sees('It is in your wallet');
    },
  },
  {
    name: 'returned',
    path: '/api/recovery/returned',
    act: (person) => person.presses(/^Go back to/),
    tryAgain: retries,
    arrive: (person) => person.sees('Show your credential'),
  },
  {
    name: 'presentation request',
    path: '/api/recovery/presentation',
    act: (person) => person.presses('Open my wallet'),
    arrive: ({ page }) => page.getByRole('button', { name: 'Share', exact: true }).waitFor(),
  },
  {
    name: "wallet's answer",
    path: '/openid4vp/response/',
    act: ({ page }) => page.getByRole('button', { name: 'Share', exact: true }).click(),
    tryAgain: retries,
    arrive: async () => {},
    goesOn: true,
  },
  {
    name: 'response code',
    path: '/api/recovery/response-code',
    act: async () => {},
    tryAgain: retries,
    arrive: (person) => person.sees('Face check'),
    elsewhere: (person) => person.startsCamera(specimen),
  },
  {
    name: 'face check begun',
    path: '/api/recovery/face-check/session',
    act: (person) => person.presses('Begin'),
    ...{ arrive: async () => {}, goesOn: true, asksAgain: true },
  },
  {
    name: 'a step of the face check shown',
    path: '/api/recovery/face-check/frame',
    act: async () => {},
    ...{ arrive: async () => {}, goesOn: true, asksAgain: true },
  },
  {
    name: 'face check, then matching and granting',
    path: '/api/recovery/face-check',
    act: async () => {},
    asksAgain: true,
    arrive: (person) => person.sees('You have proved who you are'),
  },
  {
    name: 'pass shown',
    path: '/api/recovery/access-pass/show',
    act: (person) => person.presses('Show my access pass'),
    arrive: ({ page }) => page.locator('.pass').waitFor(),
  },
  {
    name: 'pass redeemed',
    path: '/api/recovery/access-pass/redeem',
    act: pressesContinue,
    tryAgain: async (person) => {
      await pressesContinue(person);
      await person.sees(/^Set up your new passkey$/);
      await person.presses('Set up sign-in');
    },
    arrive: (person) => person.sees(/^Set up your new passkey, /),
  },
  {
    name: 'passkey registered',
    path: '/api/enrolment/passkey',
    act: async ({ page }) => {
      await page.getByRole('button', { name: 'Create a passkey' }).click();
      await inDialog(page, 'Create demo passkey');
    },
    tryAgain: (person) => person.presses('Try the passkey again'),
    arrive: (person) => person.sees('Your passkey is ready'),
  },
  {
    name: 'signed in',
    path: '/api/sign-in/passkey',
    act: (person) => person.signsInWithDemoPasskey(),
    arrive: (person) => person.sees("You're back"),
  },
];

/** To the page on which the recovery is asked for. */
export async function asksForRecovery(person: LockedOutPerson, origin: string): Promise<void> {
  await person.page.goto(origin);
  await person.types('Account name or email', accountName);
  await person.presses('Continue');
  await person.presses('Other ways to sign in');
  await person.presses(/^Recover your account/);
  await person.sees('Do you still have any of these?');
}
