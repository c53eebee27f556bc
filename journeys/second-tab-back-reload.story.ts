import { beforeAll, describe, expect, test } from 'vitest';
import type { LockedOutPerson } from './locked-out-person.ts';
import { setStage } from './stage.ts';
import { createWalk, type Walk } from './walk.ts';

const stage = setStage();
let mara: LockedOutPerson;
let walk: Walk;

beforeAll(async () => {
  mara = await stage.sitDown();
  walk = createWalk(mara, stage.house());
  await mara.page.goto(stage.house().origin);
  await mara.types('Account name or email', 'mara.lindqvist');
  await mara.presses('Continue');
  await mara.presses('Other ways to sign in');
  await mara.presses(/^Recover your account/);
  await walk.walkTo(/^Get your account back/);
});

interface Stop {
  /** How the heading begins. */
  readonly name: string;
  /** Where a second tab opens it; `/recover` unless told. */
  readonly path?: string;
  /** What is pressed in a tab that was left behind. Nothing: the person only looks at it again. */
  readonly stalePress?: string;
  /** And then in the dialog that opens. */
  readonly staleAnswer?: RegExp;
  /** Done on "Show your credential", where the way forks. */
  readonly fork?: () => Promise<unknown>;
  /** Where "back" leads on Regain's own pages. */
  readonly backTo?: string;
  /** Where going on from there would skip this page. */
  readonly returnBy?: 'forward';
  /** How the first tab leaves; it goes on unless told. */
  readonly leftBy?: 'back';
}

const stops: readonly Stop[] = [
  { name: 'Get your account back', stalePress: 'I agree, continue' },
  { name: 'Where is your document from?', stalePress: 'Continue', backTo: 'Get your account back' },
  { name: 'Verify your identity', stalePress: 'Go to Specimen ID', backTo: 'Where is your document from?' },
  // Whoever goes back from the code has closed it, in the other tab too.
  {
    name: 'Scan this code with your phone',
    fork: () => mara.presses('My wallet is on another phone'),
    leftBy: 'back',
    backTo: 'Show your credential',
  },
  {
    name: 'Waiting for your wallet',
    fork: async () => {
      await mara.opensWallet();
      await mara.page.getByRole('button', { name: 'Share', exact: true }).waitFor();
      await mara.page.goBack();
    },
    leftBy: 'back',
    backTo: 'Show your credential',
  },
  { name: 'Show your credential', stalePress: 'Open my wallet' },
  { name: 'Face check' },
  { name: 'You have proved who you are', stalePress: 'Continue' },
  { name: 'Set up your new passkey,', path: '/enrol', stalePress: 'Create a passkey' },
  {
    name: 'Your passkey is ready',
    path: '/enrol',
    stalePress: 'Sign in with your new passkey',
    staleAnswer: /Use demo passkey/,
    backTo: 'Now sign in',
    returnBy: 'forward',
  },
];

/** The browser's own button. A page of Regain then asks where it is. */
async function goesBack(): Promise<void> {
  const asked = mara.page.waitForResponse(/\/api\//, { timeout: 1_500 }).catch(() => {});
  await mara.page.goBack();
  await asked;
  await walk.settle();
}

describe.each(stops)('$name', (stop) => {
  const { name, path = '/recover', stalePress, staleAnswer, fork, leftBy, backTo, returnBy } = stop;
  const heading = new RegExp(`^${RegExp.escape(name)}`);
  const come = async () => {
    if (fork !== undefined) {
      await walk.walkTo(/^Show your credential/);
      await fork();
      await mara.sees(heading);
    } else await walk.walkTo(heading);
  };
  const expectNoError = async () => expect(await mara.page.getByRole('alert').count()).toBe(0);

  test('a reload shows the same page', async () => {
    await come();
    await mara.page.reload();
    expect(await walk.settle()).toMatch(heading);
    await expectNoError();
  });

  test('a second tab shows the same page', async () => {
    const second = await mara.page.context().newPage();
    await second.goto(`${stage.house().origin}${path}`);
    expect(await walk.settle(second)).toMatch(heading);
    await second.close();
    expect(await walk.settle()).toMatch(heading);
  });

  test('"back" ends on a page from which it goes on', async () => {
    await goesBack();
    if (backTo !== undefined) await mara.sees(backTo);
    await expectNoError();
    if (returnBy === 'forward') await mara.page.goForward();
    await come();
    await expectNoError();
  });

  test('a tab that was left behind catches up without a word of error', async () => {
    const left = await mara.page.context().newPage();
    await left.goto(`${stage.house().origin}${path}`);
    expect(await walk.settle(left)).toMatch(heading);
    if (leftBy === 'back') await goesBack();
    else await walk.goOn();
    await expectNoError();
    if (stalePress === undefined)
      await left.evaluate('document.dispatchEvent(new Event("visibilitychange"))');
    else await left.getByRole('button', { name: stalePress }).first().click();
    if (staleAnswer !== undefined)
      await left.getByRole('dialog').getByRole('button', { name: staleAnswer }).first().click();
    await left.getByRole('heading', { level: 1, name: heading }).waitFor({ state: 'detached' });
    await walk.settle(left);
    expect(await left.getByRole('alert').count()).toBe(0);
    await left.close();
  });
});

describe("You're back", () => {
  test('reload, a second tab, and "back"', async () => {
    await walk.walkTo(/^You're back/);
    await mara.page.reload();
    expect(await walk.settle()).toBe("You're back");
    const second = await mara.page.context().newPage();
    await second.goto(`${stage.house().origin}/recover`);
    expect(await walk.settle(second)).toBe("You're back");
    await second.close();
    await goesBack();
    expect(await mara.page.getByRole('alert').count()).toBe(0);
    await mara.page.goForward();
    expect(await walk.settle()).toBe("You're back");
  });
});
