/**
 * Pictures of every page of the person's: `npm run pictures -w web -- <folder> [look] [page]`. Needs a built `dist/`.
 */
import type { Page } from 'playwright-core';
import { type Shot, takePictures } from './take-pictures.ts';
import { pages } from './views.ts';

const press = (selector: string) => (page: Page) => page.locator(selector).first().click();
const account = async (page: Page) => {
  await page.locator('input[name=username]').fill('mara.lindqvist');
  await page.locator('form button.button-primary').click();
};
const others = async (page: Page) => {
  await account(page);
  await page.locator('.actions button').first().click();
};

const shots: readonly Shot[] = [
  { name: 'sign-in', path: '/' },
  { name: 'sign-in-empty', path: '/', act: press('form button.button-primary') },
  { name: 'method', path: '/', act: account },
  { name: 'others', path: '/', act: others },
  {
    name: 'code',
    path: '/',
    act: async (page) => {
      await others(page);
      await page.locator('.choices li').nth(1).locator('button').click();
      await page.locator('input[name=password]').fill('x');
      await page.locator('form button.button-primary').click();
      await page.locator('input[name=code]').fill('123456');
      await page.locator('form button.button-primary').click();
      await page.locator('[role=alert]').waitFor();
    },
  },
  { name: 'still', path: '/recover?page=none' },
  { name: 'who', path: '/recover?page=none', act: press('.button-primary') },
  ...Object.keys(pages).map((name) => ({ name, path: `/recover?page=${name}` })),
  { name: 'wayOut', path: '/recover?page=goToProvider', act: press('.way-out summary') },
  {
    name: 'passShown',
    path: '/recover?page=accessPass',
    act: async (page) => {
      await page.locator('main .button-secondary').first().click();
      await page.locator('.pass').waitFor();
    },
  },
  {
    name: 'faceLive',
    path: '/recover?page=faceCheck',
    act: async (page) => {
      await page.locator('.button-primary').click();
      await page.locator('video').waitFor();
      await page.waitForTimeout(400);
    },
  },
  {
    name: 'faceLit',
    path: '/recover?page=faceCheck',
    act: async (page) => {
      await page.locator('.camera-choice input').check();
      await page.locator('.button-primary').click();
      await page.locator('.button-primary:not([aria-busy])').click();
      await page.locator('.camera-progress').waitFor();
    },
  },
  ...['naming', 'wallet', 'camera', 'code', 'over', 'linkUsed', 'none'].map((name) => ({
    ...{ name: `on-phone-${name}`, path: `/phone?page=${name}` },
  })),
  { name: 'on-phone-notMe', path: '/phone?page=naming', act: press('.phone-not-me button') },
  {
    name: 'on-phone-denied',
    path: '/phone?page=naming',
    act: async (page) => {
      await press('.phone-not-me button')(page);
      await press('.phone-not-me .button-danger')(page);
    },
  },
  { name: 'notHere', path: '/recover/returned?page=none' },
  { name: 'notMe', path: '/recover/not-me#abcdef' },
  { name: 'enrolPasskey', path: '/enrol?page=recovery' },
  { name: 'enrolPassword', path: '/enrol?page=recovery', act: press('.button-quiet') },
  { name: 'enrolApp', path: '/enrol?page=app' },
  { name: 'enrolDone', path: '/enrol?page=donePasskey' },
  { name: 'enrolDonePassword', path: '/enrol?page=donePassword' },
  { name: 'enrolOverPage', path: '/enrol?page=over' },
  { name: 'securityInfo', path: '/security-info' },
  {
    name: 'removeDialog',
    path: '/security-info',
    act: async (page) => {
      await page.locator('.entry button').first().click();
      await page.locator('dialog[open]').waitFor();
    },
  },
  { name: 'invitation', path: '/invitation#token=abc' },
  { name: 'outbox', path: '/outbox' },
  { name: 'notFound', path: '/nothing' },
];

const [, , folder = 'pictures', look, shot] = process.argv;
await takePictures(shots, folder, { look, shot });
