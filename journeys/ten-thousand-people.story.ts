import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MadeUpPerson, makePeople, type PlantedFault, plantedRules } from '../bench/people/index.ts';
import type { Provider, TrustAnchor } from '../recovery/policy/index.ts';
import type { Installation } from '../server/installation.ts';
import type { AdminAtWork } from './admin-at-work.ts';
import { launchBrowser } from './browser.ts';
import { createTestIssuer } from './in-process/index.ts';
import { becomesAdmin } from './own-passkey.ts';
import { openRealHouse, type RealHouse } from './real-house.ts';

/*
 * Ten thousand made-up people, one in a hundred with each planted fault, put into the directory of an installation that is no
 * example: a list to import could not say who is frozen or has never signed in. What a scan finds is read off the page.
 */
const everybody = [...makePeople({ count: 10_000, seed: 7 })];
const withFault = (fault: PlantedFault) => everybody.filter((each) => each.fault === fault);
/** Whoever stands before a planted twin is the other one. */
const twins = everybody.filter(
  ({ fault }, place) => fault === 'twin' || everybody[place + 1]?.fault === 'twin',
);
const outside = (['excluded', 'disabled', 'outOfScope'] as const).flatMap(withFault);

/** What the page calls it, its code in the export, and who has it. */
const found: readonly (readonly [name: string, code: string, people: readonly MadeUpPerson[]])[] = [
  ['Birth date missing', 'attributeMissing', withFault('noBirthDate')],
  ['Name missing', 'nameMissing', withFault('noSurname')],
  ['Name cannot be compared', 'nameUnmatchable', withFault('unmatchableName')],
  ['Cannot be told apart', 'duplicateIdentity', twins],
  ['Never signed in', 'noPriorSignIn', withFault('neverSignedIn')],
  ['Frozen', 'accountFrozen', withFault('frozen')],
  ['Has an admin role', 'privileged', withFault('privileged')],
];
const number = (count: number) => count.toLocaleString('en-GB');

const provider: Provider = {
  ...{ id: 'p', version: 1, name: 'Example ID', sandbox: false, enabled: true },
  ...{ address: 'https://idv.example/start', statusAddress: 'https://idv.example/healthz' },
  ...{ countries: 'any', documents: ['passport'], assurance: 'unstated', chargesPerCheck: false, price: '' },
  credentials: [{ format: 'dc+sd-jwt', type: 'identity' }],
  ...{ reports: [], acceptedWithoutReport: null, contact: { name: '', email: '', phone: '' } },
};

let house: RealHouse;
let browser: Browser;
let ines: AdminAtWork;

beforeAll(async () => {
  house = await openRealHouse();
  browser = await launchBrowser({ internetAt: house.internetAt });
  await house.prepare(fill);
  await house.start();
  ines = await becomesAdmin(browser, house, {
    ...{ accountName: 'ines.albrecht', givenName: 'Ines', surname: 'Albrecht' },
  });
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

async function fill({ builtInDirectory, policy, settings }: Installation): Promise<void> {
  for (let from = 0; from < everybody.length; from += 2_000)
    await builtInDirectory.accounts.createMany(
      everybody.slice(from, from + 2_000).map(({ fault: _fault, ...person }) => person),
    );
  await builtInDirectory.refreshStatistics();
  const written = { by: 'story', now: Date.now() };
  const rules = plantedRules(Date.now());
  const { authorityPem: certificatePem } = await createTestIssuer({ now: Date.now });
  const anchor: TrustAnchor = {
    ...{ kind: 'x509', id: 'state', name: 'State registry', mayIssue: 'any', countries: 'any' },
    ...{ enabled: true, sandbox: false, certificatePem },
  };
  await policy.saveOrganisation({
    policy: { ...rules.organisation, trustAnchors: [anchor] },
    ...{ expectedVersion: (await policy.readOrganisation())!.version, ...written },
  });
  await settings.save({ subject: 'provider:p', content: provider, expectedVersion: 0, ...written });
  for (const profile of rules.profiles) await policy.saveProfile({ profile, expectedVersion: 0, ...written });
}

const figure = (label: string) =>
  ines.page.locator('dt', { hasText: new RegExp(`^${label}$`) }).locator('xpath=following-sibling::dd[1]');

test('a scan shows how far it has come, and what it found of everybody', async () => {
  await ines.goesTo('/readiness', 'Readiness');
  await ines.isTold('Nobody has looked yet');
  await ines.presses('Scan everybody');
  await ines.page.getByRole('progressbar', { name: 'Scanning everybody' }).waitFor();
  await ines.page
    .getByText(/of the people who are meant to could recover today/)
    .waitFor({ timeout: 60_000 });
  const notReady = new Set(found.flatMap(([, , people]) => people));
  for (const each of outside) notReady.delete(each);
  // Ines herself is in none of the profile's groups.
  expect(await figure('Not meant to recover').textContent()).toBe(number(outside.length + 1));
  expect(await figure('Not ready').textContent()).toBe(number(notReady.size));
  expect(await figure('Ready').textContent()).toBe(number(10_000 - outside.length - notReady.size));
});

test.each(found)('%s: counted, listed, and the first of them opened', async (name, _code, people) => {
  const { page } = ines;
  const listed = page.getByRole('grid', { name: 'The people' });
  await page.getByRole('button', { name: /Finding/ }).click();
  await page.getByRole('option', { name: `${name} (${number(people.length)})` }).click();
  const rows = listed.getByRole('row').filter({ hasText: name });
  await expect.poll(async () => rows.count()).toBe(Math.min(people.length, 50));
  const names = new Set(people.map(({ accountName }) => accountName));
  for (const text of await rows.getByRole('rowheader').allInnerTexts())
    expect(names, text).toContain(text.split('\n').at(-1)?.trim());
});

test('the export names each of them with what was found, and nobody else', async () => {
  await ines.goesTo('/readiness', 'Readiness');
  const [file] = await Promise.all([ines.page.waitForEvent('download'), ines.presses('Download as CSV')]);
  const [, ...lines] = readFileSync(await file.path(), 'utf8')
    .trim()
    .split(/\r?\n/);
  const codesOf = new Map(
    lines.map((line) => [line.split(',')[0], line.split(',').at(-1)?.split(' ') ?? []]),
  );
  for (const [name, code, people] of found) {
    const exported = [...codesOf].filter(([, codes]) => codes.includes(code)).map(([account]) => account);
    expect(exported.toSorted(), name).toEqual(people.map(({ accountName }) => accountName).toSorted());
  }
  for (const { accountName } of outside) expect(codesOf.has(accountName), accountName).toBe(false);
});
