import type { Page } from 'playwright-core';
import { enrolmentView, outboxView, securityInfoView } from '../web/mock/views.ts';
import { type Answer, inDialog, ok, open, press, refusal, type Scene, says } from './scene.ts';

const enrolment = (kind: string) => ({ 'GET /api/enrolment': ok(enrolmentView(kind)) });
const creation = ok({
  challenge: 'AAAAAAAAAAAAAAAAAAAAAA',
  rp: { id: 'localhost', name: 'Regain' },
  user: { id: 'AAAA', name: 'mara.lindqvist', displayName: 'Mara Lindqvist' },
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
});

const typesName = async (page: Page, name = 'mara.lindqvist') => {
  await page.getByLabel('Account name or email').fill(name);
  await press(page, 'Continue');
};
const toOtherWays = async (page: Page) => {
  await typesName(page);
  await press(page, 'Other ways to sign in');
};
const choose = async (page: Page, way: RegExp) => {
  await toOtherWays(page);
  await page.getByRole('button', { name: way }).click();
};

export const signInScenes: readonly Scene[] = [
  { name: 'sign-in', path: '/' },
  { name: 'sign-in-missing', few: true, path: '/', prepare: (page) => typesName(page, '') },
  { name: 'sign-in-method', path: '/', prepare: (page) => typesName(page) },
  {
    name: 'sign-in-long-name',
    few: true,
    path: '/',
    prepare: (page) => typesName(page, 'maximiliane.oberhuber-grossherzogenbruck@alderfinch.example'),
  },
  {
    name: 'sign-in-passkey-dialog',
    few: true,
    path: '/',
    prepare: async (page) => {
      await typesName(page);
      await press(page, 'Sign in with a passkey');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'sign-in-passkey-cancelled',
    few: true,
    path: '/',
    prepare: async (page) => {
      await typesName(page);
      await press(page, 'Sign in with a passkey');
      await inDialog(page, 'Cancel');
      await says(page);
    },
  },
  { name: 'sign-in-others', path: '/', prepare: toOtherWays },
  { name: 'sign-in-password', path: '/', prepare: (page) => choose(page, /^Password and code/) },
  {
    name: 'sign-in-code',
    path: '/',
    prepare: async (page) => {
      await choose(page, /^Password and code/);
      await page.getByLabel('Password', { exact: true }).fill('three small green boats');
      await press(page, 'Continue');
    },
  },
  {
    name: 'sign-in-access-pass-failed',
    few: true,
    path: '/',
    answers: { 'POST /api/sign-in/access-pass': refusal(401, 'signInFailed') },
    prepare: async (page) => {
      await choose(page, /^Access pass/);
      await page.getByLabel('Access pass').fill('AAAA BBBB CCCC');
      await press(page, 'Use access pass');
      await says(page);
    },
  },
  {
    name: 'sign-in-already',
    path: '/',
    answers: {
      'GET /api/session': ok({
        signedIn: true,
        person: { accountName: 'mara.lindqvist', displayName: 'Mara Lindqvist' },
        mayChangeMethods: true,
      }),
    },
    prepare: (page) => page.getByText('You are signed in').waitFor(),
  },
  { name: 'not-found', path: '/nowhere' },
  { name: 'invitation', path: '/invitation#token=abc' },
  { name: 'invitation-incomplete', few: true, path: '/invitation' },
  {
    name: 'invitation-invalid',
    few: true,
    path: '/invitation#token=abc',
    answers: { 'POST /api/invitation': refusal(400, 'invitationInvalid') },
    prepare: async (page) => {
      await press(page, 'Set up sign-in');
      await says(page);
    },
  },
  { name: 'outbox', path: '/outbox', answers: { 'GET /api/outbox': ok(outboxView) } },
  { name: 'outbox-empty', few: true, path: '/outbox', answers: { 'GET /api/outbox': ok({ mails: [] }) } },
  { name: 'security-info', path: '/security-info', answers: securityInfo() },
  {
    name: 'security-info-nothing',
    few: true,
    path: '/security-info',
    answers: securityInfo({ ...securityInfoView, methods: [] }),
  },
  {
    name: 'security-info-remove',
    path: '/security-info',
    answers: securityInfo(),
    prepare: (page) =>
      page
        .getByRole('button', { name: /^Remove/ })
        .first()
        .click(),
  },
  {
    name: 'security-info-app',
    few: true,
    path: '/security-info',
    answers: { ...securityInfo(), 'POST /api/security-info/totp/start': ok(authenticatorApp()) },
    prepare: async (page) => {
      await press(page, 'Add an authenticator app');
      await page.getByLabel('Six-digit code').waitFor();
      await open(page, "I can't scan the code");
    },
  },
  {
    name: 'security-info-password',
    few: true,
    path: '/security-info',
    answers: {
      ...securityInfo(),
      'POST /api/security-info/password': refusal(400, 'passwordTooSimple', 'password'),
    },
    prepare: async (page) => {
      await press(page, 'Set a new password');
      await page.getByLabel('New password').fill('mara.lindqvist');
      await press(page, 'Save password');
      await says(page);
    },
  },
  {
    name: 'security-info-again',
    few: true,
    path: '/security-info',
    answers: { ...securityInfo(), 'POST /api/security-info/passkeys/options': refusal(403, 'signInAgain') },
    prepare: async (page) => {
      await press(page, 'Add a passkey');
      await says(page);
    },
  },
  { name: 'enrol-passkey', path: '/enrol', answers: enrolment('passkey') },
  { name: 'enrol-invited', few: true, path: '/enrol', answers: enrolment('invited') },
  {
    name: 'enrol-passkey-dialog',
    few: true,
    path: '/enrol',
    answers: { ...enrolment('passkey'), 'POST /api/enrolment/passkey/options': creation },
    prepare: async (page) => {
      await press(page, 'Create a passkey');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'enrol-passkey-cancelled',
    few: true,
    path: '/enrol',
    answers: { ...enrolment('passkey'), 'POST /api/enrolment/passkey/options': creation },
    prepare: async (page) => {
      await press(page, 'Create a passkey');
      await inDialog(page, 'Cancel');
      await says(page);
    },
  },
  {
    name: 'enrol-password',
    path: '/enrol',
    answers: {
      ...enrolment('passkey'),
      'POST /api/enrolment/password': refusal(400, 'passwordTooShort', 'password'),
    },
    prepare: async (page) => {
      await press(page, 'Use a password and an authenticator app');
      await page.getByLabel('New password').fill('short');
      await press(page, 'Save password');
      await says(page);
    },
  },
  {
    name: 'enrol-app',
    path: '/enrol',
    answers: { ...enrolment('app'), 'POST /api/enrolment/totp/start': ok(authenticatorApp()) },
    prepare: (page) => page.getByLabel('Six-digit code').waitFor(),
  },
  { name: 'enrol-done-passkey', path: '/enrol', answers: enrolment('donePasskey') },
  { name: 'enrol-done-password', few: true, path: '/enrol', answers: enrolment('donePassword') },
  { name: 'enrol-ended', path: '/enrol', answers: { 'GET /api/enrolment': refusal(401, 'enrolmentEnded') } },
];

function securityInfo(view: unknown = securityInfoView): Record<string, Answer> {
  return { 'GET /api/security-info': ok(view) };
}

function authenticatorApp() {
  return {
    secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
    uri: 'otpauth://totp/Alder%20%26%20Finch:mara.lindqvist?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Alder',
  };
}
