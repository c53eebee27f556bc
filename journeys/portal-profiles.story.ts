import type { Locator } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { runAdmin } from './ask-admin.ts';
import { enterPortal } from './enter-portal.ts';
import { findFaults } from './find-faults.ts';
import { keyboard, tabTo } from './hands.ts';
import type { LockedOutPerson } from './locked-out-person.ts';
import { openEveryPart } from './open-parts.ts';
import { setStage } from './stage.ts';

const stage = setStage();

let ines: LockedOutPerson;
beforeAll(async () => {
  ines = await enterPortal(stage, { path: '/profiles', heading: 'Profiles', hands: keyboard });
});

const rowNames = () => ines.page.getByRole('rowheader').allInnerTexts();
const chooses = async (row: string, action: string) => {
  await ines.page.getByRole('button', { name: `Actions for ${row}` }).click();
  await ines.page.getByRole('menuitem', { name: action, exact: true }).click();
};
/** One key again and again, until the focus is on this. */
const goesBy = async (key: 'Tab' | 'ArrowDown' | 'ArrowRight', target: Locator) => {
  const here = target.and(ines.page.locator(':focus'));
  for (let presses = 0; (await here.count()) === 0; presses += 1) {
    expect(presses, `${key} comes to ${target}`).toBeLessThan(60);
    await ines.page.keyboard.press(key);
  }
};
const described = async (): Promise<string> => {
  const answer = await ines.page.request.get(`${stage.house().origin}/api/admin/profiles/workshop`);
  return (await answer.json()).description;
};
const edited = (...changes: readonly string[]) =>
  runAdmin(stage.house(), 'profiles', 'edit', 'workshop', '--set', ...changes);

test('by keyboard alone a profile is made in six steps; a reload loses nothing, and it rehearses', async () => {
  const { page } = ines;
  await ines.presses('New profile');
  await page.getByRole('heading', { name: 'Details' }).waitFor();
  await ines.presses('Next');
  await page.getByText('Give the profile a name.').first().waitFor();
  await ines.types('Name', 'Pilot');
  await page.reload();
  expect(await page.getByLabel('Name').inputValue(), 'kept over a reload').toBe('Pilot');
  await ines.presses('Next');
  await page.getByRole('heading', { name: 'Mode' }).waitFor();
  await ines.presses('Next');
  await page.getByText('0 people in scope').waitFor();
  await keyboard.press(page.getByRole('checkbox', { name: 'Workshop' }));
  await page.getByText('1 person in scope').waitFor();
  expect(await findFaults(page), 'people').toEqual([]);
  await ines.presses('Next');
  await page.getByText('Pretends only').first().waitFor();
  await ines.presses('Next');
  await openEveryPart(page, keyboard);
  await page.getByText('These match').waitFor();
  await tabTo(page.getByRole('radio', { name: /^Relaxed/ }));
  await page.keyboard.press('ArrowDown');
  await page.getByText('Relaxed they would match; exactly they do not.').waitFor();
  await page.keyboard.press('ArrowUp');
  await page.getByText('These match').waitFor();
  expect(await findFaults(page), 'account validation').toEqual([]);
  await ines.presses('Next');
  await page.getByText('Some things are missing; this example lets it through all the same').waitFor();
  expect(await findFaults(page), 'review').toEqual([]);
  await ines.presses('Create profile');
  await page.getByText('It rehearses: nothing changes for anybody.').waitFor();
});

test('by keyboard alone it is moved, and the box says which profile applies then', async () => {
  const { page } = ines;
  await page.goto(`${stage.house().origin}/admin/profiles`);
  await ines.sees('Profiles');
  await page.getByRole('rowheader', { name: /^Pilot/ }).waitFor();
  await goesBy('Tab', page.getByRole('row'));
  await goesBy(
    'ArrowDown',
    page.getByRole('row').filter({ hasText: 'Pilot' }).filter({ hasNotText: 'Workshop pilot' }),
  );
  await goesBy('ArrowRight', page.getByRole('button', { name: 'Actions for Pilot', exact: true }));
  await page.keyboard.press('Enter');
  await goesBy('ArrowDown', page.getByRole('menuitem', { name: 'Move up' }));
  await page.keyboard.press('Enter');
  await page.getByText('Pilot is tried as number 2 now.').waitFor();
  await ines.types('Account name or mail', 'tiago.ferreira');
  await ines.presses('Find profile');
  await page.getByText('Pilot applies').waitFor();
  expect((await rowNames()).slice(0, 3).map((name) => name.split('\n')[0])).toEqual([
    ...['Staff', 'Pilot', 'Workshop pilot'],
  ]);
});

test('somebody else edits it meanwhile: both are shown; Escape decides nothing, and nothing is overwritten', async () => {
  const { page } = ines;
  await page.goto(`${stage.house().origin}/admin/profiles/workshop/edit`);
  await page.getByLabel('Description').fill('Mine');
  await edited('description="Theirs"');
  await page.reload();
  const conflict = page.getByRole('dialog');
  await conflict.getByText('Theirs', { exact: true }).waitFor();
  await conflict.getByText('Mine', { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await conflict.waitFor({ state: 'detached' });
  for (const heading of ['Mode', 'People', 'Providers', 'Account validation', 'Review']) {
    await ines.presses('Next');
    await page.getByRole('heading', { name: heading, exact: true }).first().waitFor();
  }
  await ines.presses('Save profile');
  await conflict.getByText('Theirs', { exact: true }).waitFor();
  expect(await described(), 'closed with Escape, so not saved').toBe('Theirs');
  await conflict.getByRole('button', { name: 'Keep mine' }).click();
  await ines.presses('Save profile');
  await page.getByText('Workshop pilot is saved.').waitFor();
  await page.goto(`${stage.house().origin}/admin/profiles/workshop/history`);
  await page.getByText('Command line on the host').waitFor();
  await page.getByText('Mine', { exact: true }).waitFor();
});

test('switched to production by its name, and deleted by it', async () => {
  const { page } = ines;
  await page.goto(`${stage.house().origin}/admin/profiles/workshop`);
  await ines.presses('Switch to production');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('Workshop');
  await dialog.getByRole('button', { name: 'Switch to production' }).click();
  await dialog.getByText('That is another name.').waitFor();
  await dialog.getByRole('textbox').fill('Workshop pilot');
  await dialog.getByRole('button', { name: 'Switch to production' }).click();
  await page.getByText('It gives accounts back.').waitFor();
  await page.goto(`${stage.house().origin}/admin/profiles`);
  await page.getByRole('rowheader', { name: /^Pilot/ }).waitFor();
  await chooses('Pilot', 'Delete profile');
  await page.getByRole('dialog').getByRole('textbox').fill('Pilot');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete profile' }).click();
  await page.getByText('Pilot is deleted. 0 recoveries ended.').waitFor();
});
