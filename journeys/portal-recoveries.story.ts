import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { enterPortal } from './enter-portal.ts';
import { findFaults } from './find-faults.ts';
import { type LockedOutPerson, sitDown } from './locked-out-person.ts';
import { setStage } from './stage.ts';

const stage = setStage();

let ines: LockedOutPerson;
let rehearsed = '';
let decoy = '';

/** Tiago rehearses; somebody tries a name that nobody has; Ines becomes an administrator and signs in. */
beforeAll(async () => {
  const tiago = await stage.sitDown();
  await tiago.startsRecovery('tiago.ferreira');
  await tiago.agreesAndChoosesCountry();
  await tiago.goesToProvider();
  await tiago.getsCredential({ specimen: 'Tiago Ferreira' });
  await tiago.showsCredential();
  await tiago.looksIntoCamera('Tiago Ferreira');
  await tiago.sees('It works');
  rehearsed = await tiago.caseNumber();
  const stranger = await stage.sitDown();
  await stranger.startsRecovery('nobody.atall');
  decoy = await stranger.caseNumber();

  ines = await enterPortal(stage, { path: '/recoveries', heading: 'Recoveries' });
});

const says = (text: string | RegExp) => ines.page.getByText(text).first().waitFor();
const hasNoFaults = async () => expect(await findFaults(ines.page)).toEqual([]);
const goes = (to: string) =>
  ines.page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: to }).click();
async function downloads(link: string): Promise<string> {
  const [download] = await Promise.all([
    ines.page.waitForEvent('download'),
    ines.page.getByRole('link', { name: link }).click(),
  ]);
  return readFileSync(await download.path(), 'utf8');
}

test('a rehearsal is found and explained step by step, without a name, until somebody asks for it', async () => {
  const row = ines.page.getByRole('row').filter({ hasText: rehearsed });
  await row.getByText('Rehearsal passed').waitFor();
  await ines.page.getByRole('row').filter({ hasText: decoy }).getByText('Decoy').waitFor();
  await hasNoFaults();

  await row.getByRole('link', { name: rehearsed }).click();
  await ines.sees(`Case ${rehearsed}`);
  await says('Would have been granted');
  await says('All checks passed. The profile is in evaluation, so nothing was changed.');
  expect(await ines.page.locator('main').textContent()).not.toMatch(/tiago|ferreira/i);
  await ines.presses('Show values');
  await says('tiago.ferreira');
  await says('The names agree');
  await hasNoFaults();
});

test('the evaluation report says who would have got in, and can be taken along', async () => {
  await goes('Recoveries');
  await ines.sees('Recoveries');
  await ines.page.getByRole('link', { name: 'Evaluation report' }).click();
  await ines.sees('Evaluation report');
  await says('100% of all');
  await says('Time for each step');
  await ines.presses('Show names');
  await says('Tiago Ferreira');
  await hasNoFaults();
  const table = await downloads('Download with names');
  expect(table.split('\r\n')[1]).toMatch(
    new RegExp(`^${rehearsed},.*,rehearsed,granting,.*tiago\\.ferreira,Tiago Ferreira$`),
  );
  expect(table).not.toContain(decoy);
});

test('a session that is lost is found again before a file is fetched: nothing is saved in its place', async () => {
  const { page } = ines;
  await goes('Recoveries');
  await ines.sees('Recoveries');
  const link = page.getByRole('main').locator('a[download]').first();
  await link.waitFor();
  await page.context().clearCookies({ name: /regain-session/ });
  const fetched = page.waitForEvent('download');
  await link.click();
  await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
  const [tab] = await Promise.all([page.context().waitForEvent('page'), ines.presses('Sign in again')]);
  const elsewhere = sitDown(tab, stage.house());
  await elsewhere.sees('Sign in');
  await elsewhere.types('Account name or email', 'ines.albrecht');
  await elsewhere.presses('Continue');
  await elsewhere.signsInWithDemoPasskey();
  await elsewhere.sees('You are signed in');
  expect(readFileSync(await (await fetched).path(), 'utf8')).toContain(rehearsed);
});

test('what she looked at is in the record, and the record holds', async () => {
  await goes('Audit');
  await ines.sees('Audit');
  await says('Recoveries exported');
  await says('Personal values read');
  await hasNoFaults();
  await ines.page.getByRole('link', { name: 'Verify the record' }).click();
  await ines.sees('Verify the record');
  await ines.presses('Verify now');
  await says('The record holds.');
  await hasNoFaults();
});

test('a case is stopped, and the person reads that it has ended', async () => {
  await goes('Recoveries');
  await ines.page.getByRole('link', { name: decoy }).click();
  await says('No such account');
  await ines.presses('Stop recovery');
  await ines.answers('Stop this recovery');
  await says('The recovery was stopped.');
  await says('By an admin');
  await ines.page.getByRole('button', { name: 'Stop recovery' }).waitFor({ state: 'detached' });
});
