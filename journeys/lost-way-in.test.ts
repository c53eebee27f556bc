import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestAuthenticator, type TestPasskey } from '../directory/test-authenticator.ts';
import {
  type HttpBrowser,
  mara,
  openSmallHouse,
  pageOf,
  provesIdentity,
  type SmallHouse,
} from './in-process/index.ts';

let house: SmallHouse;
beforeAll(async () => {
  house = await openSmallHouse();
});
afterAll(() => house.close());

const authenticator = createTestAuthenticator('http://localhost:4000');

/** Proved, redeemed, and then the browser lost the answer. */
async function losesTheWayIn(): Promise<{ readonly browser: HttpBrowser; readonly lost: string }> {
  const browser = house.openBrowser();
  await provesIdentity(house, browser, 'mara.lindqvist', mara);
  expect((await browser.post('/api/recovery/access-pass/redeem')).status).toBe(200);
  const lost = browser.cookies.get('regain-enrolment')!;
  browser.cookies.delete('regain-enrolment');
  expect((await browser.get('/api/enrolment')).status).toBe(401);
  return { browser, lost };
}

const reopen = (browser: HttpBrowser) => browser.post('/api/recovery/enrolment');

async function setsUpPasskey(browser: HttpBrowser): Promise<TestPasskey> {
  const options = (await browser.post('/api/enrolment/passkey/options')).body;
  const { passkey, credential } = authenticator.create(options as never);
  const answer = await browser.post('/api/enrolment/passkey', { credential, label: 'Phone' });
  expect(answer.body).toMatchObject({ done: 'passkey' });
  return passkey;
}

async function signsIn(browser: HttpBrowser, passkey: TestPasskey): Promise<unknown> {
  const { challenge } = (await browser.post('/api/sign-in/passkey/options')).body;
  const credential = authenticator.get(passkey, String(challenge));
  return (await browser.post('/api/sign-in/passkey', { credential })).body;
}

async function lastEntry(): Promise<readonly [activity: string, code: string]> {
  const [latest] = await house.administration.listRecoveries({ limit: 1 });
  const { activity, code } = (await house.installation.audit.readChain(latest!.id)).at(-1)!;
  return [activity, code];
}

describe('the answer that opens set-up was lost (R29, D28, D29)', () => {
  test('the same browser enters anew, and the way in that was lost is dead', async () => {
    const { browser, lost } = await losesTheWayIn();
    expect(await pageOf(browser)).toEqual({ page: 'enrol', enrolmentOpen: true, newMethodReady: false });
    expect(await reopen(browser)).toMatchObject({ status: 200, body: { location: '/enrol' } });
    expect(await lastEntry()).toEqual(['reEnrolment.reopened', '']);
    expect((await browser.get('/api/enrolment')).body).toMatchObject({ reason: 'recovery', done: null });

    const thief = house.openBrowser();
    thief.cookies.set('regain-enrolment', lost);
    expect((await thief.get('/api/enrolment')).status).toBe(401);
    await setsUpPasskey(browser);
  });

  test('it buys no time: half an hour after redemption set-up is over', async () => {
    const { browser } = await losesTheWayIn();
    house.pass({ minutes: 29 });
    expect((await reopen(browser)).status).toBe(200);
    house.pass({ minutes: 2 });
    expect((await browser.get('/api/enrolment')).status).toBe(401);
    expect((await reopen(browser)).status).toBe(409);
    expect(await lastEntry()).toEqual(['reEnrolment.reopenRefused', 'nothingOpen']);
  });

  test('not once there is a new method (D29)', async () => {
    const { browser } = await losesTheWayIn();
    await reopen(browser);
    await setsUpPasskey(browser);
    expect((await reopen(browser)).status).toBe(409);
    expect(await lastEntry()).toEqual(['reEnrolment.reopenRefused', 'nothingOpen']);
  });

  test('not in another browser, and not before redemption (T19)', async () => {
    await losesTheWayIn();
    expect((await reopen(house.openBrowser())).status).toBe(404);
    const early = house.openBrowser();
    await provesIdentity(house, early, 'mara.lindqvist', mara);
    expect((await reopen(early)).status).toBe(409);
    expect((await early.get('/api/enrolment')).status).toBe(401);
  });

  test('an account that was frozen meanwhile: refused, and what was open is closed (D17)', async () => {
    const { browser, lost } = await losesTheWayIn();
    const freeze = (frozen: boolean) =>
      house.administration.freezeAccount({ accountName: 'mara.lindqvist', frozen });
    await freeze(true);
    try {
      expect((await reopen(browser)).status).toBe(409);
      expect(await lastEntry()).toEqual(['reEnrolment.refused', 'accountFrozen']);
    } finally {
      await freeze(false);
    }
    expect(await pageOf(browser)).toEqual({ page: 'notConfirmed' });
    browser.cookies.set('regain-enrolment', lost);
    expect((await browser.get('/api/enrolment')).status).toBe(401);
  });
});

describe('the answer to the sign-in that completes a recovery was lost', () => {
  test('the next sign-in in that browser shows the receipt, for five minutes', async () => {
    const { browser } = await losesTheWayIn();
    await reopen(browser);
    const passkey = await setsUpPasskey(browser);
    expect(await signsIn(browser, passkey)).toEqual({ location: '/recover' });
    browser.cookies.delete('regain-session');
    expect(await signsIn(browser, passkey)).toEqual({ location: '/recover' });
    expect(await pageOf(browser)).toMatchObject({ page: 'recovered' });
    expect(await signsIn(house.openBrowser(), passkey)).toEqual({ location: '/security-info' });
    house.pass({ minutes: 6 });
    expect(await signsIn(browser, passkey)).toEqual({ location: '/security-info' });
  });
});

describe('a recovery that is ended takes what it opened with it (T20, D29)', () => {
  const stops = async () => {
    const [latest] = await house.administration.listRecoveries({ limit: 1 });
    await house.administration.stopRecovery({ caseNumber: latest!.caseNumber });
  };

  test('set-up that is open', async () => {
    const { browser } = await losesTheWayIn();
    await reopen(browser);
    await stops();
    expect((await browser.get('/api/enrolment')).status).toBe(401);
    expect((await browser.post('/api/enrolment/passkey/options')).status).toBe(401);
    expect((await reopen(browser)).status).toBe(409);
  });

  test('a new passkey that has not signed in yet', async () => {
    const { browser } = await losesTheWayIn();
    await reopen(browser);
    const passkey = await setsUpPasskey(browser);
    await stops();
    expect(await signsIn(browser, passkey)).toEqual({ error: 'signInFailed' });
  });

  test('but not one that has', async () => {
    const { browser } = await losesTheWayIn();
    await reopen(browser);
    const passkey = await setsUpPasskey(browser);
    await signsIn(browser, passkey);
    await expect(stops()).rejects.toThrow('This recovery has already ended');
    expect(await signsIn(house.openBrowser(), passkey)).toEqual({ location: '/security-info' });
  });
});
