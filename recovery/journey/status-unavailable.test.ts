import { expect, test } from 'vitest';
import { tokenListJwt } from '../steps/presentation/fixtures/index.ts';
import { issuerOf, openTestJourney, startOfTime } from './test-journey.ts';

/** A recovery that waits for a wallet, and a list server that answers what the test says. */
async function waitForWallet() {
  const server: { body: Buffer | null } = { body: null };
  const house = await openTestJourney({
    statusLists: {
      read: async () => (server.body === null ? null : { body: server.body, fetchedAt: startOfTime }),
    },
  });
  const { journey } = house;
  const { cookie } = await journey.start({ identifier: 'mara', network: 'n' });
  const { id: recoveryId } = (await journey.findByCookie(cookie))!;
  for (const event of [
    { type: 'begin' },
    { type: 'chooseRoute', country: 'DE', route: 'wallet' },
    { type: 'requestPresentation', device: 'this' },
  ] as const)
    await journey.advance({ recoveryId, event });
  const page = async () => (await journey.view((await journey.findByCookie(cookie))!)).now;
  const waiting = await page();
  if (waiting.page !== 'waitingForWallet') throw new Error(waiting.page);
  const present = async () =>
    await journey.answerPresentation(await house.present(waiting.request.address, 'listed'));
  return { server, page, present, house, recoveryId };
}

test('while nobody can tell whether a credential was revoked, nothing is granted and nothing is lost (T7)', async () => {
  const { server, page, present, house, recoveryId } = await waitForWallet();
  expect(await present()).toEqual({ accepted: false });
  expect(await page()).toMatchObject({ page: 'waitingForWallet' });
  const entries = house.memory.audit.entries.filter(({ chain }) => chain === recoveryId);
  expect(entries.at(-1)).toMatchObject({ activity: 'presentation.answerRefused', code: 'statusUnavailable' });
  server.body = await tokenListJwt(await issuerOf(), [1, 0]);
  const reply = await present();
  if (!reply.accepted) throw new Error('refused');
  const code = new URL(reply.location).hash.split('=')[1]!;
  await house.journey.advance({ recoveryId, event: { type: 'responseCode', code } });
  expect(await page()).toMatchObject({ page: 'faceCheck' });
});

test('a list that never comes is not asked for without end', async () => {
  const { page, present } = await waitForWallet();
  for (let tries = 0; tries < 5; tries += 1) await present();
  expect(await present()).toEqual({ accepted: false });
  expect(await page()).toMatchObject({ page: 'waitingForWallet' });
});

test('revoked ends the recovery like any other failed proof (T7, D15)', async () => {
  const { server, page, present } = await waitForWallet();
  server.body = await tokenListJwt(await issuerOf(), [0, 1]);
  expect(await present()).toEqual({ accepted: false });
  expect(await page()).toMatchObject({ page: 'notConfirmed' });
});
