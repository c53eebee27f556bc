import { expect, test } from 'vitest';
import { setStage } from './stage.ts';

const stage = setStage();
const specimen = 'Mara Lindqvist';

test('no camera here: the phone does the face check, through a killed server and reloads, and the laptop goes on with its code', async () => {
  const mara = await stage.sitDown();
  await mara.comesToFaceCheck({ accountName: 'mara.lindqvist', specimen });
  for (const [name, title] of [
    ['NotAllowedError', 'The camera is not allowed here'],
    ['NotFoundError', 'There is no camera on this device'],
    ['NotReadableError', 'The camera cannot be used right now'],
  ]) {
    await mara.page.evaluate(
      `navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', '${name}'); }`,
    );
    await mara.presses(/^I agree, start camera|^Try the camera again/);
    await mara.page.getByRole('alert').getByText(title!).waitFor();
    await mara.page.getByRole('button', { name: 'Continue on my phone' }).waitFor();
  }
  await mara.presses('Continue on my phone');
  await mara.sees('Scan this code with your phone');

  const phone = await stage.takePhone();
  await phone.opensLink(mara.page);
  await phone.sees('Somebody wants to reset a sign-in');
  const said = await phone.reads();
  for (const part of ['ma•••t', 'Chrome · Linux', 'on the same connection as this phone'])
    expect(said).toContain(part);
  // Wiped from the address, and a reload is no second phone.
  expect(phone.page.url()).toBe(`${stage.house().origin}/phone`);
  await phone.page.reload();
  await phone.agrees();
  await phone.sees('Face check');
  await mara.sees('Continue on your phone');
  await stage.house().killRegain();
  await mara.page.reload();
  await mara.sees('Continue on your phone');
  await phone.looksIntoCamera(specimen);
  const code = await phone.readsCode();
  await stage.house().killRegain();
  await phone.page.reload();
  expect(await phone.readsCode()).toBe(code);

  await mara.page.reload();
  await mara.sees('Type the code from your phone');
  await mara.types('Code from your phone', code.toLowerCase());
  await mara.presses('Continue');
  await mara.sees('You have proved who you are');
  await phone.sees('Go back to your other screen');
  await mara.continuesWithPass();
});

test('rather not: the phone is thrown out, and the laptop’s own camera does it', async () => {
  const mara = await stage.sitDown();
  const phone = await stage.takePhone();
  await mara.comesToFaceCheck({ accountName: 'mara.lindqvist', specimen });
  await mara.presses('Continue on my phone');
  await phone.opensLink(mara.page);
  await phone.agrees();
  await mara.sees('Continue on your phone');
  await mara.presses('That is not my phone: throw it out');
  await mara.looksIntoCamera(specimen);
  await mara.sees('You have proved who you are');
  await phone.page.reload();
  await phone.sees('Go back to your other screen');
});
