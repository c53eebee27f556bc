import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rescanWhenOutOfDate } from '../../administration/index.ts';
import { providerSubject, readProviders } from '../../providers/index.ts';
import { openTestPortal, type TestPortal } from './test-portal.ts';

const path = '/api/admin/readiness';
let portal: TestPortal;
beforeAll(async () => {
  portal = await openTestPortal();
});
afterAll(() => portal.close());

const parts = () => ({
  installation: portal.installation,
  journey: portal.journey,
  faceMatcher: portal.faceMatcher,
});
const read = async () => (await portal.ask('Auditor', 'GET', path)).body;
async function finish() {
  while ((await read()).latest?.state === 'running') await new Promise((later) => setTimeout(later, 10));
  return read();
}

describe('a scan of everybody (behaviour.md 2.6)', () => {
  test('before the first, there is none, and none starts by itself', async () => {
    expect(await read()).toEqual({
      latest: null,
      finished: null,
      outOfDate: false,
      peopleChanged: false,
      trend: [],
    });
    expect(await rescanWhenOutOfDate(parts())).toBe(false);
    expect((await portal.ask('Auditor', 'GET', `${path}/findings`)).body).toEqual({ items: [], next: null });
  });

  test('is started by a Recovery Administrator only (R31)', async () => {
    for (const as of ['Auditor', 'Help Desk', 'Nobody Special'] as const)
      expect([as, (await portal.ask(as, 'POST', `${path}/scans`)).status]).toEqual([as, 403]);
    expect((await portal.ask('Help Desk', 'GET', path)).status).toBe(403);
  });

  test('finds each fault of the example', async () => {
    const started = await portal.ask('Recovery Administrator', 'POST', `${path}/scans`);
    expect([started.status, started.body.state]).toEqual([202, 'running']);
    const again = await portal.ask('Recovery Administrator', 'POST', `${path}/scans`);
    expect([again.status, again.body.reason]).toEqual([409, 'scanRunning']);
    const { finished, outOfDate, trend } = await finish();
    expect([finished.state, finished.scanned, outOfDate, trend.length]).toEqual([
      'finished',
      finished.total,
      false,
      1,
    ]);
    const { items } = (await portal.ask('Auditor', 'GET', `${path}/findings?verdict=notReady&limit=200`))
      .body;
    const codesOf = Object.fromEntries(
      items.map((each: { accountName: string; codes: string[] }) => [
        each.accountName,
        each.codes.filter((code) => code !== 'notices'),
      ]),
    );
    expect(codesOf['jonas.weber']).toEqual(['duplicateIdentity']);
    expect(codesOf['jonas.weber2']).toEqual(['duplicateIdentity']);
    expect(codesOf['mara.lindqvist']).toBeUndefined();
    expect(codesOf['ines.carvalho']).toBeUndefined();
    expect(finished.ready + finished.notReady + finished.outside).toBe(finished.total);
  });

  test('is listed page by page, by finding, and whole as CSV', async () => {
    const first = (await portal.ask('Auditor', 'GET', `${path}/findings?limit=1&code=duplicateIdentity`))
      .body;
    expect([first.items.length, typeof first.next]).toEqual([1, 'string']);
    const second = (
      await portal.ask(
        'Auditor',
        'GET',
        `${path}/findings?limit=1&code=duplicateIdentity&after=${first.next}`,
      )
    ).body;
    expect([first.items[0].accountName, second.items[0].accountName].toSorted()).toEqual([
      'jonas.weber',
      'jonas.weber2',
    ]);
    expect(second.next).toBeNull();
    const csv = await portal.ask('Auditor', 'GET', `${path}/findings.csv?code=duplicateIdentity`);
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(csv.body.trimEnd().split('\r\n')).toHaveLength(3);
    const wrong = await portal.ask('Auditor', 'GET', `${path}/findings?code=invented`);
    expect([wrong.status, wrong.body.error, wrong.body.fields[0].field]).toEqual([422, 'invalid', 'code']);
  });

  test('goes out of date with the rules, and runs again by itself', async () => {
    expect(await rescanWhenOutOfDate(parts())).toBe(false);
    await portal.administration.editProfile({ id: 'staff', changes: { description: 'Another' } });
    expect((await read()).outOfDate).toBe(true);
    expect(await rescanWhenOutOfDate(parts())).toBe(true);
    const { finished, outOfDate, trend } = await finish();
    expect([finished.startedBy, outOfDate, trend.length]).toEqual(['system', false, 2]);
  });

  test('a provider that does not take the person’s documents is none: the scan says what the page says, and follows the catalogue', async () => {
    const { installation } = portal;
    await portal.administration.editProfile({ id: 'staff', changes: { walletFirst: false } });
    const br = await installation.builtInDirectory.accounts.create({
      ...{
        accountName: 'bia.souza',
        givenName: 'Bia',
        surname: 'Souza',
        birthDate: '1990-02-03',
        country: 'BR',
      },
      ...{ groups: ['Staff'], firstSignedInAt: 1 },
    });
    const said = async () => {
      await portal.ask('Recovery Administrator', 'POST', `${path}/scans`);
      await finish();
      const scanned = (await portal.ask('Auditor', 'GET', `${path}/findings?code=noProvider&limit=200`)).body;
      const shown = (await portal.administration.showPerson({ id: br })).foreseen;
      return [
        scanned.items.some((each: { accountId: string }) => each.accountId === br),
        shown.checks.some(({ code, met }) => code === 'noProvider' && !met),
      ];
    };
    expect(await said()).toEqual([false, false]);
    const [sandbox] = await readProviders(installation);
    const { id, version } = sandbox!;
    await installation.settings.save({
      ...{ subject: providerSubject(id), content: { ...sandbox!, countries: ['DE'] } },
      ...{ expectedVersion: version, by: 'admin:test', now: installation.now() },
    });
    expect((await read()).outOfDate).toBe(true);
    expect(await said()).toEqual([true, true]);
    expect((await read()).outOfDate).toBe(false);
  });

  test('that was cut off with its process is begun anew after a minute', async () => {
    const { readiness, now } = portal.installation;
    await readiness.begin({
      ...{ id: 'cut', startedAt: now(), startedBy: 'admin:x' },
      rulesVersion: '',
      peopleVersion: 0,
      total: 9,
    });
    expect(await rescanWhenOutOfDate(parts())).toBe(false);
    portal.pass({ minutes: 2 });
    expect(await rescanWhenOutOfDate(parts())).toBe(true);
    expect((await finish()).latest).toMatchObject({ state: 'finished', startedBy: 'system' });
  });

  test('can be stopped; the one before stays', async () => {
    const { readiness, now } = portal.installation;
    await readiness.begin({
      ...{ id: 'slow', startedAt: now(), startedBy: 'admin:x' },
      rulesVersion: '',
      peopleVersion: 0,
      total: 9,
    });
    expect((await portal.ask('Recovery Administrator', 'POST', `${path}/scans/stop`)).status).toBe(204);
    expect(await readiness.add({ id: 'slow', batch: [], now: now() })).toBe(false);
    const { latest, finished } = await read();
    expect([latest.state, finished.state, finished.startedBy]).toEqual(['stopped', 'finished', 'system']);
    expect((await portal.ask('Recovery Administrator', 'POST', `${path}/scans/stop`)).status).toBe(404);
  });
});
