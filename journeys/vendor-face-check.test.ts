import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type Behaviour,
  type FakeVendor,
  openFakeVendor,
} from '../connectors/face-check/test-fake-vendor.ts';
import { createFaceCheckReader } from '../server/face-checks/index.ts';
import { deletionJob } from '../server/jobs/index.ts';
import {
  asksForCredential,
  bringsCode,
  type HttpBrowser,
  mara,
  openSmallHouse,
  pageOf,
  type SmallHouse,
} from './in-process/index.ts';

/*
 * A vendor does the face check, over real HTTP on its side of the line: what a person finds, and what is granted, when it is
 * honest, slow, broken, lying, or does not delete.
 */
const consent = 'visit-2026-11';
const honest: Behaviour = { open: 'honest', result: 'honest', remove: 'honest' };
let house: SmallHouse;
let vendor: FakeVendor;
let vendorId: string;
beforeAll(async () => {
  [house, vendor] = await Promise.all([openSmallHouse(), openFakeVendor()]);
  const added = await house.administration.addFaceCheckVendor({
    name: 'Fake Faces',
    address: `${vendor.origin}/v1`,
    pageOrigin: vendor.origin,
    presentationAttackDetection: {
      assurance: 'iso30107-3-L2',
      evidence: { address: 'https://lab.example/letter.pdf', date: '2026-03-31' },
    },
    recommendedThreshold: 80,
    secret: vendor.secret,
  });
  vendorId = added.id;
  for (const { id } of await house.installation.policy.readProfiles())
    await house.administration.editProfile({ id, changes: { faceCheck: { provider: vendorId } } });
});
afterAll(async () => {
  await house.close();
  await vendor.close();
});
beforeEach(() => {
  vendor.behave(honest);
  house.pass({ minutes: 24 * 60 });
});

/** As far as the face check, at which a vendor waits. */
async function atTheVendor(): Promise<HttpBrowser> {
  const browser = house.openBrowser();
  const address = await asksForCredential(browser, 'mara.lindqvist');
  const shown = await house.wallet.present(browser, address, mara);
  await bringsCode(browser, shown.body.redirect_uri);
  expect(await pageOf(browser)).toMatchObject({
    page: 'faceCheck',
    client: {
      kind: 'hostedPage',
      provider: 'Fake Faces',
      host: new URL(vendor.origin).host,
      underWay: false,
    },
  });
  return browser;
}
const goes = (browser: HttpBrowser) => browser.post('/api/recovery/face-check/session', { consent });
const comesBack = (browser: HttpBrowser) => browser.post('/api/recovery/face-check/visit');
const deletes = () =>
  deletionJob(
    house.installation,
    createFaceCheckReader(house.installation, house.faceMatcher).readVendor,
  ).run();

test('there and back: granted on the vendor’s word from server to server, and deleted there', async () => {
  const browser = await atTheVendor();
  const { body } = await goes(browser);
  expect(Object.keys(body), 'an address, and nothing else of the session').toEqual(['location']);
  await vendor.finish(String(body.location), 'samePerson');
  expect(vendor.held()).toHaveLength(1);
  expect((await comesBack(browser)).body).toMatchObject({ now: { page: 'accessPass' } });
  await deletes();
  expect(vendor.held()).toEqual([]);
});

test('no score in any answer to the browser, whatever it was', async () => {
  const browser = await atTheVendor();
  const { body } = await goes(browser);
  await vendor.finish(String(body.location), 'otherPerson');
  const said = await comesBack(browser);
  expect(said.body).toMatchObject({ now: { page: 'notConfirmed' } });
  expect(JSON.stringify(said.body)).not.toMatch(/confidence|threshold|"12"|:12[,}]|live/);
});

describe('what the browser says of a result is not asked (T2)', () => {
  test('before anybody was on the vendor’s page, coming back moves nothing', async () => {
    const browser = await atTheVendor();
    await goes(browser);
    const said = await browser.post('/api/recovery/face-check/visit', {
      status: 'done',
      confidence: 100,
      live: true,
    });
    expect(said.body).toMatchObject({ now: { page: 'faceCheck', client: { underWay: true } } });
  });

  test('another browser, without the cookie, has no part in it', async () => {
    const browser = await atTheVendor();
    const { body } = await goes(browser);
    await vendor.finish(String(body.location), 'samePerson');
    expect((await comesBack(house.openBrowser())).status).toBe(404);
    expect((await comesBack(browser)).body).toMatchObject({ now: { page: 'accessPass' } });
  });
});

describe('a vendor that fails leaves the recovery where it was, and the person is told', () => {
  test.each([
    'error',
    'unauthorised',
    'garbage',
    'redirect',
    'endless',
    'pageElsewhere',
    'pageIsScript',
    'nameIsPath',
  ] as const)('at the start: %s', async (open) => {
    const browser = await atTheVendor();
    vendor.behave({ open });
    expect(await goes(browser)).toMatchObject({ status: 503, body: { error: 'tryLater' } });
    expect(await pageOf(browser)).toMatchObject({
      page: 'faceCheck',
      triesLeft: 3,
      client: { underWay: false },
    });
  });

  test.each([
    'error',
    'garbage',
    'redirect',
    'endless',
    'notANumber',
    'infinite',
    'confidenceAsText',
    'liveAsText',
  ] as const)('at the result: %s; and it goes on when the vendor does', async (result) => {
    const browser = await atTheVendor();
    const { body } = await goes(browser);
    await vendor.finish(String(body.location), 'samePerson');
    vendor.behave({ result });
    expect(await comesBack(browser)).toMatchObject({ status: 503, body: { error: 'tryLater' } });
    expect(await pageOf(browser)).toMatchObject({
      page: 'faceCheck',
      triesLeft: 3,
      client: { underWay: true },
    });
    vendor.behave(honest);
    expect((await comesBack(browser)).body).toMatchObject({ now: { page: 'accessPass' } });
  });

  test('one that never answers: in seconds, not minutes', async () => {
    const browser = await atTheVendor();
    vendor.behave({ open: 'silent' });
    const askedAt = performance.now();
    expect((await goes(browser)).status).toBe(503);
    expect(performance.now() - askedAt).toBeLessThan(20_000);
  });

  test('one that is switched off: the page says so', async () => {
    const browser = await atTheVendor();
    await house.administration.switchFaceCheckVendor({ id: vendorId, enabled: false });
    expect(await pageOf(browser)).toMatchObject({ client: { kind: 'unavailable' } });
    expect((await goes(browser)).status).toBe(503);
    await house.administration.switchFaceCheckVendor({ id: vendorId, enabled: true });
  });
});

describe('a vendor that lies grants nothing', () => {
  test.each([
    ['otherSession', 'faceCheck'],
    ['otherNonce', 'faceCheck'],
    ['otherPortrait', 'faceCheck'],
    ['replayed', 'faceCheck'],
    ['aboveRange', 'faceCheck'],
    ['belowRange', 'faceCheck'],
    ['noConfidence', 'faceCheck'],
    ['notLiveButSure', 'notConfirmed'],
  ] as const)('%s → %s', async (result, page) => {
    const browser = await atTheVendor();
    const { body } = await goes(browser);
    await vendor.finish(String(body.location), 'samePerson');
    vendor.behave({ result });
    expect((await comesBack(browser)).body).toMatchObject({ now: { page } });
    if (page === 'faceCheck') expect(await pageOf(browser)).toMatchObject({ client: { underWay: false } });
  });

  test('pending without an end: over in seven minutes, and a try is spent', async () => {
    const browser = await atTheVendor();
    await goes(browser);
    vendor.behave({ result: 'pendingForever' });
    expect((await comesBack(browser)).body).toMatchObject({ now: { client: { underWay: true } } });
    house.pass({ minutes: 7 });
    expect((await comesBack(browser)).body).toMatchObject({
      now: { page: 'faceCheck', triesLeft: 2, problem: 'notFinished', client: { underWay: false } },
    });
  });
});

test('what a vendor does not delete stays owed, is in the record once, and is deleted in the end', async () => {
  await deletes();
  // Those whose address nobody followed: we know no name of them that we would use, and its own time ends them.
  const unbelieved = vendor.held();
  const browser = await atTheVendor();
  const { body } = await goes(browser);
  await vendor.finish(String(body.location), 'samePerson');
  await comesBack(browser);
  vendor.behave({ remove: 'error' });
  await deletes();
  house.pass({ minutes: 2 });
  await deletes();
  expect(vendor.held()).toHaveLength(unbelieved.length + 1);
  const [listing] = await house.administration.listFaceCheckVendors();
  expect(listing?.owed).toBeGreaterThan(0);
  vendor.behave(honest);
  house.pass({ minutes: 6 * 60 });
  await deletes();
  expect([vendor.held(), (await house.administration.listFaceCheckVendors())[0]?.owed]).toEqual([
    unbelieved,
    0,
  ]);
  const [latest] = await house.installation.store.list({ limit: 1 });
  const said = (await house.installation.audit.readChain(latest!.id)).map(({ activity }) => activity);
  expect(said.filter((each) => each.startsWith('faceCheck.vendor'))).toEqual([
    'faceCheck.vendorDeletionFailed',
    'faceCheck.vendorDataDeleted',
  ]);
});
