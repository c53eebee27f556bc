import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TrustAnchor } from '../recovery/policy/index.ts';
import {
  authorityExtensions,
  Extension,
  makeCertificate,
} from '../recovery/steps/presentation/fixtures/index.ts';
import type { Installation } from '../server/installation.ts';
import { sandboxExtension } from '../server/sandbox-extension.ts';
import type { AdminAtWork } from './admin-at-work.ts';
import { launchBrowser, openPage } from './browser.ts';
import { createLyingWallet, createTestIssuer, type LyingWallet, mara } from './in-process/index.ts';
import { sitDown } from './locked-out-person.ts';
import { openEveryPart } from './open-parts.ts';
import { becomesAdmin, signsInOnce } from './own-passkey.ts';
import { openRealHouse, type RealHouse } from './real-house.ts';
import { createTurningCamera } from './turning-camera.ts';
import { wireTo } from './wallet-of-a-liar.ts';

/*
 * An installation that is no example: each defect keeps a profile out of production, and the review page says so line by line
 * (D3). Two administrators mend one after another. Provider and wallet are doubles; the issuer is a test's own, no sandbox.
 */
const credentialType = 'urn:example:identity:1';

/** The lines of the gate that can be broken, in its order. A pretend provider and an unguarded second device cannot even be
 * stored; a face check that is missing takes an installation without one (`recovery/policy/assess-production-gate.test.ts`). */
const defects = [
  'More than names must match',
  'No pretend issuer',
  'At least one issuer is switched on',
  'Each provider has evidence in date',
  'Liveness is certified, or its lack accepted',
  'Access passes cover everybody in scope',
  'Somebody has rehearsed under these rules',
  'A second person agrees',
];

let house: RealHouse;
let browser: Browser;
const camera = createTurningCamera();
let wallet: LyingWallet;
let authorityPem: string;
let ines: AdminAtWork;
let bea: AdminAtWork;
/** Its address in the portal. */
let profile = '';

beforeAll(async () => {
  house = await openRealHouse();
  browser = await launchBrowser({ internetAt: house.internetAt, fakeCamera: camera.film });
  const test = await createTestIssuer({ now: Date.now });
  authorityPem = test.authorityPem;
  wallet = await createLyingWallet({ now: Date.now, issuer: test.issuer, type: credentialType });
  await house.prepare(peopleAndPretendIssuer);
  await house.start();
  ines = await becomesAdmin(browser, house, {
    accountName: 'ines.albrecht',
    givenName: 'Ines',
    surname: 'Albrecht',
  });
  bea = await becomesAdmin(browser, house, {
    accountName: 'bea.okafor',
    givenName: 'Bea',
    surname: 'Okafor',
  });
});
afterAll(async () => {
  await browser?.close();
  await camera.close();
  await house?.stop();
});

/**
 * Two people; and a sandbox's authority among the anchors, as somebody might plant it who writes to the database: no door lets an
 * organisation believe one outside an example.
 */
async function peopleAndPretendIssuer({ builtInDirectory, policy }: Installation): Promise<void> {
  const born = { country: 'DE', birthDate: '1988-04-12' };
  await builtInDirectory.accounts.createMany([
    { accountName: 'mara.lindqvist', givenName: 'Mara', surname: 'Lindqvist', groups: ['Staff'], ...born },
    { accountName: 'omar.haddad', givenName: 'Omar', surname: 'Haddad', groups: ['Workshop'], ...born },
  ]);
  const { authorityPem: certificatePem } = await createTestIssuer({ now: Date.now });
  const planted: TrustAnchor = {
    ...{ kind: 'x509', id: 'planted', name: 'Planted', mayIssue: 'any', countries: 'any' },
    ...{ enabled: false, sandbox: true, certificatePem },
  };
  const organisation = (await policy.readOrganisation())!;
  await policy.saveOrganisation({
    policy: { ...organisation, trustAnchors: [planted] },
    ...{ expectedVersion: organisation.version, by: 'story', now: Date.now() },
  });
}

/** On the review page of the wizard, as the draft stands: the lines of the gate that are not met. */
async function review(): Promise<readonly string[]> {
  await ines.goesTo(`${profile}/edit?step=review`, 'Edit Everybody');
  return ines.seesMissing();
}

/** One thing is changed where the wizard asks for it, and saved. */
async function edits(change: () => Promise<unknown>): Promise<void> {
  await ines.goesTo(`${profile}/edit?step=validation`, 'Edit Everybody');
  await openEveryPart(ines.page);
  await change();
  await ines.presses('Next');
  await ines.seesMissing();
  await ines.presses('Save profile');
  await ines.isTold('Everybody is saved.');
}

async function savesReport(validUntil: string): Promise<void> {
  await ines.goesTo('/providers', 'Providers');
  await ines.page.getByRole('main').getByRole('link', { name: 'Edit' }).click();
  await ines.sees('Edit Example ID');
  const addReport = ines.page.getByRole('button', { name: 'Add a report' });
  if ((await ines.page.getByLabel('Standard').count()) === 0) await addReport.click();
  await ines.types('Standard', 'ISO/IEC 30107-3 level 2');
  await ines.types('Issued on', '2025-01-31');
  await ines.types('Valid until', validUntil);
  await ines.presses('Save');
  await ines.sees('Providers');
}

async function asksForProduction(): Promise<void> {
  await ines.goesTo(profile, 'Everybody');
  await ines.presses('Switch to production');
  const dialog = ines.page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('Everybody');
  await dialog.getByRole('button', { name: 'Switch to production' }).click();
}

test('a pretend authority is refused where it is pasted (D2)', async () => {
  const sandbox = await makeCertificate({
    subject: 'CN=Pretend authority',
    extensions: [...authorityExtensions(), new Extension(sandboxExtension, true, new Uint8Array([5, 0]))],
  });
  await ines.goesTo('/providers/trust-anchors/new', 'Add a trust anchor');
  await ines.page.getByLabel('Or paste it').fill(sandbox.pem);
  await ines.types('Name', 'State registry');
  await ines.types('Type', credentialType);
  await ines.presses('Ask to believe it');
  await ines.isTold('It demands something Regain does not know. Everything under it would be refused.');
});

test('the provider, and the authority it signs under: Ines asks, Bea agrees', async () => {
  await ines.page.getByLabel('Or paste it').fill(authorityPem);
  await ines.presses('Ask to believe it');
  await ines.isTold('This waits for a second person');
  await bea.agreesTo('Believe an authority: State registry');
  await ines.goesTo('/providers/new', 'Add a provider');
  await ines.page.getByLabel('Name', { exact: true }).first().fill('Example ID');
  await ines.types('Address', `${house.sandboxOrigin}/start`);
  await ines.types('Status address', `${house.sandboxOrigin}/healthz`);
  await ines.presses('Test connection');
  await ines.isTold('It answers.');
  await ines.types('Type', credentialType);
  await ines.presses('Add a provider');
  await ines.sees('Providers');
});

test('a profile with every defect: the review page names each, and production is refused', async () => {
  await ines.switchesAuthority('State registry', 'Switch off');
  await ines.goesTo('/settings?part=passes', 'Settings');
  await ines.ticks('Some groups');
  await ines.page.getByRole('textbox', { name: 'Groups' }).fill('Staff');
  await ines.page.getByRole('button', { name: 'Save' }).last().click();
  await ines.isTold('Saved');
  await ines.goesTo('/profiles/new', 'New profile');
  await ines.types('Name', 'Everybody');
  await ines.presses('Next');
  await ines.presses('Next');
  await ines.ticks('Everyone');
  await ines.isTold(/people in scope/);
  await ines.presses('Next');
  await ines.page.getByRole('button', { name: /Choose a provider/ }).click();
  await ines.page.getByRole('option', { name: /Example ID/ }).click();
  await ines.presses('Next');
  await openEveryPart(ines.page);
  await ines.ticks('Required: Date of birth');
  expect(await ines.page.getByRole('checkbox', { name: 'A second device may take part' }).isDisabled()).toBe(
    true,
  );
  await ines.page.getByRole('button', { name: /Choose a credential/ }).click();
  await ines.page
    .getByRole('option', { name: new RegExp(credentialType) })
    .first()
    .click();
  await ines.ticks('Planted');
  await ines.presses('Next');
  expect(await ines.seesMissing()).toEqual(defects);
  await ines.presses('Create profile');
  await ines.sees('Everybody');
  profile = new URL(ines.page.url()).pathname.replace('/admin', '');
  await asksForProduction();
  await ines.page.getByRole('alert').getByText('The gate is closed: the profile still rehearses').waitFor();
  expect(await ines.seesMissing()).toEqual(defects);
});

/** In the order of the gate; the last two take a rehearsal and another person. */
const mendings: readonly (readonly [line: string, mend: () => Promise<void>])[] = [
  ['More than names must match', () => edits(() => ines.ticks('Required: Date of birth'))],
  [
    'No pretend issuer',
    () =>
      edits(async () => {
        await ines.ticks('Planted');
        await ines.ticks('State registry');
      }),
  ],
  [
    'At least one issuer is switched on',
    async () => {
      await ines.switchesAuthority('State registry', 'Switch on');
      expect(await review(), 'asked for is not agreed to').toContain('At least one issuer is switched on');
      await bea.agreesTo('Believe an authority again: State registry');
    },
  ],
  [
    'Each provider has evidence in date',
    async () => {
      await savesReport('2026-01-31');
      expect(await review(), 'a report that ended').toContain('Each provider has evidence in date');
      await savesReport('2999-01-31');
    },
  ],
  [
    'Liveness is certified, or its lack accepted',
    () => edits(() => ines.ticks('I accept that liveness is not certified')),
  ],
  [
    'Access passes cover everybody in scope',
    async () => {
      await ines.goesTo('/settings?part=passes', 'Settings');
      await ines.ticks('Everyone');
      await ines.page.getByRole('button', { name: 'Save' }).last().click();
      await ines.isTold('This waits for a second person');
      await bea.agreesTo('Let more people use a pass');
    },
  ],
  ['Somebody has rehearsed under these rules', maraRehearses],
];

test.each(mendings)('mended: %s; nothing else is, and production stays refused', async (line, mend) => {
  const before = await review();
  expect(before).toContain(line);
  await mend();
  expect(await review()).toEqual(before.filter((each) => each !== line));
});

async function maraRehearses(): Promise<void> {
  const phone = await signsInOnce(browser, house, 'mara.lindqvist');
  await phone.remove();
  const person = sitDown(await openPage(browser), house, { camera });
  await person.startsRecovery('mara.lindqvist');
  await person.agreesAndChoosesCountry();
  await person.presses(/^Go to Example ID/);
  await person.sees('A double of a provider');
  await person.presses('Go back to Regain');
  await person.sees('Show your credential');
  await person.opensWallet();
  const answer = await wallet.present(wireTo(house.behind), person.page.url(), mara);
  await person.page.goto(String(answer.body.redirect_uri));
  await person.looksIntoCamera('Mara Lindqvist');
  await person.sees('It works');
}

test('asked for, it waits; what breaks meanwhile is found when Bea agrees, and nothing is switched', async () => {
  await asksForProduction();
  await ines.isTold('This waits for a second person');
  await ines.switchesAuthority('State registry', 'Switch off');
  await bea.agreesTo('Switch to production: Everybody', 'Agreed, but it could not be done any more.');
  await ines.goesTo(profile, 'Everybody');
  await ines.isTold('It rehearses: nothing changes for anybody.');
  await ines.switchesAuthority('State registry', 'Switch on');
  await bea.agreesTo('Believe an authority again: State registry');
});

test('Ines cannot agree to it herself; Bea does, and the profile gives accounts back', async () => {
  await asksForProduction();
  await ines.isTold('This waits for a second person');
  await ines.goesTo('/approvals', 'Approvals');
  await ines.page.getByRole('link', { name: 'Switch to production: Everybody' }).click();
  await ines.isTold('You asked for this. Somebody else has to agree.');
  expect(await ines.page.getByRole('button', { name: 'Agree to it' }).count()).toBe(0);
  await bea.agreesTo('Switch to production: Everybody');
  await ines.goesTo(profile, 'Everybody');
  await ines.isTold('It gives accounts back.');
});
