import { expect, test } from 'vitest';
import { setStage } from './stage.ts';

/** A machine without a camera, as most are on which Regain is tried out: all other stories look into the browser's own. */
const stage = setStage({ withoutCamera: true });
const specimen = 'Mara Lindqvist';

test('without a camera, the demo camera of the example looks in, says what it is, and gets Mara through (D7)', async () => {
  const mara = await stage.sitDown();
  await mara.comesToFaceCheck({ accountName: 'mara.lindqvist', specimen });
  await mara.presses('Start camera');
  const choice = mara.page.getByRole('dialog', {
    name: 'Demo camera — a drawn specimen instead of your camera',
  });
  await choice.getByText('Nobody here is real').waitFor();
  await mara.answers(specimen);
  await mara.page.locator('button:not([aria-busy])', { hasText: 'Begin' }).waitFor();
  const inUse = await mara.page.evaluate(
    'document.querySelector("video").srcObject.getVideoTracks()[0].label',
  );
  expect(inUse).toBe('Demo camera');
  await mara.presses('Begin');
  await mara.sees('You have proved who you are');
});
