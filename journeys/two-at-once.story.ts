import { expect, test } from 'vitest';
import { readCase } from './ask-admin.ts';
import { setStage } from './stage.ts';
import { staysPut } from './stays-put.ts';

const stage = setStage();
const proof = { accountName: 'mara.lindqvist', specimen: 'Mara Lindqvist' };

test('two browsers recover Mara at once: the first grant closes the other', async () => {
  const atWork = await stage.sitDown();
  const atHome = await stage.sitDown();
  await atWork.comesToFaceCheck(proof);
  await atHome.comesToFaceCheck(proof);
  // Starting another one cancels nothing (D31).
  await atWork.opens("I can't do this");
  const caseNumber = await atWork.caseNumber();

  await atHome.looksIntoCamera(proof.specimen);
  await atHome.sees('You have proved who you are');

  await atWork.looksIntoCamera(proof.specimen);
  await atWork.sees('This session ended');
  await staysPut(stage, atWork, { heading: 'This session ended' });
  const { recovery } = await readCase(stage.house(), caseNumber);
  expect(recovery.outcome).toBe('superseded');
  await atWork.presses('Start again');
  await atWork.sees('Do you still have any of these?');

  await atHome.continuesWithPass();
  await atHome.createsDemoPasskey();
  await atHome.signsInWithDemoPasskey();
  await atHome.sees("You're back");
});
