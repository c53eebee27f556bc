import { test } from 'vitest';
import { setStage } from './stage.ts';

const stage = setStage();
const specimen = 'Mara Lindqvist';

test('rather not: the phone is thrown out, and the laptop’s own camera does it', async () => {
  const mara = await stage.sitDown();
  const phone = await stage.takePhone();
  await mara.comesToFaceCheck({ accountName: 'mara.lindqvist', specimen });
  await mara.presses('Continue on my phone');
  await phone.opensLink(mara.page);
  await phone.agrees();
  await mara.sees('Continue on your phone');
  await mara.presses('That is not my phone: throw it out');
  await mara.looksIntoDemoCamera(specimen);
  await mara.sees('You have proved who you are');
  await phone.page.reload();
  await phone.sees('Go back to your other screen');
});
