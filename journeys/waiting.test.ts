import { afterAll, beforeAll, expect, test } from 'vitest';
import { watchRecoveries } from '../server/watch-recoveries.ts';
import {
  asksForCredential,
  bringsCode,
  mara,
  openSmallHouse,
  pageOf,
  requestAddress,
  type SmallHouse,
} from './in-process/index.ts';

let house: SmallHouse;
beforeAll(async () => {
  house = await openSmallHouse();
});
afterAll(() => house.close());

/** As a page in another instance waits: a watch on the same database, which nobody in this process wakes. */
async function waitElsewhere(cookie: string) {
  const recovery = await house.journey.findByCookie(cookie);
  const { store, now } = house.installation;
  const watch = watchRecoveries({ store, now, onFailure: () => {} });
  let told = 0;
  watch.watch(recovery!.id, () => {
    told += 1;
  });
  const isTold = (times: number) => expect.poll(() => told, { timeout: 60_000, interval: 50 }).toBe(times);
  await isTold(1);
  return { isTold, leave: watch.close };
}

test('whatever moves a waiting page is noticed, in whichever instance it happened', async () => {
  const browser = house.openBrowser();
  await asksForCredential(browser, 'mara.lindqvist');
  const waiting = await waitElsewhere(browser.cookies.get('regain-recovery')!);

  const code = await requestAddress(browser);
  await waiting.isTold(2);

  const requestPath = new URL(new URL(code).searchParams.get('request_uri')!).pathname;
  const { state } = JSON.parse(
    Buffer.from((await browser.get(requestPath)).text.split('.')[1]!, 'base64url').toString(),
  );
  const answerPath = requestPath.replace('/request/', '/response/');
  expect((await browser.postForm(answerPath, { error: 'access_denied', state })).status).toBe(200);
  await waiting.isTold(3);
  expect(await pageOf(browser)).toMatchObject({ page: 'present' });

  await requestAddress(browser);
  await waiting.isTold(4);
  house.pass({ minutes: 6 });
  await waiting.isTold(5);
  expect(await pageOf(browser)).toMatchObject({ page: 'present' });

  const address = await requestAddress(browser);
  await waiting.isTold(6);
  const shown = await house.wallet.present(browser, address, mara);
  await waiting.isTold(7);
  await bringsCode(browser, shown.body.redirect_uri);
  await waiting.isTold(8);
  expect(await pageOf(browser)).toMatchObject({ page: 'faceCheck' });
  waiting.leave();
});
