import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { enterPortal } from './enter-portal.ts';
import type { LockedOutPerson } from './locked-out-person.ts';
import { setStage } from './stage.ts';

/* From an example that has people and no rules to the first account given back, through the portal alone. */
const stage = setStage({ settings: { REGAIN_EXAMPLE: 'empty' } });
const proof = { accountName: 'mara.lindqvist', specimen: 'Mara Lindqvist' };

let ines: LockedOutPerson;
let decisions = 0;
let startedAt = 0;
/** Something an admin has to choose or to type. Going to the next page is none. */
const decides = async (action: Promise<unknown>) => {
  decisions += 1;
  await action;
};
const next = () => ines.page.getByRole('button', { name: 'Next', exact: true }).click();
const seesStep = (name: string) => ines.page.getByRole('heading', { level: 2, name, exact: true }).waitFor();

beforeAll(async () => {
  ines = await enterPortal(stage);
  startedAt = performance.now();
});

test('Home says what is missing, and leads there', async () => {
  await ines.page.getByText(/^\d of 8 done$/).waitFor();
  await ines.page.getByText('Next', { exact: true }).first().waitFor();
});

test('whom to believe: the provider’s authority', async () => {
  await ines.page.goto(`${stage.house().origin}/admin/providers/trust-anchors/new`);
  await ines.sees('Add a trust anchor');
  const pem = readFileSync(join(stage.house().dataDir, 'sandbox', 'authority.pem'), 'utf8');
  await decides(ines.page.getByLabel('Or paste it').fill(pem));
  await decides(ines.types('Name', 'Specimen ID'));
  await decides(ines.types('Type', 'urn:regain:sandbox:identity:1'));
  await decides(ines.presses('Ask to believe it'));
  await ines.sees('Trust anchors');
});

test('the first profile, in six steps; what it would do is seen before it is made', async () => {
  await ines.page.goto(`${stage.house().origin}/admin/profiles/new`);
  await ines.sees('New profile');
  await decides(ines.types('Name', 'Everybody'));
  await next();
  await seesStep('Mode');
  await next();
  await seesStep('People');
  await decides(ines.page.getByText('Everyone', { exact: true }).click());
  await ines.page
    .getByText(/^\d+ people/)
    .first()
    .waitFor();
  await ines.page.reload();
  await seesStep('People');
  await next();
  await seesStep('Providers');
  await next();
  await seesStep('Account validation');
  await decides(ines.page.getByText('I accept that liveness is not certified').click());
  await next();
  await seesStep('Review');
  await decides(ines.presses('Create profile'));
  await ines.sees('Everybody');
  await ines.page.getByText('It rehearses: nothing changes for anybody.').waitFor();
});

test('somebody rehearses: everything runs, nobody gets in', async () => {
  const mara = await stage.sitDown();
  await mara.comesToFaceCheck(proof);
  await mara.looksIntoCamera(proof.specimen);
  await mara.sees('It works');
});

test('switched to production by its name; the gate says what only an example lets through', async () => {
  await ines.page.reload();
  await ines.page.getByText('this example lets it through all the same').waitFor();
  await decides(ines.presses('Switch to production'));
  const dialog = ines.page.getByRole('dialog');
  await decides(dialog.getByRole('textbox').fill('Everybody'));
  await dialog.getByRole('button', { name: 'Switch to production' }).click();
  await ines.page.getByText('It gives accounts back.').waitFor();
});

test('the first account is given back', async () => {
  const mara = await stage.sitDown();
  await mara.getsAccountBack(proof);
});

test('at most fifteen decisions in all', () => {
  expect(decisions).toBeLessThanOrEqual(15);
  expect(decisions).toBe(10);
  // Told, not tested: a browser's hands neither read nor wonder.
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  process.stderr.write(`ten-minutes: ${decisions} decisions, ${seconds} s by a browser’s hands\n`);
});
