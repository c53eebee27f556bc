import type { Page } from 'playwright-core';
import type { Shot } from '../take-pictures.ts';

const press = (name: string) => (page: Page) =>
  page.locator('main button').filter({ hasText: name }).first().click();

const pressLast = (page: Page) => page.locator('main .row button').last().click();
const typeInto = (selector: string, index: number, text: string) => (page: Page) =>
  page.locator(`main ${selector}`).nth(index).fill(text);

/** Opens parts of a form that stay closed, by their places. */
const open =
  (...places: readonly number[]) =>
  async (page: Page) => {
    for (const place of places) await page.locator('main summary').nth(place).click();
  };

/** What may be over in a moment is asked for three times before the page says that it is not. */
const untilItSaysSo = async (page: Page) => {
  await page.locator('main .notice').first().waitFor({ timeout: 10_000 });
  await page.waitForTimeout(1_000);
};

/** Stops where nobody takes in more of it. */
const upload = async (page: Page) => {
  const file = {
    name: 'people-november.csv',
    mimeType: 'text/csv',
    buffer: Buffer.alloc(40_000_000, 'mara,'),
  };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.locator('main .panel .button-primary').first().click();
  await page.locator('main [role=progressbar]').waitFor();
  await page.waitForTimeout(1_000);
};

/** Every page of the portal, some in several states. `?page=` chooses the canned answers. */
export const shots: readonly Shot[] = [
  { name: 'door-signed-out', path: '/admin?page=signedOut' },
  { name: 'door-passkey', path: '/admin?page=password' },
  { name: 'door-no-role', path: '/admin?page=noRole' },
  { name: 'door-down', path: '/admin?page=down' },
  { name: 'home', path: '/admin' },
  { name: 'people', path: '/admin/people' },
  { name: 'people-nobody', path: '/admin/people?page=nobody' },
  { name: 'people-help-desk', path: '/admin/people?page=helpDesk' },
  { name: 'people-contact', path: '/admin/people/p1?page=helpDesk' },
  { name: 'people-person', path: '/admin/people/p1?page=person' },
  { name: 'people-blocked', path: '/admin/people/p1?page=blocked' },
  { name: 'people-edit', path: '/admin/people/p1/edit?page=blocked', act: typeInto('input', 2, 'Lindquist') },
  { name: 'people-new', path: '/admin/people/new' },
  { name: 'people-holds', path: '/admin/people/holds' },
  { name: 'people-groups', path: '/admin/people/groups' },
  { name: 'people-imports', path: '/admin/people/imports' },
  { name: 'people-import-upload', path: '/admin/people/imports?page=uploading', act: upload },
  {
    name: 'people-import-leave',
    path: '/admin/people/imports?page=uploading',
    act: async (page) => {
      await upload(page);
      await page.locator('.page-back a').click();
      await page.locator('[role=alertdialog], [role=dialog]').waitFor();
    },
  },
  { name: 'people-import-columns', path: '/admin/people/imports/i1?page=columns' },
  { name: 'people-import-checked', path: '/admin/people/imports/i1?page=checked' },
  { name: 'people-import-applying', path: '/admin/people/imports/i1?page=applying' },
  { name: 'people-import-broken', path: '/admin/people/imports/i1?page=broken' },
  { name: 'people-import-gone', path: '/admin/people/imports/i1?page=gone' },
  { name: 'people-import-undone', path: '/admin/people/imports/i1?page=undone' },
  {
    name: 'people-require',
    path: '/admin/people/require-recovery',
    act: async (page) => {
      await page.locator('textarea').fill('mara.lindqvist');
      await page.locator('main .panel button').first().click();
    },
  },
  { name: 'people-required', path: '/admin/people/require-recovery/r1' },
  { name: 'profiles', path: '/admin/profiles' },
  {
    name: 'profiles-choice',
    path: '/admin/profiles',
    act: async (page) => {
      await page.locator('main form input').fill('mara.lindqvist');
      await page.locator('main form button').click();
    },
  },
  { name: 'profiles-none', path: '/admin/profiles?page=none' },
  { name: 'profile', path: '/admin/profiles/pilot' },
  { name: 'profile-history', path: '/admin/profiles/pilot/history' },
  { name: 'profile-details', path: '/admin/profiles/pilot/edit' },
  { name: 'profile-mode', path: '/admin/profiles/pilot/edit?step=mode' },
  { name: 'profile-people', path: '/admin/profiles/pilot/edit?step=people' },
  { name: 'profile-providers', path: '/admin/profiles/pilot/edit?step=providers' },
  { name: 'profile-validation', path: '/admin/profiles/pilot/edit?step=validation' },
  { name: 'profile-try-it', path: '/admin/profiles/pilot/edit?step=validation', act: open(1) },
  { name: 'profile-face-check', path: '/admin/profiles/pilot/edit?step=validation', act: open(0, 2) },
  {
    name: 'profile-face-vendor',
    path: '/admin/profiles/pilot/edit?step=validation',
    act: async (page) => {
      await open(0, 2)(page);
      await page.locator('main .select').filter({ visible: true }).first().click();
      await page.locator('[role=option]').last().click();
    },
  },
  { name: 'profile-credentials', path: '/admin/profiles/pilot/edit?step=validation', act: open(0, 3) },
  { name: 'profile-second-device', path: '/admin/profiles/pilot/edit?step=validation', act: open(0, 4) },
  { name: 'profile-review', path: '/admin/profiles/pilot/edit?step=review' },
  { name: 'readiness', path: '/admin/readiness' },
  { name: 'readiness-finding', path: '/admin/readiness?code=duplicateIdentity' },
  { name: 'readiness-running', path: '/admin/readiness?page=running' },
  { name: 'readiness-never', path: '/admin/readiness?page=never' },
  { name: 'readiness-changed', path: '/admin/readiness?page=changed' },
  { name: 'home-empty', path: '/admin?page=empty' },
  { name: 'home-all', path: '/admin?page=all' },
  { name: 'home-help-desk', path: '/admin?page=helpDesk' },
  { name: 'savings', path: '/admin/savings' },
  { name: 'approvals', path: '/admin/approvals' },
  { name: 'approval', path: '/admin/approvals/ap-1' },
  { name: 'approval-own', path: '/admin/approvals/ap-2' },
  { name: 'approval-reject', path: '/admin/approvals/ap-1', act: pressLast },
  { name: 'providers', path: '/admin/providers' },
  { name: 'providers-none', path: '/admin/providers?page=none' },
  {
    name: 'providers-off',
    path: '/admin/providers',
    act: (page) => page.locator('.panel .button-quiet').filter({ visible: true }).first().click(),
  },
  {
    name: 'provider-new',
    path: '/admin/providers/new',
    act: (page) => page.locator('main button[type=submit]').click(),
  },
  { name: 'provider-edit', path: '/admin/providers/nordic-1' },
  { name: 'face-checks', path: '/admin/providers/face-checks' },
  { name: 'face-check-new', path: '/admin/providers/face-checks/new', act: pressLast },
  { name: 'face-check-edit', path: '/admin/providers/face-checks/clear-faces' },
  { name: 'trust-anchors', path: '/admin/providers/trust-anchors' },
  {
    name: 'trust-anchor-new',
    path: '/admin/providers/trust-anchors/new',
    act: async (page) => {
      await page.locator('textarea').fill('-----BEGIN CERTIFICATE-----');
      await page.locator('textarea ~ *, .row button').first().waitFor();
      await page.locator('.panel .row button').first().click();
      await page.locator('main button[type=submit]').click();
    },
  },
  { name: 'trust-anchor-edit', path: '/admin/providers/trust-anchors/nordic-root' },
  { name: 'settings', path: '/admin/settings' },
  {
    name: 'settings-conflict',
    path: '/admin/settings',
    act: async (page) => {
      await page.locator('main input').first().fill('Alder and Finch');
      await page.locator('main button[type=submit]').click();
      await page.locator('[role=dialog]').waitFor();
    },
  },
  { name: 'settings-looks', path: '/admin/settings?part=looks' },
  {
    name: 'settings-texts',
    path: '/admin/settings?part=texts',
    act: async (page) => {
      await page
        .getByRole('button', { name: /mail|E-Mail|الرسالة/ })
        .last()
        .click();
      await page.locator('pre.mail').waitFor();
    },
  },
  {
    name: 'settings-passes',
    path: '/admin/settings?part=passes',
    act: (page) => page.locator('main button[type=submit]').first().click(),
  },
  { name: 'settings-safety', path: '/admin/settings?part=safety' },
  {
    name: 'settings-network',
    path: '/admin/settings?part=network',
    act: async (page) => {
      await page.locator('main button[type=submit]').click();
      await page.locator('.field-error').first().waitFor();
    },
  },
  ...['', '/people', '/people/p1', '/profiles/pilot', '/providers', '/readiness', '/settings'].flatMap(
    (path) =>
      ['slow', 'fails'].map((page) => ({
        name: `${page}${path.replaceAll('/', '-') || '-home'}`,
        path: `/admin${path}?page=${page}`,
        ...(page === 'fails' && { act: untilItSaysSo }),
      })),
  ),
  { name: 'slow-case', path: '/admin/recoveries/QR34-TVWX?page=slow' },
  { name: 'fails-case', path: '/admin/recoveries/QR34-TVWX?page=fails', act: untilItSaysSo },
  { name: 'fails-audit', path: '/admin/audit?page=fails', act: untilItSaysSo },
  { name: 'missing', path: '/admin/nothing' },
  {
    name: 'menu',
    path: '/admin',
    act: async (page) => {
      const menu = page.locator('.menu-button');
      if (await menu.isVisible()) await menu.click();
      else await page.locator('.top .button').click();
    },
  },
  { name: 'recoveries', path: '/admin/recoveries' },
  { name: 'recoveries-empty', path: '/admin/recoveries?page=empty' },
  {
    name: 'recoveries-desk',
    path: '/admin/recoveries?page=helpDesk',
    act: async (page) => {
      await page.locator('main input').fill('k7qf 2m9d');
      await page.locator('main form button').click();
    },
  },
  {
    name: 'recoveries-case',
    path: '/admin/recoveries/QR34-TVWX',
    act: async (page) => {
      await page.locator('.panel').last().locator('button').first().click();
    },
  },
  { name: 'recoveries-decoy', path: '/admin/recoveries/9KLM-NP23' },
  {
    name: 'recoveries-stop',
    path: '/admin/recoveries/ABCD-EFGH',
    act: (page) => page.locator('.page-actions button').nth(1).click(),
  },
  { name: 'recoveries-none', path: '/admin/recoveries/ZZZZ-ZZZZ' },
  { name: 'recoveries-funnel', path: '/admin/recoveries/funnel' },
  {
    name: 'recoveries-evaluation',
    path: '/admin/recoveries/evaluation',
    act: (page) => page.locator('.panel').last().locator('button').first().click(),
  },
  { name: 'audit', path: '/admin/audit' },
  { name: 'audit-person', path: '/admin/audit?person=p1' },
  { name: 'audit-empty', path: '/admin/audit?page=empty' },
  { name: 'audit-verify', path: '/admin/audit/verify' },
  { name: 'audit-running', path: '/admin/audit/verify?page=running' },
  { name: 'audit-sound', path: '/admin/audit/verify?page=sound' },
  { name: 'audit-flawed', path: '/admin/audit/verify?page=flawed' },
  {
    name: 'audit-receipt',
    path: '/admin/audit/verify',
    act: async (page) => {
      await page.locator('textarea').fill('eyJ…');
      await page.locator('.panel').last().locator('button').first().click();
    },
  },
  { name: 'kit', path: '/admin/kit' },
  { name: 'kit-fields', path: '/admin/kit/fields' },
  { name: 'kit-data', path: '/admin/kit/data' },
  { name: 'kit-thing', path: '/admin/kit/things/1', act: press('Save') },
  { name: 'kit-states', path: '/admin/kit/states' },
  { name: 'kit-wizard', path: '/admin/kit/wizard' },
  {
    name: 'kit-wizard-mend',
    path: '/admin/kit/wizard',
    act: (page) => page.locator('.wizard-actions button').first().click(),
  },
  { name: 'kit-confirm', path: '/admin/kit', act: press('Delete profile') },
  { name: 'kit-conflict', path: '/admin/kit', act: press('Conflict') },
  {
    name: 'kit-select',
    path: '/admin/kit/fields',
    act: async (page) => {
      await page.locator('.select').first().click();
    },
  },
];
