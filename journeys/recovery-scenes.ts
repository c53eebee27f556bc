import type { Page } from 'playwright-core';
import { pages, phoneView, recoveryView } from '../web/mock/views.ts';
import { hintScenes } from './hint-scenes.ts';
import { inDialog, ok, open, press, refusal, type Scene, says } from './scene.ts';

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const later = Date.UTC(2031, 4, 3, 12, 15);

/** `GET /api/recovery` as the mock's page of that name. */
const recovery = (kind: string) => ({ 'GET /api/recovery': ok(recoveryView(kind)) });

/** Of the mock's pages, those that are a state of another. */
const secondary = new Set([
  'returned',
  'presentInBrowser',
  'passShownBefore',
  'passOver',
  'enrolReady',
  'enrolOver',
]);

export const recoveryScenes: readonly Scene[] = [
  ...Object.keys(pages).map((kind) => ({
    name: `recover-${kebab(kind)}`,
    path: '/recover',
    answers: recovery(kind),
    ...(secondary.has(kind) && { few: true as const }),
  })),
  { name: 'recover-still', path: '/recover' },
  {
    name: 'recover-who',
    few: true,
    path: '/recover',
    prepare: (page) =>
      page
        .getByRole('button', { name: /I have lost everything|Recover another/ })
        .last()
        .click(),
  },
  {
    name: 'recover-way-out',
    few: true,
    path: '/recover',
    answers: recovery('faceCheck'),
    prepare: (page) => open(page, "I can't do this"),
  },
  {
    name: 'recover-no-answer',
    few: true,
    path: '/recover',
    answers: { ...recovery('goToProvider'), 'POST /api/recovery/hand-over': refusal(500, 'unexpected') },
    prepare: async (page) => {
      await page.getByRole('button', { name: /^Go to/ }).click();
      await says(page);
    },
  },
  {
    name: 'recover-not-loaded',
    path: '/recover',
    answers: { 'GET /api/recovery': refusal(500, 'unexpected') },
    prepare: says,
  },
  {
    name: 'recover-lost',
    few: true,
    path: '/recover',
    answers: { ...recovery('present'), 'POST /api/recovery/presentation': refusal(404, 'noRecovery') },
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Open my wallet' }).waitFor();
      await page.unrouteAll();
      await page.evaluate('document.dispatchEvent(new Event("visibilitychange"))');
      await page.getByText('This session ended').waitFor();
    },
  },
  {
    name: 'recover-not-shared',
    path: '/recover',
    answers: {
      ...recovery('presentInBrowser'),
      'POST /api/recovery/presentation/browser': ok({ id: 'r', protocol: 'p', request: 'a.b.c' }),
    },
    prepare: async (page) => {
      // A browser that can ask, and a person who closes what it shows.
      await page.addInitScript(`{
        globalThis.DigitalCredential = class { static userAgentAllowsProtocol() { return true; } };
        navigator.credentials.get = () => Promise.reject(new DOMException('closed', 'NotAllowedError'));
      }`);
      await page.reload();
      await press(page, 'Open my wallet');
      await page.getByText('Nothing was shared.').waitFor();
    },
  },
  {
    name: 'recover-waiting-late',
    few: true,
    path: '/recover',
    answers: recovery('waitingHere'),
    clock: true,
    prepare: waitLong,
  },
  {
    name: 'recover-code-late',
    few: true,
    path: '/recover',
    answers: recovery('phoneOffered'),
    clock: true,
    prepare: waitLong,
  },
  {
    name: 'recover-checking-late',
    few: true,
    path: '/recover',
    answers: { ...recovery('checking'), 'POST /api/recovery/continue': ok(recoveryView('checking')) },
    clock: true,
    prepare: waitLong,
  },
  {
    name: 'recover-provider-still-down',
    few: true,
    path: '/recover',
    answers: {
      ...recovery('providerDown'),
      'POST /api/recovery/hand-over': ok(recoveryView('providerDown')),
    },
    prepare: async (page) => {
      await press(page, 'Try again');
      await page.getByText('It still cannot be reached.').waitFor();
    },
  },
  {
    name: 'recover-camera-dialog',
    few: true,
    path: '/recover',
    answers: recovery('faceCheck'),
    prepare: async (page) => {
      await press(page, 'I agree, start camera');
      await page.getByRole('dialog').waitFor();
      await page.waitForLoadState('networkidle');
    },
  },
  {
    name: 'recover-camera-live',
    path: '/recover',
    answers: recovery('faceDark'),
    prepare: async (page) => {
      await press(page, 'I agree, start camera');
      await inDialog(page, 'Mara Lindqvist');
      await page.getByRole('button', { name: 'Begin' }).waitFor();
      await page.waitForTimeout(800);
    },
  },
  ...hintScenes,
  {
    name: 'recover-camera-blocked',
    few: true,
    path: '/recover',
    answers: recovery('faceCheck'),
    prepare: async (page) => {
      await press(page, 'I agree, start camera');
      await inDialog(page, 'Cancel');
      await says(page);
    },
  },
  {
    name: 'recover-pass-shown',
    path: '/recover',
    answers: {
      ...recovery('accessPass'),
      'POST /api/recovery/access-pass/show': ok({ value: '4EYM4E5Z5WZS', expiresAt: later }),
    },
    prepare: async (page) => {
      await press(page, 'Show my access pass');
      await page.locator('.pass').waitFor();
    },
  },
  {
    name: 'recover-not-here',
    path: '/recover/returned?request=x&status=done',
    prepare: (page) => page.getByText('Go back to the browser where you started').waitFor(),
  },
  {
    name: 'recover-arrival-no-answer',
    few: true,
    path: '/recover/back#response_code=abcdefghijklmnopqrstuvwxyz',
    answers: { 'POST /api/recovery/response-code': refusal(503, 'tryLater') },
    prepare: says,
  },
  ...['naming', 'wallet', 'camera', 'code', 'over'].map((kind) => ({
    name: `phone-${kind}`,
    path: '/phone',
    answers: { 'GET /api/phone': ok(phoneView(kind)) },
  })),
  {
    name: 'phone-not-me',
    few: true,
    path: '/phone',
    answers: { 'GET /api/phone': ok(phoneView('naming')) },
    prepare: (page) => press(page, 'This wasn’t me'),
  },
  {
    name: 'phone-link-used',
    few: true,
    path: `/phone#link=${'x'.repeat(60)}`,
    answers: { 'POST /api/phone': refusal(409, 'linkUsed') },
  },
  { name: 'phone-none', few: true, path: '/phone' },
  { name: 'recover-not-me', path: '/recover/not-me#abc.def' },
  { name: 'recover-not-me-incomplete', few: true, path: '/recover/not-me' },
  {
    name: 'recover-not-me-stopped',
    few: true,
    path: '/recover/not-me#abc.def',
    answers: { 'POST /api/recovery/objection': ok({ stopped: true }) },
    prepare: async (page) => {
      await press(page, 'Stop this recovery');
      await page.getByText('The recovery is stopped').waitFor();
    },
  },
];

/** Twenty seconds, and the page says what may be wrong. */
async function waitLong(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.clock.runFor(21_000);
}
