import { sign } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../../recovery/audit/index.ts';
import { createTestAuditStore } from '../../../recovery/audit/test-audit-store.ts';
import { type Asker, openTestPortal, type TestPortal } from './test-portal.ts';

const path = '/api/admin/audit';
let portal: TestPortal;
let caseNumber = '';

beforeAll(async () => {
  portal = await openTestPortal();
  const browser = portal.openBrowser();
  await browser.post('/api/recovery', { identifier: 'tiago.ferreira' });
  await browser.post('/api/recovery/begin');
  caseNumber = String((await browser.get('/api/recovery')).body.caseNumber);
  await portal.openBrowser().post('/api/recovery', { identifier: 'nobody.atall' });
  await portal.ask('Recovery Administrator', 'POST', `/api/admin/recoveries/${caseNumber}/freeze-account`, {
    body: {},
  });
  await checkpoint();
});
afterAll(() => portal.close());

async function checkpoint() {
  const { audit, keys } = portal.installation;
  const head = await audit.checkpoint({
    now: portal.now(),
    sign: (data) => sign(null, data, keys.auditSigningKey),
  });
  return head?.hash ?? '';
}
const get = (as: Asker, below: string) => portal.ask(as, 'GET', `${path}${below}`);
const found = async (query: string): Promise<string[]> =>
  (await get('Auditor', query)).body.items.map((each: { activity: string }) => each.activity);

async function verified(body: object = {}) {
  expect((await portal.ask('Auditor', 'POST', `${path}/verification`, { body })).status).toBe(202);
  for (;;) {
    const work = (await get('Auditor', '/verification')).body;
    if (work.state !== 'running') return work;
    await new Promise((later) => setTimeout(later, 10));
  }
}

describe('who may (R31)', () => {
  test.each(['', '/summary', '/verification', '/export.jsonl'])('GET %s', async (below) => {
    const statuses = [];
    for (const as of ['Recovery Administrator', 'Auditor', 'Help Desk', 'Nobody Special'] as const)
      statuses.push((await get(as, below)).status);
    expect(statuses).toEqual([200, 200, 403, 403]);
  });
  test('verifying reads; an auditor may', async () => {
    expect((await portal.ask('Help Desk', 'POST', `${path}/verification`, { body: {} })).status).toBe(403);
    expect((await verified()).state).toBe('done');
  });
});

describe('looking through the record', () => {
  test('the latest first, with the names of admins, and no value of a person', async () => {
    const { items } = (await get('Auditor', '?activity=admin.accountFrozen')).body;
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      chain: 'administration',
      actor: {
        id: `admin:${portal.accountIdOf('Recovery Administrator')}`,
        displayName: 'Recovery Administrator Test',
      },
      caseNumber: null,
    });
    const everything = JSON.stringify((await get('Auditor', '?limit=200')).body);
    for (const value of ['tiago', 'nobody.atall', 'Ferreira']) expect(everything).not.toContain(value);
  });

  test('narrowed by case, actor, reason, result, time', async () => {
    expect(await found(`?case=${caseNumber.toLowerCase()}`)).toEqual([
      'recovery.begun',
      'eligibility.assessed',
    ]);
    expect(await found('?case=ZZZZ-ZZZZ')).toEqual([]);
    expect(await found('?code=unknownAccount')).toEqual(['eligibility.assessed']);
    expect(await found('?result=refused')).toEqual(['eligibility.assessed']);
    const actor = `admin:${portal.accountIdOf('Recovery Administrator')}`;
    expect(await found(`?actor=${actor}&administration=true`)).toContain('admin.accountFrozen');
    expect(await found(`?from=${portal.now() + 60_000}`)).toEqual([]);
    expect((await found('?activity=recovery.begun')).length).toBe(1);
  });

  test('narrowed to what was done about one person, and no other by a part of their id', async () => {
    const account = (await portal.installation.builtInDirectory.accounts.find('tiago.ferreira'))!;
    await portal.ask('Recovery Administrator', 'GET', `/api/admin/people/${account.id}`);
    expect(await found(`?person=${account.id}`)).toEqual(['admin.personLookedUp', 'admin.accountFrozen']);
    expect(await found(`?person=${account.id}&activity=admin.accountFrozen`)).toEqual([
      'admin.accountFrozen',
    ]);
    expect(
      await found(`?person=${account.id}&case=${caseNumber}`),
      'their recovery names them by a hash',
    ).toEqual([]);
    expect(await found(`?person=${account.id.slice(0, -1)}`)).toEqual([]);
    const { body: whom } = await get('Auditor', `/people/${account.id}`);
    expect(whom).toEqual({ id: account.id, accountName: 'tiago.ferreira', displayName: 'Tiago Ferreira' });
    expect((await get('Auditor', '/people/nobody')).status).toBe(404);
    const { status, body } = await get('Auditor', '?person=a%20b');
    expect([status, body.fields[0].field]).toEqual([422, 'person']);
    const { body: lines } = await get('Auditor', `/export.jsonl?person=${account.id}`);
    expect(lines.trim().split('\n')).toHaveLength(2);
  });

  test('page by page, each once', async () => {
    const seen: string[] = [];
    for (let after = ''; ; ) {
      const { items, next } = (await get('Auditor', `?limit=2&after=${encodeURIComponent(after)}`)).body;
      seen.push(...items.map((each: { hash: string }) => each.hash));
      if (next === null) break;
      after = next;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe((await get('Auditor', '?limit=200')).body.items.length);
  });

  test.each(['?activity=made.up', '?code=madeUp', '?actor=%27%20or%201=1', '?from=x'])(
    '%s is refused',
    async (query) => {
      expect((await get('Auditor', query)).status).toBe(422);
    },
  );

  test('how much there is, and who signs it', async () => {
    const { body } = await get('Auditor', '/summary');
    expect(body).toMatchObject({ publicKey: portal.installation.keys.auditPublicKey });
    expect(body.checkpoints[0].sequence).toBe(0);
    expect(body.entries).toBeGreaterThan(3);
  });
});

describe('verified on screen (D35)', () => {
  test('sound, with the head to keep; and that it was done is in the record', async () => {
    const head = await checkpoint();
    const work = await verified({ expectedHead: head });
    expect(work).toMatchObject({ state: 'done', startedBy: `admin:${portal.accountIdOf('Auditor')}` });
    expect(work.result).toMatchObject({ head, flaws: [], flawsInAll: 0 });
    expect(work.done).toBe(work.total);
    expect(await found('?activity=admin.auditVerified&limit=1')).toEqual(['admin.auditVerified']);
  });

  test('a head that is not there: the record was cut short', async () => {
    const { result } = await verified({ expectedHead: 'x'.repeat(43) });
    expect(result.flaws).toEqual([{ code: 'headNotFound' }]);
  });

  test('what is no head is refused at its field', async () => {
    const told = await portal.ask('Auditor', 'POST', `${path}/verification`, {
      body: { expectedHead: 'short' },
    });
    expect([told.status, told.body.fields[0].field]).toEqual([422, 'expectedHead']);
  });

  test('an entry that somebody changed is named, with its case', async () => {
    const db = portal.installation.database.query();
    await sql`update audit_entry set activity = 'matching.passed' where activity = 'recovery.begun'`.execute(
      db,
    );
    const { result } = await verified();
    expect(result.flaws).toEqual([
      { code: 'entryChanged', chain: expect.any(String), sequence: 1, caseNumber },
    ]);
    await sql`update audit_entry set activity = 'recovery.begun' where activity = 'matching.passed'`.execute(
      db,
    );
    expect((await verified()).result.flawsInAll).toBe(0);
  });
});

describe('taken along as JSON lines', () => {
  const lines = async (query: string) => {
    const { body } = await get('Auditor', `/export.jsonl${query}`);
    return body
      .trim()
      .split('\n')
      .map((line: string) => JSON.parse(line));
  };

  test('the whole record can be verified elsewhere, and says that it is whole', async () => {
    await checkpoint();
    const [key, ...rest] = await lines('');
    const end = rest.pop();
    const store = createTestAuditStore();
    for (const { kind, ...line } of rest)
      (kind === 'entry' ? store.entries : store.checkpoints).push(line as never);
    expect(end).toEqual({ kind: 'end', entries: store.entries.length, head: store.checkpoints.at(-1)?.hash });
    expect(await verifyAudit({ store, publicKey: key.x, expectedHead: end.head })).toMatchObject({
      ...{ flaws: [], entries: end.entries },
    });
    store.entries.shift();
    expect((await verifyAudit({ store, publicKey: key.x })).flawsInAll).toBeGreaterThan(0);
  });

  test('or what a search finds; and that it was taken is in the record', async () => {
    const taken = await lines(`?case=${caseNumber}`);
    expect(taken.map((each: { activity: string }) => each.activity)).toEqual([
      ...['recovery.begun', 'eligibility.assessed'],
    ]);
    expect(await found('?activity=admin.auditExported&limit=1')).toEqual(['admin.auditExported']);
    expect((await get('Auditor', '/export.jsonl?case=ZZZZ-ZZZZ')).body).toBe('');
  });
});
