import type { Page } from 'playwright-core';
import type { Shot } from '../take-pictures.ts';

const press = (name: string) => (page: Page) =>
  page.locator('main button').filter({ hasText: name }).first().click();

const pressLast = (page: Page) => page.locator('main .row button').last().click();

/** Every page of the portal, some in several states. `?page=` chooses the canned answers. */
export const shots: readonly Shot[] = [
  { name: 'door-signed-out', path: '/admin?page=signedOut' },
  { name: 'door-passkey', path: '/admin?page=password' },
  { name: 'door-no-role', path: '/admin?page=noRole' },
  { name: 'door-down', path: '/admin?page=down' },
  { name: 'home', path: '/admin' },
  { name: 'readiness', path: '/admin/readiness' },
  { name: 'readiness-finding', path: '/admin/readiness?code=duplicateIdentity' },
  { name: 'readiness-running', path: '/admin/readiness?page=running' },
  { name: 'readiness-never', path: '/admin/readiness?page=never' },
  { name: 'home-empty', path: '/admin?page=empty' },
  { name: 'home-all', path: '/admin?page=all' },
  { name: 'home-help-desk', path: '/admin?page=helpDesk' },
  { name: 'savings', path: '/admin/savings' },
  { name: 'approvals', path: '/admin/approvals' },
  { name: 'approval', path: '/admin/approvals/ap-1' },
  { name: 'approval-own', path: '/admin/approvals/ap-2' },
  { name: 'approval-reject', path: '/admin/approvals/ap-1', act: pressLast },
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
