import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Holder, mara, provesIdentity } from '../../../journeys/in-process/index.ts';
import { type Asker, openTestPortal, type TestPortal } from './test-portal.ts';

const path = '/api/admin/recoveries';
const tiago: Holder = { given_name: 'Tiago', family_name: 'Ferreira', birthdate: '1979-11-03' };
let portal: TestPortal;
/** Case numbers by how they went. */
const cases: Record<'rehearsed' | 'otherFace' | 'stranger' | 'unknown' | 'open' | 'granted', string> = {
  ...{ rehearsed: '', otherFace: '', stranger: '', unknown: '', open: '', granted: '' },
};

beforeAll(async () => {
  portal = await openTestPortal();
  const caseOf = async (browser: ReturnType<TestPortal['openBrowser']>) =>
    String((await browser.get('/api/recovery')).body.caseNumber);
  const proves = async (identifier: string, holder: Holder) => {
    const browser = portal.openBrowser();
    await provesIdentity(portal, browser, identifier, holder);
    return caseOf(browser);
  };
  cases.rehearsed = await proves('tiago.ferreira', tiago);
  cases.granted = await proves('mara.lindqvist', mara);
  portal.faceMatcher.answerWith({
    kind: 'compared',
    confidence: 12,
    frontalFrames: 3,
    onePerson: true,
    live: null,
  });
  cases.otherFace = await proves('tiago.ferreira', tiago);
  portal.faceMatcher.answerWith({
    kind: 'compared',
    confidence: 96,
    frontalFrames: 3,
    onePerson: true,
    live: null,
  });
  cases.stranger = await proves('tiago.ferreira', mara);
  cases.unknown = await proves('nobody.atall', mara);
  const browser = portal.openBrowser();
  await browser.post('/api/recovery', { identifier: 'tiago.ferreira' });
  cases.open = await caseOf(browser);
});
afterAll(() => portal.close());

const get = (as: Asker, below: string) => portal.ask(as, 'GET', `${path}${below}`);
const post = (as: Asker, below: string, body: object = {}) =>
  portal.ask(as, 'POST', `${path}${below}`, { body });
const lastAct = async () =>
  (await portal.installation.audit.readChain('administration')).at(-1) ?? {
    activity: '',
    data: {},
    actor: '',
  };
const numbers = async (query: string) =>
  (await get('Auditor', query)).body.items.map((each: { caseNumber: string }) => each.caseNumber);

describe('who may (R31, D34)', () => {
  const reading = ['', '/choices', '/funnel', '/evaluation', '/step-times', '/export.csv', '/export.jsonl'];
  test.each(reading)('GET %s: Recovery Administrator and Auditor, not the help desk', async (below) => {
    const asked = ['Recovery Administrator', 'Auditor', 'Help Desk', 'Nobody Special'] as const;
    const statuses = [];
    for (const as of asked) statuses.push((await get(as, below)).status);
    expect(statuses).toEqual([200, 200, 403, 403]);
  });

  test('one case and its values: not the help desk', async () => {
    const statuses = [];
    for (const as of ['Recovery Administrator', 'Auditor', 'Help Desk'] as const)
      statuses.push([
        (await get(as, `/${cases.rehearsed}`)).status,
        (await post(as, `/${cases.rehearsed}/values`)).status,
        (await post(as, '/people', { recoveryIds: [] })).status,
      ]);
    expect(statuses).toEqual([
      [200, 200, 200],
      [200, 200, 200],
      [403, 403, 403],
    ]);
  });

  test('stopping and freezing: only a Recovery Administrator', async () => {
    for (const as of ['Auditor', 'Help Desk', 'Nobody Special'] as const)
      for (const act of ['stop', 'freeze-account'])
        expect([as, act, (await post(as, `/${cases.open}/${act}`)).status]).toEqual([as, act, 403]);
    expect((await get('Auditor', `/${cases.open}`)).body.outcome).toBeNull();
  });

  test('looking up how a case stands: everybody with a role', async () => {
    for (const as of ['Recovery Administrator', 'Auditor', 'Help Desk'] as const)
      expect((await post(as, '/look-up', { caseNumber: cases.open })).status).toBe(200);
    expect((await post('Nobody Special', '/look-up', { caseNumber: cases.open })).status).toBe(403);
  });
});

describe('what the help desk is told (D34)', () => {
  const desk = (caseNumber: string) => post('Help Desk', '/look-up', { caseNumber });

  test('where the case stands, and nothing else', async () => {
    const { body } = await desk(cases.open);
    expect(body).toEqual({
      ...{ caseNumber: cases.open, state: 'beginning' },
      ...{ createdAt: expect.any(Number), updatedAt: expect.any(Number) },
    });
    expect((await desk(cases.rehearsed)).body.state).toBe('rehearsed');
    expect((await desk(cases.granted)).body.state).toBe('setUp');
  });

  test('a face that did not match, a wrong document and a decoy are told in the same words', async () => {
    const told = [];
    for (const caseNumber of [cases.otherFace, cases.stranger, cases.unknown]) {
      const { body } = await desk(caseNumber);
      told.push([Object.keys(body).sort(), body.state]);
    }
    expect(told).toEqual(Array(3).fill([['caseNumber', 'createdAt', 'state', 'updatedAt'], 'notConfirmed']));
  });

  test('as it was read aloud: small letters, no dash; what nobody has is not there', async () => {
    const spoken = ` ${cases.open.toLowerCase().replace('-', ' ')} `;
    expect((await desk(spoken)).body.caseNumber).toBe(cases.open);
    expect((await desk('ZZZZ-ZZZZ')).status).toBe(404);
    expect((await desk('')).status).toBe(404);
  });

  test('and that somebody looked is in the record', async () => {
    await desk(cases.unknown);
    expect(await lastAct()).toMatchObject({
      ...{ activity: 'admin.recoveryLookedUp', actor: `admin:${portal.accountIdOf('Help Desk')}` },
    });
  });
});

describe('the list', () => {
  test('has everybody, the latest first, and says which are decoys', async () => {
    const { items } = (await get('Auditor', '')).body;
    expect(items.map((each: { caseNumber: string }) => each.caseNumber)).toEqual([
      ...[cases.open, cases.unknown, cases.stranger, cases.otherFace, cases.granted, cases.rehearsed],
    ]);
    expect(
      items.map((each: { eligibility: string; endCode: string }) => [each.eligibility, each.endCode]),
    ).toEqual([
      ['', ''],
      ['unknownAccount', 'decoy'],
      ['', 'nameMismatch'],
      ['', 'faceNoMatch'],
      ['', ''],
      ['', ''],
    ]);
    expect(JSON.stringify(items)).not.toMatch(/tiago|mara|Lindqvist/i);
  });

  test('narrows, and goes page by page', async () => {
    expect(await numbers('?outcome=refused&applicant=eligible')).toEqual([cases.stranger, cases.otherFace]);
    expect(await numbers('?applicant=decoy')).toEqual([cases.unknown]);
    expect(await numbers('?mode=evaluation&state=explain')).toEqual([cases.open]);
    const first = (await get('Auditor', '?limit=4')).body;
    const second = (await get('Auditor', `?limit=4&after=${encodeURIComponent(first.next)}`)).body;
    expect([first.items.length, second.items.length, second.next]).toEqual([4, 2, null]);
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(6);
  });

  test.each(['?outcome=won', '?country=deutschland', '?from=yesterday', '?limit=9999', '?mode=%00'])(
    '%s is refused, field by field',
    async (query) => {
      const { status, body } = await get('Auditor', query);
      expect([status, body.error, body.fields.length]).toEqual([422, 'invalid', 1]);
    },
  );

  test('a cursor that is none begins anew', async () => {
    expect((await numbers('?after=nonsense')).length).toBe(6);
  });
});

describe('one case', () => {
  test('every step with its decision and reason, and not one value of the person', async () => {
    const { body } = await get('Recovery Administrator', `/${cases.stranger}`);
    expect(body).toMatchObject({ outcome: 'refused', endedFrom: 'matching', endCode: 'nameMismatch' });
    const steps = body.entries.map(({ activity, code }: { activity: string; code: string }) => [
      activity,
      code,
    ]);
    // How often the person was asked to look somewhere is the face check's own matter.
    expect(
      steps.filter(([activity]: string[]) => !/^faceCheck\.(opened|stepTaken)$/.test(activity!)),
    ).toEqual([
      ['eligibility.assessed', ''],
      ['recovery.begun', ''],
      ['identityVerification.routeChosen', ''],
      ['presentation.requested', ''],
      ['presentation.received', ''],
      ['presentation.completed', ''],
      ['faceCheck.passed', ''],
      ['matching.refused', 'nameMismatch'],
    ]);
    expect(body.entries[0].personal.sort()).toEqual(['account', 'identifier']);
    expect(body.entries.at(-1).personal).toEqual(['trace']);
    const passed = body.entries.find((each: { activity: string }) => each.activity === 'faceCheck.passed');
    expect(passed.facts).toContainEqual({ name: 'confidence', value: 96 });
    const told = JSON.stringify(body);
    const accountId = (await portal.installation.builtInDirectory.accounts.find('tiago.ferreira'))!.id;
    for (const value of ['tiago', 'Ferreira', 'Lindqvist', '1988-04-12', accountId])
      expect([value, told.includes(value)]).toEqual([value, false]);
  });

  test('a decoy says that it is one, and why', async () => {
    const { body } = await get('Auditor', `/${cases.unknown}`);
    expect(body).toMatchObject({ eligibility: 'unknownAccount', endCode: 'decoy', accountKnown: false });
    expect(body.entries[0]).toMatchObject({ activity: 'eligibility.assessed', code: 'unknownAccount' });
  });

  test('one that is not there', async () => {
    const { status, body } = await get('Auditor', '/ZZZZ-ZZZZ');
    expect([status, body.error]).toEqual([404, 'notFound']);
  });

  test('values of the person: on demand, and in the record before they are told', async () => {
    const { body } = await post('Auditor', `/${cases.stranger}/values`);
    const values = Object.fromEntries(
      body.values.map((each: { name: string; value: string }) => [each.name, each.value]),
    );
    expect(values.identifier).toBe('tiago.ferreira');
    expect(JSON.parse(values.trace).names).toMatchObject({ rule: null, problem: 'unmatchedWord' });
    expect(await lastAct()).toMatchObject({
      ...{ activity: 'admin.recoveryRead', actor: `admin:${portal.accountIdOf('Auditor')}` },
    });
  });

  test('whose they are: by account, and in the record', async () => {
    const { items } = (await get('Auditor', '')).body;
    const recoveryIds = items.map(({ id }: { id: string }) => id);
    const { people } = (await post('Auditor', '/people', { recoveryIds })).body;
    expect(people.map((each: { accountName: string }) => each.accountName).sort()).toEqual([
      ...['mara.lindqvist', 'tiago.ferreira', 'tiago.ferreira', 'tiago.ferreira', 'tiago.ferreira'],
    ]);
    expect(await lastAct()).toMatchObject({ activity: 'admin.recoveryRead', data: { recoveries: 6 } });
  });
});

describe('reports', () => {
  test('the funnel counts each as far as it came, and names the step that loses most', async () => {
    const { body } = await get('Auditor', '/funnel?by=mode&applicant=eligible&timeZone=Europe/Berlin');
    expect(body.total).toMatchObject({
      started: 5,
      begun: 4,
      presented: 4,
      facePassed: 3,
      matched: 2,
      granted: 2,
    });
    expect(body.rows.map(({ key, started }: { key: string; started: number }) => [key, started])).toEqual([
      ['evaluation', 4],
      ['production', 1],
    ]);
    const evaluation = (await get('Auditor', '/funnel?mode=evaluation&applicant=eligible')).body;
    expect(evaluation.biggestLoss).toEqual({ from: 'started', to: 'begun', lost: 1, share: 0.25 });
  });

  test('the evaluation: who would have got in, who not and why', async () => {
    const { body } = await get('Auditor', '/evaluation');
    expect(body).toMatchObject({
      ...{ wouldHaveGotIn: 1, refused: 2, gaveUpInAll: 0, endedOtherwise: 0, underWay: 1 },
      refusals: [
        { code: 'faceNoMatch', cases: 1 },
        { code: 'nameMismatch', cases: 1 },
      ],
    });
    const whole = body.times.find(
      (each: { from: string; to: string }) => each.from === 'started' && each.to === 'granted',
    );
    expect(whole).toMatchObject({ cases: 1, median: expect.any(Number) });
  });

  test('a time zone that there is not', async () => {
    expect((await get('Auditor', '/funnel?timeZone=Middle/Earth')).status).toBe(422);
  });
});

describe('taking it along', () => {
  test('as a table: names only when asked for, and what was asked is in the record', async () => {
    const { body, headers } = await get('Auditor', '/export.csv?outcome=refused');
    expect(headers['content-disposition']).toBe('attachment; filename="recoveries.csv"');
    expect(body.trim().split('\r\n')).toHaveLength(4);
    expect(body).not.toMatch(/tiago/);
    expect(await lastAct()).toMatchObject({
      ...{ activity: 'admin.recoveriesExported', data: { format: 'csv', people: false } },
    });
    const named = (await get('Auditor', '/export.csv?outcome=refused&people=true')).body;
    expect(named).toContain('tiago.ferreira,Tiago Ferreira');
  });

  test('a name that a spreadsheet would run is text', async () => {
    const accounts = portal.installation.builtInDirectory.accounts;
    const { id } = (await accounts.find('tiago.ferreira'))!;
    await accounts.edit({ id, changes: { givenName: '=cmd|calc' } });
    const named = (await get('Auditor', '/export.csv?people=true')).body;
    await accounts.edit({ id, changes: { givenName: 'Tiago' } });
    expect(named).toContain(",'=cmd|calc Ferreira");
  });

  test('as JSON lines, each a case', async () => {
    const { body, headers } = await get('Auditor', '/export.jsonl');
    expect(headers['content-type']).toContain('application/jsonl');
    const lines = body
      .trim()
      .split('\n')
      .map((line: string) => JSON.parse(line));
    expect([lines.length, lines[0].caseNumber]).toEqual([6, cases.open]);
    expect(JSON.stringify(lines)).not.toContain('tiago');
  });
});

describe('what an admin does about a case', () => {
  test('stops it, once; the person sees that it ended', async () => {
    expect((await post('Recovery Administrator', `/${cases.open}/stop`)).status).toBe(204);
    expect(await lastAct()).toMatchObject({ activity: 'admin.recoveryStopped' });
    expect((await get('Auditor', `/${cases.open}`)).body).toMatchObject({
      ...{ outcome: 'stopped', endedFrom: 'explain', endCode: 'admin' },
    });
    const again = await post('Recovery Administrator', `/${cases.open}/stop`);
    expect([again.status, again.body.reason]).toEqual([409, 'endedAlready']);
    expect((await lastAct()).activity, 'what did not happen is not in the record').toBe(
      'admin.recoveryStopped',
    );
  });

  test('freezes the account behind it, without being told whose it is; a decoy has none', async () => {
    const accounts = portal.installation.builtInDirectory.accounts;
    expect((await post('Recovery Administrator', `/${cases.granted}/freeze-account`)).status).toBe(204);
    expect((await accounts.find('mara.lindqvist'))?.frozen).toBe(true);
    expect(await lastAct()).toMatchObject({ activity: 'admin.accountFrozen' });
    const { body: frozen } = await portal.ask('Auditor', 'GET', `${path}/${cases.granted}`);
    expect(frozen, 'and the page says so instead of offering it').toMatchObject({ accountFrozen: true });
    const again = await post('Recovery Administrator', `/${cases.granted}/freeze-account`);
    expect([again.status, again.body.reason]).toEqual([409, 'frozenAlready']);
    const nobody = await post('Recovery Administrator', `/${cases.unknown}/freeze-account`);
    expect([nobody.status, nobody.body.reason]).toEqual([409, 'noAccount']);
  });
});
