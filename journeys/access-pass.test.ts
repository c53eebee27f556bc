import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

async function proved(): Promise<HttpBrowser> {
  const browser = house.openBrowser();
  const { body } = await provesIdentity(house, browser, 'mara.lindqvist', mara);
  expect(body.now).toMatchObject({ page: 'accessPass', expired: false, mayIssue: true });
  return browser;
}
const show = (browser: HttpBrowser) => browser.post('/api/recovery/access-pass/show');
const redeem = (browser: HttpBrowser, value?: unknown) =>
  browser.post('/api/recovery/access-pass/redeem', value === undefined ? {} : { value });
const lastCode = async () => {
  const [latest] = await house.administration.listRecoveries({ limit: 1 });
  const { entries } = await house.administration.showRecovery({ caseNumber: latest!.caseNumber });
  return entries.filter((each) => each.activity.startsWith('accessPass')).at(-1)?.code;
};

describe("a recovery's access pass (D28, R27, T19)", () => {
  test('continues by the cookie, opens set-up and no session (R26)', async () => {
    const browser = await proved();
    expect((await redeem(browser)).body).toEqual({ location: '/enrol' });
    expect((await browser.get('/api/enrolment')).body).toMatchObject({
      accountName: 'mara.lindqvist',
      reason: 'recovery',
      done: null,
    });
    expect((await browser.get('/api/session')).body).toMatchObject({ signedIn: false });
    expect((await browser.get('/api/security-info')).status).toBe(401);
  });

  test('works once', async () => {
    const browser = await proved();
    const { value } = (await show(browser)).body;
    expect((await redeem(browser, value)).status).toBe(200);
    const again = await redeem(browser, value);
    expect(again).toMatchObject({ status: 409, body: { error: 'notNow' } });
  });

  test('shown again, the first value is dead and the time is not longer', async () => {
    const browser = await proved();
    const first = (await show(browser)).body;
    house.pass({ minutes: 3 });
    const second = (await show(browser)).body;
    expect(second.value).not.toBe(first.value);
    expect(Math.abs(Number(second.expiresAt) - Number(first.expiresAt))).toBeLessThan(2_000);
    expect((await redeem(browser, first.value)).body).toEqual({ error: 'passRefused' });
    expect((await redeem(browser, second.value)).status).toBe(200);
  });

  test('too late it is refused; it may be issued once more, and not twice', async () => {
    const browser = await proved();
    const first = (await show(browser)).body;
    house.pass({ minutes: 11 });
    expect((await redeem(browser, first.value)).body).toEqual({ error: 'passRefused' });
    expect(await lastCode()).toBe('passExpired');
    expect(await pageOf(browser)).toMatchObject({ expired: true, mayIssue: true });
    expect((await show(browser)).status).toBe(200);
    house.pass({ minutes: 11 });
    expect(await pageOf(browser)).toMatchObject({ expired: true, mayIssue: false });
    expect((await show(browser)).status).toBe(409);
  });

  test('more than an hour after the proof it is not issued again', async () => {
    const browser = await proved();
    house.pass({ minutes: 61 });
    expect(await pageOf(browser)).toMatchObject({ expired: true, mayIssue: false });
    expect((await show(browser)).status).toBe(409);
  });

  test('from another browser it opens nothing, not even with the right value', async () => {
    const browser = await proved();
    const { value } = (await show(browser)).body;
    const thief = house.openBrowser();
    expect((await redeem(thief, value)).status).toBe(404);
    expect(
      (await thief.post('/api/sign-in/access-pass', { identifier: 'mara.lindqvist', pass: value })).status,
    ).toBe(401);
    expect((await redeem(browser, value)).status).toBe(200);
  });

  test('for another account it opens nothing', async () => {
    const browser = await proved();
    const { value } = (await show(browser)).body;
    expect(
      (await browser.post('/api/sign-in/access-pass', { identifier: 'tiago.ferreira', pass: value })).status,
    ).toBe(401);
  });

  test('typed on the sign-in page of the same browser, it opens set-up', async () => {
    const browser = await proved();
    const { value } = (await show(browser)).body;
    const answer = await browser.post('/api/sign-in/access-pass', {
      identifier: 'mara.lindqvist',
      pass: value,
    });
    expect(answer).toMatchObject({ status: 200, body: { location: '/enrol' } });
  });

  test('typed there too late, it opens nothing, and the refusal is on the record (R36)', async () => {
    const browser = await proved();
    const { value } = (await show(browser)).body;
    house.pass({ minutes: 11 });
    const typed = { identifier: 'mara.lindqvist', pass: value };
    const answer = await browser.post('/api/sign-in/access-pass', typed);
    expect(answer).toMatchObject({ status: 401, body: { error: 'signInFailed' } });
    expect(await lastCode()).toBe('passExpired');
    expect(await pageOf(browser)).toMatchObject({ page: 'accessPass', expired: true, mayIssue: true });
  });

  test('two at the same moment: exactly one opens set-up (R29)', async () => {
    const browser = await proved();
    const answers = await Promise.all([redeem(browser), redeem(browser), redeem(browser)]);
    expect(answers.map((each) => each.status).sort()).toEqual([200, 409, 409]);
  });
});
