import { expect, test } from 'vitest';
import { openTestJourney, type TestJourney } from './test-journey.ts';

/** A recovery whose page may ask, and a second one in another browser. */
async function openPages() {
  const house = await openTestJourney();
  const { journey } = house;
  const open = async (identifier: string) => {
    const { recovery } = await journey.start({ identifier, network: identifier });
    await journey.advance({ recoveryId: recovery.id, event: { type: 'begin' } });
    const event = { type: 'chooseRoute', country: 'DE', route: 'wallet' } as const;
    await journey.advance({ recoveryId: recovery.id, event });
    return recovery.id;
  };
  const mara = await open('mara');
  const page = async (id = mara) => (await journey.view((await house.memory.store.read(id))!)).now.page;
  const entries = () =>
    house.memory.audit.entries
      .filter(({ chain }) => chain === mara)
      .map(({ activity, code }) => [activity, code].filter(Boolean).join(' '));
  return { house, journey, open, mara, page, entries };
}
const ask = ({ journey }: Pick<TestJourney, 'journey'>, recoveryId: string) =>
  journey.advance({ recoveryId, event: { type: 'requestPresentation', device: 'browser' } });

test('the browser that started asks, brings the answer, and goes on at once', async () => {
  const { house, journey, mara, page, entries } = await openPages();
  await ask(house, mara);
  // Behind the prompt the page stands as it was: a reload shows it again, with every other way.
  expect(await page()).toBe('present');
  const answer = await house.presentInBrowser(mara, 'mara');
  expect(await journey.answerPresentation({ ...answer, broughtBy: mara })).toMatchObject({ accepted: true });
  expect(await page()).toBe('faceCheck');
  expect(entries().slice(-2)).toEqual(['presentation.requested', 'presentation.received']);
});

test('each request is its own: nonce and key are never the same, and there is no state (D24)', async () => {
  const { house, journey, mara } = await openPages();
  const seen = [];
  for (let times = 0; times < 2; times += 1) {
    const { recovery } = (await ask(house, mara))!;
    const asked = (await journey.readBrowserRequest(recovery))!;
    const request = JSON.parse(Buffer.from(asked.request, 'base64url').toString());
    expect(request).toMatchObject({
      ...{ response_mode: 'dc_api.jwt', expected_origins: ['https://recover.example.org'] },
      client_id: 'x509_hash:test',
    });
    expect(request).not.toHaveProperty('state');
    expect(request).not.toHaveProperty('response_uri');
    seen.push(asked.id, request.nonce, request.client_metadata.jwks.keys[0].x);
  }
  expect(new Set(seen).size).toBe(6);
});

test('an answer is taken once; the same bytes again are told the same, anything else is refused (D24, T4)', async () => {
  const { house, journey, mara } = await openPages();
  await ask(house, mara);
  const answer = { ...(await house.presentInBrowser(mara, 'mara')), broughtBy: mara };
  const other = { ...(await house.presentInBrowser(mara, 'mara')), broughtBy: mara };
  const both = await Promise.all([journey.answerPresentation(answer), journey.answerPresentation(answer)]);
  expect(both.map(({ accepted }) => accepted)).toEqual([true, true]);
  expect(await journey.answerPresentation(other)).toEqual({ accepted: false });
  const received = house.memory.audit.entries.filter(({ activity }) => activity === 'presentation.received');
  expect(received).toHaveLength(1);
});

test('nobody else brings it: not another browser, and not the door that wallets post to (T2, T13)', async () => {
  const { house, journey, open, mara, page } = await openPages();
  const thief = await open('tiago');
  await ask(house, mara);
  const answer = await house.presentInBrowser(mara, 'mara');
  for (const broughtBy of [thief, undefined, '']) {
    const brought = { ...answer, ...(broughtBy !== undefined && { broughtBy }) };
    expect(await journey.answerPresentation(brought)).toEqual({ accepted: false });
  }
  expect([await page(), await page(thief)]).toEqual(['present', 'present']);
  expect(await journey.readRequestObject({ requestId: answer.requestId })).toBeNull();
  expect((await journey.answerPresentation({ ...answer, broughtBy: mara })).accepted).toBe(true);
});

test('nor does a page bring what was asked for by link or code: that needs the code in the address (D24, T3)', async () => {
  const { house, journey, mara, page } = await openPages();
  await journey.advance({ recoveryId: mara, event: { type: 'requestPresentation', device: 'this' } });
  const { now } = await journey.view((await house.memory.store.read(mara))!);
  if (now.page !== 'waitingForWallet') throw new Error(now.page);
  const answer = await house.present(now.request.address, 'mara');
  expect(await journey.answerPresentation({ ...answer, broughtBy: mara })).toEqual({ accepted: false });
  expect(await page()).toBe('waitingForWallet');
});

test.each([
  ['for our client id in place of our origin (A.4)', { payload: { aud: 'x509_hash:test' } }],
  ['for another origin', { payload: { aud: 'origin:https://recover.example.org.evil.example' } }],
  ['for our origin, spelled otherwise', { payload: { aud: 'origin:https://recover.example.org/' } }],
  ['for another request', { payload: { nonce: 'another' } }],
  ['long ago', { payload: { iat: 1 } }],
])('an answer made %s is refused, and ends like any failed proof (T4, D15)', async (_, lie) => {
  const { house, journey, mara, page } = await openPages();
  await ask(house, mara);
  const answer = await house.presentInBrowser(mara, 'mara', lie);
  expect(await journey.answerPresentation({ ...answer, broughtBy: mara })).toEqual({ accepted: false });
  expect(await page()).toBe('notConfirmed');
});

test('noise costs the request a try, not the person the recovery', async () => {
  const { house, journey, mara, page, entries } = await openPages();
  await ask(house, mara);
  const answer = await house.presentInBrowser(mara, 'mara');
  const noise = { ...answer, response: `${answer.response}x`, broughtBy: mara };
  expect(await journey.answerPresentation(noise)).toEqual({ accepted: false });
  expect(entries().at(-1)).toMatch(/^presentation\.answerRefused /);
  expect(await page()).toBe('present');
  expect((await journey.answerPresentation({ ...answer, broughtBy: mara })).accepted).toBe(true);
});

test('a no in the wallet, a prompt that was closed, and a time that ran out lose nothing', async () => {
  const { house, journey, mara, page, entries } = await openPages();
  await ask(house, mara);
  const { requestId, response } = await house.presentInBrowser(mara, 'mara');
  await journey.answerPresentation({ requestId, error: 'access_denied', broughtBy: mara });
  expect(entries().at(-1)).toBe('presentation.declined walletDeclined');
  expect(await journey.answerPresentation({ requestId, response, broughtBy: mara })).toEqual({
    accepted: false,
  });

  await ask(house, mara);
  const late = await house.presentInBrowser(mara, 'mara');
  house.clock.now += 5 * 60_000;
  expect(await journey.answerPresentation({ ...late, broughtBy: mara })).toEqual({ accepted: false });

  // By link, in place of the prompt: what the browser holds is no answer any more.
  await ask(house, mara);
  const closed = await house.presentInBrowser(mara, 'mara');
  await journey.advance({ recoveryId: mara, event: { type: 'requestPresentation', device: 'this' } });
  expect(await journey.answerPresentation({ ...closed, broughtBy: mara })).toEqual({ accepted: false });
  expect(await page()).toBe('waitingForWallet');
});

test('"I have no credential yet" leads back at the first press, whatever the browser still holds', async () => {
  const { house, journey, mara, page } = await openPages();
  await ask(house, mara);
  const answer = await house.presentInBrowser(mara, 'mara');
  await journey.advance({ recoveryId: mara, event: { type: 'back' } });
  expect(await page()).toBe('chooseCountry');
  expect(await journey.answerPresentation({ ...answer, broughtBy: mara })).toEqual({ accepted: false });
});

test('where browsers are not to ask, they cannot', async () => {
  const house = await openTestJourney({ asksInBrowser: false });
  const { recovery } = await house.journey.start({ identifier: 'mara', network: 'n' });
  await house.journey.advance({ recoveryId: recovery.id, event: { type: 'begin' } });
  const event = { type: 'chooseRoute', country: 'DE', route: 'wallet' } as const;
  await house.journey.advance({ recoveryId: recovery.id, event });
  const asked = (await ask(house, recovery.id))!;
  expect(asked.moved).toBe(false);
  expect((await house.journey.view(asked.recovery)).now).toMatchObject({ page: 'present', inBrowser: false });
});
