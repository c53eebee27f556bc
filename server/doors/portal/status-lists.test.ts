import { afterAll, beforeAll, expect, test } from 'vitest';
import { asksForCredential, mara } from '../../../journeys/in-process/index.ts';
import type { StatusListReport } from '../../../recovery/steps/presentation/index.ts';
import { createStatusListNotes } from '../../note-status-list.ts';
import { openTestPortal, type TestPortal } from './test-portal.ts';

const path = '/api/admin/status-lists';
const hour = 60 * 60_000;
let portal: TestPortal;
let failures: unknown[] = [];
beforeAll(async () => {
  portal = await openTestPortal();
});
afterAll(() => portal.close());

const note = (report: Partial<StatusListReport>) => {
  failures = [];
  const now = portal.now();
  const held = {
    ...{ fetchedAt: now, bytes: 16_384, issuedAt: now - hour },
    ...{ expiresAt: null, keptUntil: now + hour },
  };
  return createStatusListNotes(
    portal.installation,
    (cause) => void failures.push(cause),
  )({
    ...{ uri: 'https://status.issuer.example/lists/1?of=1', mediaType: 'application/statuslist+jwt' },
    ...{ anchorId: 'sandbox', checkedAt: now, problem: null, held: report.problem ? null : held },
    ...report,
  });
};
const read = async () => (await portal.ask('Auditor', 'GET', path)).body;

test.each([
  ['Recovery Administrator', 200],
  ['Auditor', 200],
  ['Help Desk', 403],
  ['Nobody Special', 403],
  [null, 401],
] as const)('%s: %i', async (as, status) => {
  expect((await portal.ask(as, 'GET', path)).status).toBe(status);
});

test('there is none until a credential named one', async () => {
  expect(await read()).toMatchObject({ items: [], refused: { recoveries: 0, isMore: false } });
});

test('fresh, due, failing: with the authority’s name, and never with more than the list', async () => {
  await note({});
  expect((await read()).items).toEqual([
    {
      address: 'https://status.issuer.example/lists/1?of=1',
      mediaType: 'application/statuslist+jwt',
      anchor: { id: 'sandbox', name: expect.any(String) },
      state: 'fresh',
      checkedAt: expect.any(Number),
      ...{ problem: null, failingSince: null },
      held: {
        fetchedAt: expect.any(Number),
        bytes: 16_384,
        issuedAt: expect.any(Number),
        expiresAt: null,
        keptUntil: expect.any(Number),
      },
    },
  ]);
  portal.pass({ minutes: 61 });
  await portal.signInAgain();
  expect((await read()).items[0].state).toBe('due');
  await note({ problem: 'unreachable' });
  expect((await read()).items[0]).toMatchObject({
    ...{ state: 'failing', problem: 'unreachable', failingSince: expect.any(Number) },
    held: { bytes: 16_384 },
  });
  await note({ uri: 'https://other.example/', anchorId: 'gone' });
  expect((await read()).items[0].anchor).toEqual({ id: 'gone', name: null });
});

test('the alarm rings once when a list begins to fail, on Home and in the record; the path stays out of it', async () => {
  const alarms = async () =>
    (await portal.installation.audit.readChain('administration')).filter(
      ({ activity }) => activity === 'alarm.statusListFailing',
    );
  const before = (await alarms()).length;
  await note({ uri: 'https://third.example/secret/1', problem: 'signature' });
  await note({ uri: 'https://third.example/secret/1', problem: 'signature' });
  const rung = (await alarms()).slice(before);
  expect(rung.map(({ data }) => data)).toEqual([
    { anchor: 'sandbox', host: 'third.example', problem: 'signature' },
  ]);
  const { alarms: onHome } = (await portal.ask('Auditor', 'GET', '/api/admin/home/needs')).body;
  expect(onHome[0].activity).toBe('alarm.statusListFailing');
});

test('recoveries that met a list that could not be used are counted, not their tries', async () => {
  const { database, audit } = portal.installation;
  const refuse = (chain: string, code: string, at: number) =>
    database.transaction(() =>
      audit.append({
        ...{ chain, at, activity: 'presentation.answerRefused', result: 'refused', code: code as never },
        ...{ actor: 'wallet', data: {} },
      }),
    );
  const now = portal.installation.now();
  await refuse('r1', 'statusUnavailable', now - hour);
  await refuse('r1', 'statusUnavailable', now - hour + 1);
  await refuse('r2', 'statusUnavailable', now - hour);
  await refuse('r3', 'responseHeader', now - hour);
  await refuse('r4', 'statusUnavailable', now - 8 * 24 * hour);
  expect((await read()).refused).toMatchObject({ recoveries: 2, isMore: false });
});

test('an address that no list has is not kept; a failure of ours stops nobody', async () => {
  const count = (await read()).items.length;
  await note({ uri: `https://long.example/${'a'.repeat(1_000)}` });
  expect((await read()).items).toHaveLength(count);
  const { statusListHealth } = portal.installation;
  await createStatusListNotes(
    {
      ...portal.installation,
      statusListHealth: {
        ...statusListHealth,
        note: async () => {
          throw new Error('no database');
        },
      },
    },
    (cause) => void failures.push(cause),
  )({
    uri: 'https://a.example/',
    mediaType: 'application/vc+jwt',
    anchorId: 'x',
    checkedAt: 0,
    problem: 'stale',
    held: null,
  });
  expect(failures).toHaveLength(1);
});

test('a wallet’s credential names a list that may not be asked for: the person is refused, the list stands here (T7, D36)', async () => {
  const browser = portal.openBrowser();
  const address = await asksForCredential(browser, 'mara.lindqvist');
  const uri = 'https://127.0.0.1/lists/1';
  const status = { status_list: { idx: 7, uri } };
  const shown = await portal.wallet.present(browser, address, mara, { credential: { payload: { status } } });
  expect(shown.status).toBe(400);
  const { items, refused } = await read();
  expect(items.find((each: { address: string }) => each.address === uri)).toMatchObject({
    ...{ anchor: { id: 'sandbox' }, state: 'failing', problem: 'unreachable', held: null },
  });
  expect(refused.recoveries).toBe(3);
  // Nothing is lost: the same wallet may answer again, with a credential that needs no list.
  expect((await portal.wallet.present(browser, address, mara)).status).toBe(200);
});
