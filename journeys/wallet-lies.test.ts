import type { webcrypto } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeKeys } from '../recovery/steps/presentation/fixtures/index.ts';
import {
  asksForCredential,
  bringsCode,
  type HttpBrowser,
  type Lies,
  mara,
  openSmallHouse,
  pageOf,
  requestAddress,
  type SmallHouse,
} from './in-process/index.ts';

let house: SmallHouse;
let foreignKey: webcrypto.CryptoKey;
beforeAll(async () => {
  foreignKey = (await makeKeys()).privateKey;
  house = await openSmallHouse();
});
afterAll(() => house.close());

const reasons = async (browser: HttpBrowser) => {
  const { caseNumber } = (await browser.get('/api/recovery')).body;
  const { entries } = await house.administration.showRecovery({ caseNumber: String(caseNumber) });
  return entries.filter((each) => each.result === 'refused').map((each) => each.code);
};
const seconds = () => Math.floor(house.now() / 1000);

describe('a credential that does not hold ends like any failed proof, answered 4xx at once (R37, D15)', () => {
  const lies: readonly (readonly [string, () => Lies, string])[] = [
    ['keyless', () => ({ binding: 'none' }), 'keyBindingMissing'],
    [
      'bound by something that is no key binding',
      () => ({ binding: { header: { typ: 'jwt' } } }),
      'keyBindingMalformed',
    ],
    ['bound by another key (T8)', () => ({ binding: { key: foreignKey } }), 'keyBindingSignature'],
    [
      'for another verifier (T4)',
      () => ({ binding: { payload: { aud: 'x509_hash:elsewhere' } } }),
      'keyBindingAudience',
    ],
    ['from another request (T4)', () => ({ binding: { payload: { nonce: 'another' } } }), 'keyBindingNonce'],
    [
      'of another type (T6)',
      () => ({ credential: { payload: { vct: 'urn:eudi:pid:xx' } } }),
      'credentialType',
    ],
    ['expired', () => ({ credential: { payload: { exp: seconds() - 3_600 } } }), 'credentialExpired'],
    [
      'a year old',
      () => ({ credential: { payload: { iat: seconds() - 365 * 86_400 } } }),
      'credentialTooOld',
    ],
    [
      'with a status that nobody can read (T7)',
      () => ({ credential: { payload: { status: { status_assertion: {} } } } }),
      'credentialMalformed',
    ],
  ];
  test.each(lies)('%s', async (_name, lie, code) => {
    const browser = house.openBrowser();
    const address = await asksForCredential(browser, 'mara.lindqvist');
    const answer = await house.wallet.present(browser, address, mara, lie());
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
    expect(await reasons(browser)).toContain(code);
    expect(await pageOf(browser)).toEqual({ page: 'notConfirmed' });
  });

  test('but for one whose status list cannot be had: nothing is granted, and nothing is lost (T7)', async () => {
    const browser = house.openBrowser();
    const address = await asksForCredential(browser, 'mara.lindqvist');
    const status = { status_list: { idx: 1, uri: 'https://status.issuer.invalid/1' } };
    const answer = await house.wallet.present(browser, address, mara, {
      credential: { payload: { status } },
    });
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
    expect(await reasons(browser)).toContain('statusUnavailable');
    expect(await pageOf(browser)).toMatchObject({ page: 'waitingForWallet' });
  });
});

describe('answers that are not for this request leave it open, and five of them end it', () => {
  test('unreadable, unencrypted and foreign answers', async () => {
    const browser = house.openBrowser();
    const address = await asksForCredential(browser, 'mara.lindqvist');
    for (const body of [
      { response: 'x' },
      { response: 'a.b.c' },
      { vp_token: '{}' },
      { response: '' },
      { response: 'e30....' },
    ]) {
      expect((await house.wallet.present(browser, address, mara, { body: () => body as never })).status).toBe(
        400,
      );
    }
    expect((await house.wallet.present(browser, address, mara)).status).toBe(400);
    expect(await pageOf(browser)).toMatchObject({ page: 'waitingForWallet' });
    const fresh = await requestAddress(browser);
    expect((await house.wallet.present(browser, fresh, mara)).status).toBe(200);
  });
});

describe('replay (T4, D24)', () => {
  test('a byte-identical retry gets the same reply, anything else 4xx', async () => {
    const browser = house.openBrowser();
    const address = await asksForCredential(browser, 'mara.lindqvist');
    const first = await house.wallet.present(browser, address, mara);
    const again = await browser.postForm(first.path, first.sent);
    expect(again).toMatchObject({ status: 200, body: first.body });
    const other = await browser.postForm(first.path, { response: `${first.sent.response}x` });
    expect(other.status).toBe(400);
  });

  test('an answer to one request is refused by another recovery', async () => {
    const [victim, attacker] = [house.openBrowser(), house.openBrowser()];
    const shown = await house.wallet.present(victim, await asksForCredential(victim, 'mara.lindqvist'), mara);
    const address = await asksForCredential(attacker, 'mara.lindqvist');
    const path = shown.path.replace(
      /[^/]+$/,
      new URL(new URL(address).searchParams.get('request_uri')!).pathname.split('/').at(-1)!,
    );
    expect((await attacker.postForm(path, shown.sent)).status).toBe(400);
  });
});

describe('the response code belongs to the browser that started (T2, T3, R38)', () => {
  test('opened elsewhere it moves nothing, and is still good where it belongs', async () => {
    const [mine, theirs] = [house.openBrowser(), house.openBrowser()];
    const shown = await house.wallet.present(mine, await asksForCredential(mine, 'mara.lindqvist'), mara);
    await asksForCredential(theirs, 'mara.lindqvist');
    await bringsCode(theirs, shown.body.redirect_uri);
    expect(await pageOf(theirs)).toMatchObject({ page: 'waitingForWallet' });
    expect((await bringsCode(house.openBrowser(), shown.body.redirect_uri)).status).toBe(404);
    expect((await bringsCode(mine, shown.body.redirect_uri)).body.now).toMatchObject({ page: 'faceCheck' });
  });

  test('works once, and not after a minute', async () => {
    const browser = house.openBrowser();
    const shown = await house.wallet.present(
      browser,
      await asksForCredential(browser, 'mara.lindqvist'),
      mara,
    );
    house.pass({ minutes: 2 });
    expect((await bringsCode(browser, shown.body.redirect_uri)).body.now).toMatchObject({ page: 'present' });
    const second = await house.wallet.present(browser, await requestAddress(browser), mara);
    expect((await bringsCode(browser, second.body.redirect_uri)).body.now).toMatchObject({
      page: 'faceCheck',
    });
    expect(await reasons(browser)).toEqual(['responseCodeUnknown']);
  });

  test('five at the same moment: exactly one completes (R29)', async () => {
    const browser = house.openBrowser();
    const shown = await house.wallet.present(
      browser,
      await asksForCredential(browser, 'mara.lindqvist'),
      mara,
    );
    await Promise.all(Array.from({ length: 5 }, () => bringsCode(browser, shown.body.redirect_uri)));
    const { caseNumber } = (await browser.get('/api/recovery')).body;
    const { entries } = await house.administration.showRecovery({ caseNumber: String(caseNumber) });
    expect(entries.filter((each) => each.activity === 'presentation.completed')).toHaveLength(1);
  });
});

test('the request may be read twice, names only this browser’s case, and is gone when answered', async () => {
  const browser = house.openBrowser();
  const address = new URL(await asksForCredential(browser, 'mara.lindqvist'));
  const path = new URL(address.searchParams.get('request_uri')!).pathname;
  const read = await browser.get(path);
  expect(read.headers).toMatchObject({
    'content-type': 'application/oauth-authz-req+jwt',
    'access-control-allow-origin': '*',
  });
  expect((await browser.get(path)).status).toBe(200);
  await house.wallet.present(browser, address.href, mara);
  expect((await browser.get(path)).status).toBe(404);
});

test('the person says no in the wallet: nothing is lost, they may show it later', async () => {
  const browser = house.openBrowser();
  const address = await asksForCredential(browser, 'mara.lindqvist');
  const { decodeJwt } = await import('jose');
  const path = new URL(new URL(address).searchParams.get('request_uri')!).pathname;
  const { state, response_uri } = decodeJwt<{ state: string; response_uri: string }>(
    (await browser.get(path)).text,
  );
  const answer = await browser.postForm(new URL(response_uri).pathname, { error: 'access_denied', state });
  expect(answer).toMatchObject({ status: 200, body: { redirect_uri: 'http://localhost:4000/recover' } });
  expect(await pageOf(browser)).toMatchObject({ page: 'present' });
});
