import { expect, test } from 'vitest';
import type { LockedOutPerson } from './locked-out-person.ts';
import { diesBefore, losesAnswer } from './lost-answers.ts';
import { setStage } from './stage.ts';
import { asksForRecovery, type StepOfRecovery, stepsOfRecovery } from './steps-of-recovery.ts';

const stage = setStage();

test('Regain is killed after every answer, and Mara just goes on', { timeout: 400_000 }, async () => {
  const mara = await stage.sitDown();
  const house = stage.house();
  await asksForRecovery(mara, house.origin);
  await house.killRegain();
  const steps = stepsOfRecovery(house);
  for (const [index, step] of steps.entries()) {
    const next = steps[index + 1];
    if (step.goesOn && next !== undefined) {
      await diesBefore({ page: mara.page, house, path: next.path }, () => step.act(mara));
      continue;
    }
    await step.act(mara);
    await step.arrive(mara);
    await house.killRegain();
    await step.elsewhere?.(mara);
  }
  await isBack(mara);
});

test('Regain is killed before every answer arrives, and Mara tries again', { timeout: 400_000 }, async () => {
  const mara = await stage.sitDown();
  const house = stage.house();
  await asksForRecovery(mara, house.origin);
  let act: (person: LockedOutPerson) => Promise<void> = async () => {};
  for (const step of stepsOfRecovery(house)) {
    const before = act;
    await losesAnswer({ page: mara.page, house, path: step.path }, async () => {
      await before(mara);
      await step.act(mara);
    });
    const again = triesAgain(step);
    // Where the browser goes on by itself, trying again is what leads into the next blow.
    act = step.goesOn ? again : async () => {};
    if (step.goesOn) continue;
    await again(mara);
    await step.arrive(mara);
    await step.elsewhere?.(mara);
  }
  await isBack(mara);
});

const triesAgain = (step: StepOfRecovery) => async (mara: LockedOutPerson) =>
  await (step.tryAgain ?? step.act)(mara);

async function isBack(mara: LockedOutPerson): Promise<void> {
  await mara.sees("You're back");
  expect(await mara.page.getByRole('alert').count()).toBe(0);
}
