import { beforeAll, expect, test } from 'vitest';
import { authorityExtensions, makeCertificate } from '../recovery/steps/presentation/fixtures/index.ts';
import { enterPortal } from './enter-portal.ts';
import { findFaults } from './find-faults.ts';
import type { LockedOutPerson } from './locked-out-person.ts';
import { setStage } from './stage.ts';

const stage = setStage();

let ines: LockedOutPerson;
beforeAll(async () => {
  ines = await enterPortal(stage, { path: '/providers', heading: 'Providers' });
});

const open = async (path: string, heading: string) => {
  await ines.page.goto(`${stage.house().origin}/admin${path}`);
  await ines.sees(heading);
};

const hasNoFaults = async () => expect(await findFaults(ines.page)).toEqual([]);

test('the catalogue: a provider is asked whether it is there; switched off, nobody is sent to it', async () => {
  await ines.presses('Test connection');
  await ines.page.getByText('It answers.').waitFor();
  await hasNoFaults();
  await ines.presses('Switch off');
  await ines.page.getByRole('dialog').getByRole('button', { name: 'Switch off' }).click();
  await ines.page.getByText('Switched off', { exact: true }).first().waitFor();

  const mara = await stage.sitDown();
  await mara.startsRecovery('mara.lindqvist');
  await mara.agreesAndChoosesCountry();
  await mara.presses(/^Go to/);
  await mara.sees('Please try again a little later');

  await ines.presses('Switch on');
  await ines.page.getByRole('button', { name: 'Switch off' }).waitFor();
  await mara.presses('Try again');
  await mara.page.waitForURL(`${stage.house().sandboxOrigin}/**`);
});

test('an authority is looked at, then believed; what is wrong is said at its field', async () => {
  await open('/providers/trust-anchors/new', 'Add a trust anchor');
  await ines.types('Or paste it', 'hello');
  await ines.presses('Show what stands in it');
  await ines.page.getByText('This is no certificate.').waitFor();
  const { pem } = await makeCertificate({
    subject: 'CN=Example ID Root',
    extensions: authorityExtensions(),
  });
  await ines.page.getByLabel('Or paste it').fill(pem);
  await ines.presses('Show what stands in it');
  await ines.page.getByText('CN=Example ID Root').first().waitFor();
  await ines.page.reload();
  // What was typed is still there.
  expect(await ines.page.getByLabel('Or paste it').inputValue()).toBe(pem);
  await ines.types('Name', 'Example ID');
  await ines.types('Type', 'urn:example:identity:1');
  await ines.presses('Ask to believe it');
  await ines.sees('Trust anchors');
  await ines.page.getByText('Example ID', { exact: true }).waitFor();
});

test('the organisation’s name, colour and words are what a person sees', async () => {
  await open('/settings', 'Settings');
  await ines.page.getByLabel('Name').fill('Birch & Wren');
  await ines.presses('Save');
  await ines.page.getByText('Saved.').waitFor();
  await open('/settings?part=looks', 'Settings');
  await ines.page.getByText('Use your own colour').click();
  await ines.page.getByRole('textbox', { name: 'Colour' }).fill('#ffee00');
  await ines.page.getByText('It would be too light to read').waitFor();
  await hasNoFaults();
  await ines.presses('Save');
  await ines.page.getByText('Saved.').waitFor();
  await open('/settings?part=texts', 'Settings');
  await ines.page.getByLabel('A paragraph before a recovery begins, English').fill('Bring your passport.');
  await ines.presses('Save');
  await ines.page.getByText('Saved.').waitFor();

  const mara = await stage.sitDown();
  await mara.startsRecovery('mara.lindqvist');
  await mara.page.getByText('Birch & Wren').waitFor();
  await mara.page.getByText('Bring your passport.').waitFor();
  const accent = await mara.page.evaluate(
    "getComputedStyle(document.documentElement).getPropertyValue('--accent')",
  );
  expect(accent).toContain('#ffee00');
});

test('with the second person switched on, believing another authority waits', async () => {
  await open('/settings?part=safety', 'Settings');
  await ines.page.getByText('A second person is needed', { exact: true }).click();
  await ines.presses('Save');
  await ines.page.getByText('Saved.').waitFor();
  await open('/providers/trust-anchors/new', 'Add a trust anchor');
  const { pem } = await makeCertificate({ subject: 'CN=Another Root', extensions: authorityExtensions() });
  await ines.page.getByLabel('Or paste it').fill(pem);
  await ines.types('Name', 'Another');
  await ines.types('Type', 'urn:example:identity:1');
  await ines.presses('Ask to believe it');
  await ines.page.getByText('This waits for a second person').waitFor();
  await open('/approvals', 'Approvals');
  await ines.page.getByText('Believe an authority: Another').waitFor();
  await hasNoFaults();
  await open('/providers/face-checks', 'Face checks');
  await hasNoFaults();
  await open('/readiness', 'Readiness');
  await ines.presses('Scan everybody');
  await ines.page.getByText('Not ready', { exact: true }).first().waitFor();
  await hasNoFaults();
});
