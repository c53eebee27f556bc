import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  asksForCredential,
  bringsCode,
  type Holder,
  openSmallHouse,
  pageOf,
  type SmallHouse,
  showsFace,
} from './in-process/index.ts';

let house: SmallHouse;
beforeAll(async () => {
  house = await openSmallHouse();
});
afterAll(() => house.close());

/** All in one network: that is where the small budget counts. */
const home = '192.0.2.1';
let strangers = 0;

/** A genuine credential of somebody who has no account here: another one each time, for proofs are counted as well. */
function someStranger(): Holder {
  strangers += 1;
  const birthdate = new Date(Date.UTC(1970, 0, strangers)).toISOString().slice(0, 10);
  return { given_name: 'Greta', family_name: 'Unbekannt', birthdate };
}

/** A whole recovery with somebody else's credential. */
async function isRefused(identifier: string): Promise<{ readonly rehearsal: unknown }> {
  const browser = house.openBrowser(home);
  const address = await asksForCredential(browser, identifier);
  const shown = await house.wallet.present(browser, address, someStranger());
  await bringsCode(browser, shown.body.redirect_uri);
  const { body } = await showsFace(browser);
  expect(body.now).toEqual({ page: 'notConfirmed' });
  return { rehearsal: body.rehearsal };
}

async function refusedTimes(times: number, identifier: string): Promise<void> {
  for (let time = 0; time < times; time += 1) await isRefused(identifier);
}

async function starts(identifier: string, address = home): Promise<Record<string, unknown>> {
  const browser = house.openBrowser(address);
  await browser.post('/api/recovery', { identifier });
  return await pageOf(browser);
}

const joins = async (accountName: string, groups: readonly string[]) => {
  const { accounts } = house.installation.builtInDirectory;
  const account = await accounts.find(accountName);
  await accounts.edit({ id: account!.id, changes: { groups } });
};

describe('attempts are counted over both modes, and slow recovery only (D16, R11, T18)', () => {
  test('five refusals in evaluation and five in production: the eleventh start says "try later"', async () => {
    await joins('tiago.ferreira', ['Workshop']);
    expect(await isRefused('tiago.ferreira')).toEqual({ rehearsal: true });
    await refusedTimes(4, 'tiago.ferreira');
    await joins('tiago.ferreira', ['Staff']);
    expect(await isRefused('tiago.ferreira')).toEqual({ rehearsal: false });
    await refusedTimes(3, 'tiago.ferreira');
    expect(await starts('tiago.ferreira')).toEqual({ page: 'explain' });
    await refusedTimes(1, 'tiago.ferreira');
    expect(await starts('tiago.ferreira')).toEqual({ page: 'tryLater' });
  });

  test('by mail or by account name, and back in evaluation: still later', async () => {
    expect(await starts('TIAGO.FERREIRA@alderfinch.example')).toEqual({ page: 'tryLater' });
    await joins('tiago.ferreira', ['Workshop']);
    expect(await starts('tiago.ferreira')).toEqual({ page: 'tryLater' });
  });

  test('a recovery that is put off leads nowhere', async () => {
    const browser = house.openBrowser(home);
    await browser.post('/api/recovery', { identifier: 'tiago.ferreira' });
    await browser.post('/api/recovery/begin');
    await browser.post('/api/recovery/identity-verification', { country: 'PT', route: 'wallet' });
    expect((await browser.post('/api/recovery/presentation', { device: 'this' })).status).toBe(409);
    expect(await pageOf(browser)).toEqual({ page: 'tryLater' });
  });

  test('ordinary sign-in still works meanwhile', async () => {
    const { accounts, methods } = house.installation.builtInDirectory;
    const { id: accountId } = (await accounts.find('tiago.ferreira'))!;
    const secret = new Uint8Array(20).fill(7);
    const password = 'three small green boats';
    await methods.changePassword({ accountId, password });
    await methods.addTotp({ accountId, secret });
    const code = TOTP.generate({ secret: new Secret({ buffer: secret.buffer }), timestamp: house.now() });
    const browser = house.openBrowser(home);
    const answer = await browser.post('/api/sign-in/password', {
      identifier: 'tiago.ferreira',
      password,
      code,
    });
    expect(answer).toMatchObject({ status: 200, body: { location: '/security-info' } });
    expect((await browser.get('/api/session')).body).toMatchObject({ signedIn: true });
  });

  test('nor does it shut the person out who is somewhere else', async () => {
    expect(await starts('tiago.ferreira', '198.51.100.1')).toEqual({ page: 'explain' });
  });

  test('other people are not slowed', async () => {
    expect(await starts('mara.lindqvist')).toEqual({ page: 'explain' });
  });

  test('nobody’s recoveries are counted in the same way (R23, D14)', async () => {
    await refusedTimes(10, 'nobody.at.all');
    expect(await starts('nobody.at.all')).toEqual({ page: 'tryLater' });
  });

  test('a day later it may be tried again', async () => {
    house.pass({ minutes: 24 * 60 });
    expect(await starts('tiago.ferreira')).toEqual({ page: 'explain' });
  });
});
