import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Asker, openTestPortal, type TestPortal } from './test-portal.ts';

const asker: Asker = 'Recovery Administrator';
const second: Asker = 'Second Administrator';
const hour = 60 * 60_000;

let portal: TestPortal;
beforeAll(async () => {
  portal = await openTestPortal({ example: false });
});
afterAll(() => portal.close());
beforeEach(() => portal.signInAgain());

async function readSecondPerson(as: Asker = asker) {
  const { status, body } = await portal.ask(as, 'GET', '/api/admin/settings');
  const { version, value } = body.secondPerson ?? {};
  return { status, required: value?.required, headers: { 'if-match': `"${version}"` } };
}
const isRequired = async () => (await readSecondPerson()).required;
const switchTo = async (required: boolean, as: Asker = asker) =>
  portal.ask(as, 'PUT', '/api/admin/settings/second-person', {
    body: { required },
    headers: (await readSecondPerson()).headers,
  });
const askToSwitchOff = (as: Asker = asker) => switchTo(false, as);
const decide = (as: Asker, id: string, verb: string, body: object = {}) =>
  portal.ask(as, 'POST', `/api/admin/approvals/${id}/${verb}`, { body });
const show = async (id: string) => (await portal.ask(asker, 'GET', `/api/admin/approvals/${id}`)).body;
const entries = async () => await portal.installation.audit.readChain('administration');
const lastEntries = async (count: number) =>
  (await entries()).slice(-count).map(({ activity, code, actor, data }) => ({ activity, code, actor, data }));
const actorOf = (as: NonNullable<Asker>) => `admin:${portal.accountIdOf(as)}`;
/** One that waits; withdrawn by the test that leaves it so. */
const waiting = async (): Promise<string> => (await askToSwitchOff()).body.approval.id;

test('outside an example a second person is required, and switching that off takes one (D3, T23)', async () => {
  const { status, body } = await askToSwitchOff();
  expect(status).toBe(202);
  expect(Object.keys(body)).toEqual(['approval']);
  const { id, expiresAt } = body.approval;
  expect(expiresAt - portal.now()).toBeGreaterThan(72 * hour - 60_000);
  expect(expiresAt - portal.now()).toBeLessThanOrEqual(72 * hour);
  expect(await isRequired()).toBe(true);

  const listed = await portal.ask('Auditor', 'GET', '/api/admin/approvals');
  expect(listed.body.items).toMatchObject([
    {
      id,
      act: 'settings.secondPerson',
      subject: { kind: 'settings', id: 'secondPerson', name: 'Your organisation', version: 1 },
      changes: [{ field: 'secondPersonRequired', before: 'true', after: 'false' }],
      askedBy: { actor: actorOf('Recovery Administrator'), displayName: 'Recovery Administrator Test' },
      state: 'pending',
      decidedBy: null,
      yours: false,
    },
  ]);

  const counted = async (as: Asker) =>
    (await portal.ask(as, 'GET', '/api/admin/session')).body.pendingApprovals;
  expect([await counted(asker), await counted(second), await counted('Auditor')]).toEqual([0, 1, 0]);

  const approved = await decide(second, id, 'approve');
  expect([approved.status, approved.body.state, approved.body.decidedBy.actor]).toEqual([
    200,
    'performed',
    actorOf('Second Administrator'),
  ]);
  expect(await isRequired()).toBe(false);
  expect(await lastEntries(4)).toEqual([
    {
      activity: 'admin.approvalAsked',
      code: '',
      actor: actorOf('Recovery Administrator'),
      data: { approval: id, act: 'settings.secondPerson', subject: 'settings:secondPerson' },
    },
    {
      activity: 'admin.approvalGiven',
      code: '',
      actor: actorOf('Second Administrator'),
      data: { approval: id, act: 'settings.secondPerson', askedBy: actorOf('Recovery Administrator') },
    },
    {
      activity: 'admin.secondPersonSwitched',
      code: '',
      actor: actorOf('Recovery Administrator'),
      data: { required: false, approval: id, approvedBy: actorOf('Second Administrator') },
    },
    {
      activity: 'alarm.secondPersonOff',
      code: '',
      actor: actorOf('Recovery Administrator'),
      data: { approval: id, approvedBy: actorOf('Second Administrator') },
    },
  ]);

  // Where none is required, one person does it at once; and so it is on again.
  const on = await switchTo(true);
  expect([on.status, await isRequired()]).toEqual([200, true]);
});

describe('who may agree', () => {
  test('not who asked; there is an entry', async () => {
    const id = await waiting();
    const told = await decide(asker, id, 'approve');
    expect([told.status, told.body.error, told.body.reason]).toEqual([409, 'refused', 'ownRequest']);
    expect(await lastEntries(1)).toMatchObject([{ activity: 'admin.approvalDenied', code: 'ownRequest' }]);
    expect((await show(id)).yours).toBe(true);
    await decide(asker, id, 'withdraw');
  });

  test('not a second account of the same person: the same employee number; it rings (T23)', async () => {
    const { accounts } = portal.installation.builtInDirectory;
    const ids = [portal.accountIdOf('Recovery Administrator'), portal.accountIdOf('Second Administrator')];
    for (const id of ids) await accounts.edit({ id, changes: { employeeNumber: '4711' } });
    const id = await waiting();
    const told = await decide(second, id, 'approve');
    expect([told.status, told.body.reason, await isRequired()]).toEqual([409, 'samePerson', true]);
    expect(await lastEntries(2)).toMatchObject([
      { activity: 'admin.approvalDenied', code: 'samePerson' },
      { activity: 'alarm.ownApprovalTried', code: 'samePerson', data: { approval: id } },
    ]);
    await accounts.edit({ id: ids[1]!, changes: { employeeNumber: '4712' } });
    expect((await decide(second, id, 'reject', { reason: 'No.' })).status).toBe(200);
    for (const each of ids) await accounts.edit({ id: each, changes: { employeeNumber: '' } });
  });

  test.each([
    ['lost the role', { roles: [] }, { roles: ['Recovery Administrator'] }],
    ['was disabled', { enabled: false }, { enabled: true }],
  ] as const)('nobody, once who asked %s', async (_name, changes, back) => {
    const { accounts } = portal.installation.builtInDirectory;
    const id = await waiting();
    const askerId = portal.accountIdOf('Recovery Administrator');
    await accounts.edit({ id: askerId, changes });
    const told = await decide(second, id, 'approve');
    expect([told.status, told.body.reason]).toEqual([409, 'askerGone']);
    await accounts.edit({ id: askerId, changes: back });
    await decide(second, id, 'reject', { reason: '' });
    expect(await isRequired()).toBe(true);
  });

  test('not somebody whose sign-in is older than ten minutes (R34)', async () => {
    const id = await waiting();
    portal.pass({ minutes: 11 });
    const told = await decide(second, id, 'approve');
    expect([told.status, told.body.error]).toEqual([403, 'signInAgain']);
    await decide(asker, id, 'withdraw');
  });

  test.each(['Auditor', 'Help Desk', 'Nobody Special'] as const)('not %s', async (as) => {
    const id = await waiting();
    const told = [];
    for (const verb of ['approve', 'reject', 'withdraw'])
      told.push((await decide(as, id, verb, { reason: '' })).status);
    expect(told).toEqual([403, 403, 403]);
    const reads = as === 'Auditor' ? 200 : 403;
    expect((await portal.ask(as, 'GET', '/api/admin/approvals')).status).toBe(reads);
    expect((await portal.ask(as, 'GET', `/api/admin/approvals/${id}`)).status).toBe(reads);
    expect((await readSecondPerson(as)).status).toBe(reads);
    expect((await askToSwitchOff(as)).status).toBe(403);
    await decide(asker, id, 'withdraw');
  });

  test('whoever holds the socket on the host may ask; agreeing is for named administrators', async () => {
    const { administration, installation } = portal;
    const { version } = (await installation.policy.readOrganisation())!;
    const asked = await administration.setSecondPerson({ required: false, expectedVersion: version });
    if (asked.kind !== 'pending') throw new Error('it should wait');
    await expect(administration.approve({ id: asked.approval.id })).rejects.toMatchObject({
      reason: 'ownRequest',
    });
    const id = asked.approval.id;
    expect((await show(id)).askedBy).toEqual({ actor: 'admin:host', displayName: '' });
    await administration.withdraw({ id });
    const other = await waiting();
    await expect(administration.approve({ id: other })).rejects.toThrow('as a named administrator');
    await decide(asker, other, 'withdraw');
  });
});

describe('it is decided once', () => {
  test('rejected with a reason for who asked; withdrawn only by who asked', async () => {
    const id = await waiting();
    expect((await decide(second, id, 'withdraw')).body.reason).toBe('notYourRequest');
    expect((await decide(asker, id, 'reject', { reason: 'x' })).body.reason).toBe('ownRequest');
    const rejected = await decide(second, id, 'reject', { reason: 'Call me first.' });
    expect(rejected.body).toMatchObject({ state: 'rejected', reason: 'Call me first.' });
    for (const verb of ['approve', 'reject']) {
      const told = await decide(second, id, verb, { reason: '' });
      expect([told.status, told.body.reason]).toEqual([409, 'alreadyDecided']);
    }
    expect((await decide(asker, id, 'withdraw')).body.reason).toBe('alreadyDecided');
    expect(await isRequired()).toBe(true);
    const closed = await portal.ask('Auditor', 'GET', '/api/admin/approvals?state=closed&limit=1');
    expect(closed.body.items).toMatchObject([{ id, state: 'rejected' }]);
    expect(closed.body.next).toBe(id);
  });

  test('the same act on the same subject waits once', async () => {
    const id = await waiting();
    const again = await askToSwitchOff();
    expect([again.status, again.body.reason]).toEqual([409, 'approvalPending']);
    await decide(asker, id, 'withdraw');
  });

  test('two who agree at the same moment: it is done once', async () => {
    const id = await waiting();
    const told = await Promise.all([decide(second, id, 'approve'), decide(second, id, 'approve')]);
    expect(told.map(({ status }) => status).sort()).toEqual([200, 409]);
    const done = (await entries()).filter(
      ({ activity, data }) => activity === 'admin.secondPersonSwitched' && data.approval === id,
    );
    expect(done).toHaveLength(1);
    await portal.administration.setSecondPerson({
      required: true,
      expectedVersion: (await portal.installation.policy.readOrganisation())!.version,
    });
  });

  test('after 72 hours it cannot be agreed to, and is closed with an entry', async () => {
    const id = await waiting();
    portal.pass({ minutes: 72 * 60 });
    await portal.signInAgain();
    expect((await show(id)).state).toBe('expired');
    expect((await decide(second, id, 'approve')).body.reason).toBe('alreadyDecided');
    const next = await waiting();
    const expired = (await entries()).filter(({ activity }) => activity === 'admin.approvalExpired');
    expect(expired.at(-1)).toMatchObject({ actor: 'system', data: { approval: id } });
    await decide(asker, next, 'withdraw');
  });
});

describe('performing looks at everything again', () => {
  test('what cannot be done any more is closed with its reason, and nothing of it stands', async () => {
    const { policy } = portal.installation;
    const asked = await portal.administration.setSecondPerson({
      required: false,
      expectedVersion: (await policy.readOrganisation())!.version,
    });
    if (asked.kind !== 'pending') throw new Error('it should wait');
    const { id } = asked.approval;
    const { database } = portal.installation;
    const organisation = (await policy.readOrganisation())!;
    // Meanwhile the rules became such that no door would let them through: a change on top of them is refused.
    await database
      .query()
      .updateTable('organisation')
      .set({ content: JSON.stringify({ ...organisation, defaultCountry: 'XX' }) as never })
      .execute();
    const told = await decide(second, id, 'approve');
    expect(told.body).toMatchObject({ state: 'failed', reason: 'invalid' });
    expect(await isRequired()).toBe(true);
    expect(await lastEntries(1)).toMatchObject([
      { activity: 'admin.approvalFailed', data: { approval: id, reason: 'invalid' } },
    ]);
    await database
      .query()
      .updateTable('organisation')
      .set({ content: JSON.stringify(organisation) as never })
      .execute();
  });

  test.each([
    ['another act', { act: 'trustAnchor.switchOn' }],
    ['another asker, so that who asked can agree', { asked_by: 'admin:host' }],
    ['more time', { expires_at: 9e15 }],
  ])('whoever writes to the database cannot slip in %s (T23)', async (_name, forged) => {
    const id = await waiting();
    const { database } = portal.installation;
    await database.query().updateTable('approval').set(forged).where('id', '=', id).execute();
    for (const as of [asker, second]) expect((await decide(as, id, 'approve')).body.error).toBe('notFound');
    expect(await lastEntries(1)).toMatchObject([
      { activity: 'alarm.approvalForged', data: { approval: id } },
    ]);
    expect((await portal.ask(second, 'GET', '/api/admin/approvals')).body.items).toEqual([]);
    expect(await isRequired()).toBe(true);
    await database.query().deleteFrom('approval').where('id', '=', id).execute();
  });
});

test('an edit that started from another version is refused, and one that names none', async () => {
  const put = (headers: Readonly<Record<string, string>>) =>
    portal.ask(asker, 'PUT', '/api/admin/settings/second-person', { body: { required: false }, headers });
  expect((await put({ 'if-match': '"99999"' })).status).toBe(412);
  expect((await put({})).body.reason).toBe('versionMissing');
});

describe('in an example', () => {
  let example: TestPortal;
  beforeAll(async () => {
    example = await openTestPortal();
  });
  afterAll(() => example.close());

  test('one admin is enough, unless it says otherwise (D3)', async () => {
    const read = await example.ask(asker, 'GET', '/api/admin/settings');
    expect(read.body.secondPerson.value).toEqual({ required: false });
    for (const enabled of [false, true])
      expect((await example.administration.switchIssuer({ anchorId: 'sandbox', enabled })).kind).toBe(
        'performed',
      );
  });
});

describe('the other admins are told by mail that something waits for them (D3)', () => {
  const mails = async () =>
    (await portal.installation.mailQueue.readLatest(50)).filter(({ kind }) => kind === 'approvalWaits');
  const set = (as: NonNullable<Asker>, changes: object) =>
    portal.installation.builtInDirectory.accounts.edit({ id: portal.accountIdOf(as), changes });

  test('in the transaction of the request: who may agree, and nobody else; no word of what it is', async () => {
    const before = (await mails()).length;
    const id = await waiting();
    const told = (await mails()).slice(0, (await mails()).length - before);
    expect(told.map(({ to }) => to)).toEqual([['second.administrator@example.org']]);
    const { values } = told[0]!;
    expect(Object.keys(values).toSorted()).toEqual(['link', 'name', 'organisation', 'time']);
    expect(values.link).toBe('https://recover.example.org/admin');
    const [mail] = await portal.outbox.readLatest(1);
    expect(`${mail?.subject} ${mail?.text}`).not.toMatch(/secondPerson|second person is needed|Test\b/);
    expect(`${mail?.subject} ${mail?.text}`).not.toContain(id);
    await decide(asker, id, 'withdraw');
  });

  test('not one who asks for what waits already, not a disabled admin, not the same person with another account', async () => {
    const id = await waiting();
    const before = (await mails()).length;
    expect((await askToSwitchOff()).status).toBe(409);
    expect(await mails()).toHaveLength(before);
    await decide(asker, id, 'withdraw');

    await set('Second Administrator', { enabled: false });
    await decide(asker, await waiting(), 'withdraw');
    expect(await mails()).toHaveLength(before);
    await set('Second Administrator', { enabled: true, employeeNumber: 'E-7' });
    await set(asker, { employeeNumber: 'E-7' });
    await decide(asker, await waiting(), 'withdraw');
    expect(await mails()).toHaveLength(before);
    await set('Second Administrator', { employeeNumber: '' });
    await set(asker, { employeeNumber: '' });
    await portal.signInAgain();
  });
});
