import { beforeAll, describe, expect, test } from 'vitest';
import { readCase } from './ask-admin.ts';
import type { LockedOutPerson } from './locked-out-person.ts';
import { setStage } from './stage.ts';
import { staysPut } from './stays-put.ts';
import { isNotSignedIn, readsPass, typesPass } from './typed-pass.ts';

const stage = setStage({ turnsClock: true });
let mara: LockedOutPerson;
let caseNumber: string;
const passes: string[] = [];

beforeAll(async () => {
  mara = await stage.sitDown();
  await mara.startsRecovery('mara.lindqvist');
  await mara.opens("I can't do this");
  caseNumber = await mara.caseNumber();
  await mara.agreesAndChoosesCountry();
  await mara.goesToProvider();
  await mara.getsCredential({ specimen: 'Mara Lindqvist' });
  await mara.showsCredential();
  await mara.looksIntoCamera('Mara Lindqvist');
  await mara.sees('You have proved who you are');
});

async function asksForPass(button: string): Promise<void> {
  await mara.presses(button);
  passes.push(await readsPass(mara));
}

/** Typed on the sign-in page, in another tab of the browser that the pass belongs to. */
async function signsNobodyIn(accountName: string, pass = ''): Promise<void> {
  const tab = await stage.openTab(mara);
  await typesPass(tab, { origin: stage.house().origin, accountName, pass });
  await isNotSignedIn(tab);
  await tab.page.close();
}

/** What was done with the passes of this recovery, and why not. */
async function passesOnRecord(): Promise<readonly string[]> {
  const { entries } = await readCase(stage.house(), caseNumber);
  return entries
    .filter(({ activity }) => activity.startsWith('accessPass.'))
    .map(({ activity, code }) => [activity.replace('accessPass.', ''), code].filter(Boolean).join(' '));
}

describe('the access pass of a recovery (D28, R27, T19)', () => {
  test('shown again, it is another one, and the first is dead', async () => {
    await asksForPass('Show my access pass');
    await mara.page.reload();
    await asksForPass('Show my access pass');
    expect(passes[1]).not.toBe(passes[0]);
    await signsNobodyIn('mara.lindqvist', passes[0]);
  });

  test('for another account it is nothing', async () => {
    await signsNobodyIn('ines.carvalho', passes[1]);
  });

  test('eleven minutes later it is refused, and one more may be had', async () => {
    stage.house().turnClock({ minutes: 11 });
    await signsNobodyIn('mara.lindqvist', passes[1]);
    await mara.page.reload();
    await mara.sees('Your access pass has ended');
    await staysPut(stage, mara, { heading: 'Your access pass has ended' });
    await asksForPass('Show a new pass');
    await signsNobodyIn('mara.lindqvist', passes[1]);
  });

  test('and not two more', async () => {
    stage.house().turnClock({ minutes: 11 });
    await mara.presses('Continue');
    await mara.page.reload();
    await mara.sees('Your access pass has ended');
    expect(await mara.reads()).toContain('Nothing was changed.');
    await mara.presses('Start again');
    await mara.sees('Do you still have any of these?');
    expect(await passesOnRecord()).toEqual([
      'granted',
      'shown',
      'shown',
      'redemptionRefused passUnknown',
      'redemptionRefused passExpired',
      'reissued',
      'redemptionRefused passUnknown',
      'redemptionRefused passExpired',
    ]);
  });
});
