import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  asksForCredential,
  bringsCode,
  type HttpBrowser,
  mara,
  openSmallHouse,
  pageOf,
  provesIdentity,
  type SmallHouse,
  takesFrames,
} from '../journeys/in-process/index.ts';

/*
 * Requests that meet (R29). On the embedded engine transactions queue up; on PostgreSQL, where CI runs this too, they meet in
 * the middle: deadlocks and lost updates would show here.
 */
let house: SmallHouse;
beforeAll(async () => {
  house = await openSmallHouse();
});
afterAll(() => house.close());

const redeem = (browser: HttpBrowser) => browser.post('/api/recovery/access-pass/redeem');
async function upToTheCamera(): Promise<HttpBrowser> {
  const browser = house.openBrowser();
  const address = await asksForCredential(browser, 'mara.lindqvist');
  const shown = await house.wallet.present(browser, address, mara);
  await bringsCode(browser, shown.body.redirect_uri);
  return browser;
}
const activitiesOf = async (browser: HttpBrowser) => {
  const { caseNumber } = (await browser.get('/api/recovery')).body;
  const { entries } = await house.administration.showRecovery({ caseNumber: String(caseNumber) });
  return entries.map(({ activity }) => activity);
};

describe('at the same moment', () => {
  test('three recoveries of one account are proved: one is granted, the others end, nobody sees an error (D31)', async () => {
    for (let round = 0; round < 3; round += 1) {
      const browsers = [await upToTheCamera(), await upToTheCamera(), await upToTheCamera()];
      // The looks are asked for at their own pace; what meets is the last request of each, which proves.
      const captures = [];
      for (const browser of browsers) {
        const taken = await takesFrames(browser);
        if ('refused' in taken) throw new Error(taken.refused.text);
        captures.push({ browser, taken });
      }
      const answers = await Promise.all(
        captures.map(({ browser, taken }) => browser.post('/api/recovery/face-check', taken)),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      const pages = await Promise.all(browsers.map(async (each) => (await pageOf(each)).page));
      expect(pages.toSorted()).toEqual(['accessPass', 'ended', 'ended']);
      for (const browser of browsers) await browser.post('/api/recovery/leave');
    }
  });

  test('one capture is sent five times: it is scored into one grant', async () => {
    const browser = await upToTheCamera();
    const taken = await takesFrames(browser);
    if ('refused' in taken) throw new Error(taken.refused.text);
    await Promise.all(Array.from({ length: 5 }, () => browser.post('/api/recovery/face-check', taken)));
    const activities = await activitiesOf(browser);
    for (const once of ['faceCheck.passed', 'matching.passed', 'accessPass.granted'])
      expect([once, activities.filter((each) => each === once).length]).toEqual([once, 1]);
    await browser.post('/api/recovery/leave');
  });

  test('one pass is redeemed five times: one way in (R27)', async () => {
    const browser = house.openBrowser();
    await provesIdentity(house, browser, 'mara.lindqvist', mara);
    const answers = await Promise.all(Array.from({ length: 5 }, () => redeem(browser)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409]);
    expect((await activitiesOf(browser)).filter((each) => each === 'accessPass.redeemed')).toHaveLength(1);
  });

  test('a recovery is left while its pass is redeemed: one of the two happened, not both', async () => {
    for (let round = 0; round < 3; round += 1) {
      const browser = house.openBrowser();
      await provesIdentity(house, browser, 'mara.lindqvist', mara);
      const cookie = browser.cookies.get('regain-recovery')!;
      const [redeemed] = await Promise.all([redeem(browser), browser.post('/api/recovery/leave')]);
      browser.cookies.set('regain-recovery', cookie);
      const { page } = await pageOf(browser);
      expect([redeemed.status, page]).toEqual(redeemed.status === 200 ? [200, 'enrol'] : [409, 'ended']);
      house.pass({ minutes: 24 * 60 + 1 });
      await house.journey.sweep();
    }
  });

  test('an act that cannot be recorded is not done (D35)', async () => {
    const { accounts } = house.installation.builtInDirectory;
    const { audit } = house.installation as { audit: { append: unknown } };
    const append = audit.append;
    audit.append = async () => {
      throw new Error('disk full');
    };
    const freezing = house.administration.freezeAccount({ accountName: 'mara.lindqvist', frozen: true });
    await expect(freezing).rejects.toThrow('disk full');
    audit.append = append;
    expect((await accounts.find('mara.lindqvist'))?.frozen).toBe(false);
  });

  test('and the record of all that holds', async () => {
    expect((await house.administration.verifyAudit({})).flaws).toEqual([]);
  });
});
