import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enterPortal } from './enter-portal.ts';
import { findFaults } from './find-faults.ts';
import type { LockedOutPerson } from './locked-out-person.ts';
import { setStage } from './stage.ts';

const stage = setStage();
const folder = mkdtempSync(join(tmpdir(), 'regain-people-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let ines: LockedOutPerson;

beforeAll(async () => {
  ines = await enterPortal(stage, { path: '/people', heading: 'People' });
});

const says = (text: string | RegExp) => ines.page.getByText(text).first().waitFor();
async function finds(words: string, name: string) {
  await ines.page.getByRole('searchbox').fill(words);
  await ines.page.getByRole('link', { name, exact: true }).first().click();
  await ines.sees(name);
}
const toPeople = async () => {
  await ines.page.getByRole('navigation').getByRole('link', { name: 'People' }).click();
  await ines.sees('People');
};
const hasNoFaults = async () => expect(await findFaults(ines.page)).toEqual([]);

test('she finds people by the beginnings of their names, and no name stands in the address', async () => {
  await finds('lind mar', 'Mara Lindqvist');
  await says('Could recover today');
  await says('Specimen ID');
  expect(ines.page.url()).not.toMatch(/mara|lind/i);
  await hasNoFaults();
  await toPeople();
  await finds('jonas', 'Jonas Weber');
  await says('Could not recover today');
  await says('Cannot be told apart');
});

test('D34: what recovery compares is changed, and recovery waits: on the page and on the list of holds', async () => {
  await toPeople();
  await finds('lindqvist', 'Mara Lindqvist');
  await ines.presses('Edit');
  await ines.types('Birth date (optional)', '1988-04-13');
  await says('This holds recovery for a time');
  await ines.presses('Save changes');
  await says('Recovery is held until');
  await says('Edited lately');
  await toPeople();
  await ines.presses('Holds');
  await ines.sees('Holds');
  await says('Mara Lindqvist');
});

test('a list is rehearsed line by line, imported and undone', async () => {
  const file = join(folder, 'people.csv');
  writeFileSync(
    file,
    'Benutzername;Vorname;Nachname;Geburtsdatum\nneu.eins;Neu;Eins;12.04.1990\nneu.zwei;Neu;Zwei;31.02.1990\n',
    'latin1',
  );
  await toPeople();
  await ines.presses('Imports');
  await ines.sees('Imports');
  await ines.page.locator('input[type=file]').setInputFiles(file);
  await ines.presses('Upload file');
  await ines.sees('people.csv');
  await ines.presses('Check the lines');
  await says('This is no date. Write it like 1988-04-12.');
  await hasNoFaults();
  await ines.presses('Import 1 person');
  await ines.answers('Import 1 person');
  await ines.page.getByText('Imported', { exact: true }).waitFor();
  await toPeople();
  await finds('neu eins', 'Neu Eins');
  await toPeople();
  await ines.presses('Imports');
  await ines.page.getByRole('link', { name: 'people.csv' }).click();
  await ines.presses('Undo import');
  await ines.answers('Undo import');
  await ines.page.getByText('Undone', { exact: true }).first().waitFor();
});

test('D32: after a compromise recovery is required; the report says of whom, and the outbox what they were told', async () => {
  await toPeople();
  await ines.presses('Require recovery');
  await ines.sees('Require recovery');
  await ines.types('Account names or mails', 'tiago.ferreira\nnobody.at.all');
  await ines.presses('See whom it means');
  await says('1 line is nobody’s');
  await ines.page.getByText('Safe at once.').click();
  await ines.presses('Require recovery of 1 person');
  await ines.answers('Require recovery of 1 person');
  await ines.sees('Required recovery');
  await ines.page.getByText('Finished', { exact: true }).waitFor();
  await says('Tiago Ferreira');
  await ines.page.goto(`${stage.house().origin}/outbox`);
  await says('Please set up your account at Alder & Finch again');
});
