import type { Page } from 'playwright-core';
import { enrolmentView, outboxView, pages, recoveryView, securityInfoView } from '../web/mock/views.ts';

/** One page of Regain in one state, told by canned answers, so that states which need time or failure are at hand. */
export interface Scene {
  readonly name: string;
  readonly path: string;
  /** By `METHOD /path`; what is not here, the running house answers. */
  readonly answers?: Readonly<Record<string, Answer>>;
  /** On the page, before the picture is taken. */
  readonly prepare?: (page: Page) => Promise<unknown>;
  /** The page's clock can be turned. */
  readonly clock?: true;
  /** A state of a page that is looked at in all views elsewhere. */
  readonly few?: true;
}

interface Answer {
  readonly status?: number;
  readonly body: unknown;
}

const ok = (body: unknown): Answer => ({ body });
const refusal = (status: number, error: string, field?: string): Answer => ({
  status,
  body: { error, ...(field !== undefined && { field }) },
});
const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const press = (page: Page, name: string) =>
  page
    .getByRole('button', { name, exact: true })
    .or(page.getByRole('link', { name, exact: true }))
    .first()
    .click();
const open = (page: Page, name: string) => page.locator('summary').filter({ hasText: name }).first().click();
const inDialog = (page: Page, name: string | RegExp) =>
  page.getByRole('dialog').getByRole('button', { name }).first().click();
const says = (page: Page) => page.getByRole('alert').first().waitFor();
const later = Date.UTC(2031, 4, 3, 12, 15);

/** `GET /api/recovery` as the mock's page of that name. */
const recovery = (kind: string) => ({ 'GET /api/recovery': ok(recoveryView(kind)) });
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

/** Of the mock's pages, those that are a state of another. */
const secondary = new Set([
  'returned',
  'codeEnded',
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
    answers: recovery('waitingCode'),
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
      await press(page, 'Start camera');
      await page.getByRole('dialog').waitFor();
      await page.waitForLoadState('networkidle');
    },
  },
  {
    name: 'recover-camera-live',
    path: '/recover',
    answers: recovery('faceDark'),
    prepare: async (page) => {
      await press(page, 'Start camera');
      await inDialog(page, 'Mara Lindqvist');
      await page.getByRole('button', { name: 'Take pictures' }).waitFor();
      await page.waitForTimeout(800);
    },
  },
  {
    name: 'recover-camera-blocked',
    few: true,
    path: '/recover',
    answers: recovery('faceCheck'),
    prepare: async (page) => {
      await press(page, 'Start camera');
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
  { name: 'recover-elsewhere', path: '/recover/elsewhere' },
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

function securityInfo(view: unknown = securityInfoView): Record<string, Answer> {
  return { 'GET /api/security-info': ok(view) };
}

function authenticatorApp() {
  return {
    secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
    uri: 'otpauth://totp/Alder%20%26%20Finch:mara.lindqvist?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Alder',
  };
}

/** Twenty seconds, and the page says what may be wrong. */
async function waitLong(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.clock.runFor(21_000);
}

/** Opens a scene; the page has settled when this resolves. */
export async function playScene(page: Page, origin: string, scene: Scene): Promise<void> {
  const { answers = {}, path, prepare } = scene;
  await page.unrouteAll();
  await page.route(
    (url) => url.origin === origin && url.pathname.startsWith('/api/'),
    async (route) => {
      const request = route.request();
      const answer = answers[`${request.method()} ${new URL(request.url()).pathname}`];
      if (answer === undefined) return route.continue();
      await route.fulfill({ status: answer.status ?? 200, json: answer.body });
    },
  );
  await page.goto('about:blank');
  await page.goto(`${origin}${path}`);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await prepare?.(page);
}
