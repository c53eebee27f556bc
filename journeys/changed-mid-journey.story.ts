import { beforeAll, describe, expect, test } from 'vitest';
import { readReason, runAdmin } from './ask-admin.ts';
import type { LockedOutPerson } from './locked-out-person.ts';
import { setStage } from './stage.ts';
import { staysPut } from './stays-put.ts';

const stage = setStage();
const onHost = (...args: string[]) => runAdmin(stage.house(), ...args);
let mara: LockedOutPerson;
beforeAll(async () => {
  mara = await stage.sitDown();
  await mara.comesToFaceCheck({ accountName: 'mara.lindqvist', specimen: 'Mara Lindqvist' });
});

/** Once more, with the credential that is still in her wallet. */
async function comesAgain(): Promise<void> {
  await mara.presses('Start again');
  await mara.presses('No, I have lost everything');
  await mara.presses('I agree, continue');
  await mara.presses('I already have a credential');
  await mara.showsCredential();
  await mara.sees('Face check');
}

async function isNotLetIn(reason: string): Promise<void> {
  await mara.sees('We could not confirm your identity');
  expect(await readReason(stage.house(), await mara.caseNumber())).toBe(reason);
  const cookies = await mara.page.context().cookies(stage.house().origin);
  expect(cookies.map(({ name }) => name)).not.toContain('regain-enrolment');
}

describe('what may only refuse is read again before anything is granted (D17), and looks like any refusal (D15)', () => {
  test('her account is frozen while she looks into the camera', async () => {
    await onHost('freeze', 'mara.lindqvist');
    await mara.looksIntoCamera('Mara Lindqvist');
    await isNotLetIn('accountFrozen');
    await onHost('unfreeze', 'mara.lindqvist');
    await staysPut(stage, mara, { heading: 'We could not confirm your identity' });
  });

  test('the issuer is switched off when her pass is granted and not yet used', async () => {
    await comesAgain();
    await mara.looksIntoCamera('Mara Lindqvist');
    await mara.sees('You have proved who you are');
    await onHost('issuer', 'off', 'sandbox');
    await mara.page.getByRole('button', { name: 'Continue', exact: true }).click();
    await isNotLetIn('issuerSwitchedOff');
    await onHost('issuer', 'on', 'sandbox');
  });

  test('a twin is added while she looks into the camera', async () => {
    await comesAgain();
    const names = ['--name', 'Mara', '--surname', 'Lindqvist', '--birth-date', '1988-04-12'];
    await onHost('account', 'add', 'mara.twin', ...names);
    await mara.looksIntoCamera('Mara Lindqvist');
    await isNotLetIn('duplicateIdentity');
  });
});
