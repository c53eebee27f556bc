import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeVendor, openFakeVendor } from '../connectors/face-check/test-fake-vendor.ts';
import { readCase } from './ask-admin.ts';
import { patienceMs } from './browser.ts';
import { enterPortal } from './enter-portal.ts';
import { openEveryPart } from './open-parts.ts';
import { setStage } from './stage.ts';

const stage = setStage();
let vendor: FakeVendor;
beforeAll(async () => {
  vendor = await openFakeVendor();
});
afterAll(() => vendor?.close());

test('an admin takes a vendor for face checks, and a profile chooses it with its own threshold', async () => {
  const ines = await enterPortal(stage, { path: '/providers/face-checks/new', heading: 'Add a vendor' });
  const { page } = ines;
  await ines.types('Name', 'Fake Faces');
  await page.getByLabel('Address of its interface').fill(`${vendor.origin}/v1`);
  await page.getByLabel('Key', { exact: true }).fill(vendor.secret);
  await page.getByLabel('Where people are sent').fill(vendor.origin);
  await page.getByRole('button', { name: 'Liveness detection' }).click();
  await page.getByRole('option', { name: /level 2/ }).click();
  await page.getByLabel('Address of the letter').fill('https://lab.example/letter.pdf');
  await page.getByLabel('Date of the letter').fill('2026-03-31');
  await page.getByLabel('Recommended threshold').fill('80');
  expect(
    await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }])),
    'what was typed is kept, the key is not',
  ).not.toContain(vendor.secret);
  await ines.presses('Add a vendor');
  await ines.sees('Face checks');
  await ines.presses('Test connection');
  await page.getByText('It answers, and takes our key.').waitFor();

  await page.goto(`${stage.house().origin}/admin/profiles/staff/edit?step=validation`);
  await openEveryPart(page);
  await page.getByText('It is never the only proof.').waitFor();
  await page.getByRole('button', { name: 'Who does it' }).click();
  await page.getByRole('option', { name: 'Fake Faces' }).click();
  await page.getByText('The liveness detection of this provider is certified.').waitFor();
  expect(await page.getByLabel('Threshold', { exact: true }).inputValue()).toBe('80');
  await ines.presses('Next');
  await page.getByRole('heading', { name: 'Review', exact: true }).first().waitFor();
  await ines.presses('Save profile');
  await page.getByText('Staff is saved.').waitFor();
});

test('the vendor is down, then comes to no result, then to one: Mara is told each time, and gets through', async () => {
  const mara = await stage.sitDown();
  await mara.comesToFaceCheck({ accountName: 'mara.lindqvist', specimen: 'Mara Lindqvist' });
  await mara.page.getByText('Not your name, and nothing else about you.').waitFor();
  vendor.behave({ open: 'error' });
  await mara.presses(/^I agree, go to/);
  await mara.page.getByText('Your recovery is kept, and nothing was decided.', { exact: false }).waitFor();

  vendor.behave({ open: 'honest' });
  await mara.presses(/^I agree, go to/);
  await mara.page.waitForURL(`${vendor.origin}/**`);
  await mara.presses('noResult');
  await mara.page.getByText('The face check came to no result').waitFor();
  expect(await mara.reads()).toContain('You have 2 more tries.');

  await mara.presses(/^I agree, go to/);
  await mara.page.waitForURL(`${vendor.origin}/**`);
  await mara.presses('samePerson');
  await mara.sees('You have proved who you are');

  await mara.opens("I can't do this");
  const { entries } = await readCase(stage.house(), await mara.caseNumber());
  expect(entries.find(({ activity }) => activity === 'faceCheck.passed')?.data).toMatchObject({
    ...{ confidence: 93, threshold: 80, providerVersion: '4.2.0', live: true },
  });
  await expect.poll(() => vendor.held(), { timeout: patienceMs }).toEqual([]);
});
