import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPortal, type TestPortal } from './test-portal.ts';

const path = '/api/admin/home';
let portal: TestPortal;
beforeAll(async () => {
  portal = await openTestPortal();
});
afterAll(() => portal.close());

const read = async (what: string, as: 'Auditor' | 'Recovery Administrator' = 'Recovery Administrator') =>
  (await portal.ask(as, 'GET', `${path}/${what}`)).body;

test.each(['set-up', 'needs', 'savings?users=1'])('%s is not for the help desk (R31)', async (what) => {
  for (const [as, status] of [
    ['Recovery Administrator', 200],
    ['Auditor', 200],
    ['Help Desk', 403],
    ['Nobody Special', 403],
    [null, 401],
  ] as const)
    expect([as, (await portal.ask(as, 'GET', `${path}/${what}`)).status]).toEqual([as, status]);
});

describe('the checklist (behaviour.md 2.1)', () => {
  test('of the example: set up, never scanned, never rehearsed in this version', async () => {
    const { lines, accounts } = await read('set-up');
    expect(accounts).toBeGreaterThan(5);
    const states = lines.map((each: { task: string; state: string; reason: string | null }) => [
      ...[each.task, each.state, each.reason],
    ]);
    expect(states).toEqual([
      ['directory', 'look', 'neverScanned'],
      ['trustAnchors', 'done', null],
      ['provider', 'done', null],
      ['passPolicy', 'done', null],
      ['passkeys', 'done', null],
      ['profile', 'done', null],
      ['rehearsal', 'open', 'noRehearsal'],
      ['production', 'done', null],
    ]);
  });

  test('is live: a scan shows who is not ready, an authority switched off is missing', async () => {
    await portal.ask('Recovery Administrator', 'POST', '/api/admin/readiness/scans');
    const running = async () =>
      (await portal.ask('Auditor', 'GET', '/api/admin/readiness')).body.latest.state === 'running';
    while (await running()) await new Promise((later) => setTimeout(later, 10));
    const anchors = (await portal.ask('Auditor', 'GET', '/api/admin/trust-anchors')).body;
    for (const { id } of anchors.items)
      await portal.ask('Recovery Administrator', 'POST', `/api/admin/trust-anchors/${id}/off`);
    const { lines } = await read('set-up', 'Auditor');
    expect(lines[0]).toMatchObject({ task: 'directory', state: 'look', reason: 'scanOld' });
    expect(lines[1]).toEqual({ task: 'trustAnchors', state: 'open', reason: 'noAnchor', count: 0 });
  });
});

describe('what needs somebody now', () => {
  test('alarms of the last two weeks, the latest first', async () => {
    expect(await read('needs')).toEqual({ approvals: 0, holds: 0, alarms: [] });
    const { audit, now } = portal.installation;
    const alarm = (activity: 'alarm.twinFound' | 'alarm.secondPersonOff', at: number) =>
      portal.installation.database.transaction(() =>
        audit.append({
          ...{
            chain: 'administration',
            at,
            activity,
            result: 'success',
            code: '',
            actor: 'system',
            data: {},
          },
        }),
      );
    const day = 24 * 60 * 60_000;
    await alarm('alarm.twinFound', now() - 15 * day);
    await alarm('alarm.twinFound', now() - 2 * day);
    await alarm('alarm.secondPersonOff', now() - day);
    const { alarms } = await read('needs', 'Auditor');
    expect(alarms.map(({ activity }: { activity: string }) => activity)).toEqual([
      'alarm.secondPersonOff',
      'alarm.twinFound',
    ]);
  });
});

test('an edit of what is matched is told while its hold runs (D34, T10)', async () => {
  const { builtInDirectory } = portal.installation;
  const mara = await builtInDirectory.accounts.find('mara.lindqvist');
  const path = `/api/admin/people/${mara!.id}`;
  const { headers } = await portal.ask('Recovery Administrator', 'GET', path);
  const told = await portal.ask('Recovery Administrator', 'PATCH', path, {
    body: { surname: 'Lindkvist' },
    headers: { 'if-match': String(headers.etag) },
  });
  expect([told.status, (await read('needs')).holds]).toEqual([200, 1]);
});

describe('the savings (behaviour.md 2.7)', () => {
  test('its test case, with the usual figures unless told', async () => {
    expect(await read('savings?users=112')).toMatchObject({ savedPerMonth: 195, hoursRegained: 3.1 });
    expect(await read('savings?users=100&percentPerMonth=1&helpDeskCost=10&selfServiceCost=1')).toMatchObject(
      {
        recoveriesPerMonth: 1,
        savedPerMonth: 9,
      },
    );
  });

  test.each([
    ['users=', 'users'],
    ['users=-1', 'users'],
    ['users=1.5', 'users'],
    ['users=many', 'users'],
    ['users=1&percentPerMonth=101', 'percentPerMonth'],
    ['users=1&helpDeskCost=-2', 'helpDeskCost'],
    ['users=1&selfServiceMinutes=1e9', 'selfServiceMinutes'],
  ])('%s names the field', async (query, field) => {
    const told = await portal.ask('Recovery Administrator', 'GET', `${path}/savings?${query}`);
    const names = (told.body.fields ?? []).map((each: { field: string }) => each.field);
    expect([query, told.status, names]).toEqual([query, 422, [field]]);
  });
});
