import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createRequirementWorker } from '../../administration/index.ts';
import { type Asker, openTestPortal, type TestPortal } from './test-portal.ts';

const admin: Asker = 'Recovery Administrator';
const second: Asker = 'Second Administrator';
const path = '/api/admin/recovery-requirements';

let portal: TestPortal;
let worker: ReturnType<typeof createRequirementWorker>;
let people: string[];
beforeAll(async () => {
  portal = await openTestPortal({ example: false });
  const { installation, journey, faceMatcher } = portal;
  worker = createRequirementWorker({ installation, journey, faceMatcher });
  people = await installation.builtInDirectory.accounts.createMany(
    Array.from({ length: 130 }, (_, n) => ({
      accountName: `person.${n}`,
      givenName: 'Per',
      surname: `Son${n}`,
      groups: ['Sales'],
      enabled: n !== 7,
      roles: n === 8 ? ['Auditor'] : [],
      mails: [{ mail: `person.${n}@example.org`, confirmed: true }],
    })),
  );
});
afterAll(() => portal.close());
beforeEach(() => portal.signInAgain());

async function signedIn(accountId: string): Promise<string> {
  const { methods, sessions } = portal.installation.builtInDirectory;
  const methodId = await methods.addTotp({ accountId, secret: Buffer.alloc(20) });
  const { sessionToken } = await sessions.open({ accountId, methodId: methodId!, userAgent: '' });
  return sessionToken;
}
const isSignedIn = async (token: string) =>
  (await portal.installation.builtInDirectory.sessions.read(token)) !== null;
const demand = (body: object, as: Asker = admin) => portal.ask(as, 'POST', path, { body });
const show = async (id: string) => (await portal.ask('Auditor', 'GET', `${path}/${id}`)).body;
const list = (text: string) => ({ kind: 'list', text });

test('the preview says whom it means, and who is left alone; nothing happens', async () => {
  const preview = async (scope: object) =>
    (await portal.ask(admin, 'POST', `${path}/preview`, { body: { scope } })).body;
  expect(await preview(list('person.1\nPERSON.1@example.org\r\nperson.7\nperson.8\n\nnobody'))).toEqual({
    total: 3,
    unknown: ['nobody'],
    skipped: { disabled: 1, privileged: 1 },
    // No profile yet in an installation just made: nobody could recover.
    cannotRecover: 1,
    needsSecondPerson: false,
  });
  expect(await preview({ kind: 'group', group: 'Sales' })).toMatchObject({
    total: 130,
    skipped: { disabled: 1, privileged: 1 },
    cannotRecover: 128,
    needsSecondPerson: true,
  });
  expect((await portal.ask(admin, 'GET', path)).body.items).toEqual([]);
});

test('D32: of one person: sessions end, methods are off, and a mail says how to come back', async () => {
  const token = await signedIn(people[1]!);
  const other = await signedIn(people[2]!);
  const { status, body } = await demand({
    scope: { kind: 'people', accountIds: [people[1]] },
    cannotRecover: 'include',
    notify: true,
  });
  expect([status, body.state, body.total]).toEqual([200, 'running', 1]);
  await worker.run({ forMs: 10_000 });
  expect(await show(body.id)).toMatchObject({
    state: 'finished',
    done: 1,
    outcomes: { required: 1 },
    methods: 1,
    sessions: 1,
  });
  expect([await isSignedIn(token), await isSignedIn(other)]).toEqual([false, true]);
  const [mail] = await portal.outbox.readLatest(1);
  expect([mail?.to, mail?.text.includes('/recover\n')]).toEqual([['person.1@example.org'], true]);
});

test('whoever recovery would refuse is left alone where the admin chose so', async () => {
  const token = await signedIn(people[3]!);
  const order = { scope: list('person.3'), notify: false };
  const { body } = await demand({ ...order, cannotRecover: 'skip' });
  await worker.run({ forMs: 10_000 });
  expect((await show(body.id)).outcomes).toEqual({ cannotRecover: 1 });
  expect(await isSignedIn(token)).toBe(true);
  expect((await demand(order)).status, 'it must be chosen').toBe(422);
});

test('D32: of more than twenty it takes two; then a group, in batches, with its report', async () => {
  const order = { scope: { kind: 'group', group: 'Sales' }, cannotRecover: 'include', notify: false };
  const asked = await demand(order);
  expect(asked.status).toBe(202);
  await worker.run({ forMs: 1_000 });
  const tokens = [await signedIn(people[4]!), await signedIn(people[8]!)];
  const { id: approval } = asked.body.approval;
  const agreed = await portal.ask(second, 'POST', `/api/admin/approvals/${approval}/approve`, { body: {} });
  expect([agreed.status, agreed.body.state]).toEqual([200, 'performed']);
  const { items } = (await portal.ask('Auditor', 'GET', path)).body;
  const { id } = items[0];
  await worker.run({ forMs: 0 });
  expect(await show(id)).toMatchObject({ state: 'running', done: 50, total: 130 });
  // A restart: another worker goes on in the middle.
  const { installation, journey, faceMatcher } = portal;
  await createRequirementWorker({ installation, journey, faceMatcher }).run({ forMs: 60_000 });
  expect(await show(id)).toMatchObject({
    state: 'finished',
    done: 130,
    outcomes: { required: 128, disabled: 1, privileged: 1 },
  });
  expect([await isSignedIn(tokens[0]!), await isSignedIn(tokens[1]!)], 'no admin is locked out').toEqual([
    false,
    true,
  ]);
  const only = await portal.ask('Auditor', 'GET', `${path}/${id}/people?outcome=privileged`);
  expect(only.body.items).toMatchObject([{ accountName: 'person.8', outcome: 'privileged' }]);
  const csv = await portal.ask('Auditor', 'GET', `${path}/${id}/people.csv`);
  expect(csv.body.split('\r\n')).toHaveLength(132);
  const entries = await installation.audit.readChain('administration');
  expect(entries.slice(-4).map(({ activity, data }) => [activity, data.to ?? data.people])).toEqual([
    ['admin.recoveryRequiredOfSome', 50],
    ['admin.recoveryRequiredOfSome', 100],
    ['admin.recoveryRequiredOfSome', 130],
    ['admin.recoveryRequirementDone', 130],
  ]);
});

describe('agreed to for so many, it is not done to more (D32, T23)', () => {
  const order = { cannotRecover: 'include', notify: false };
  const agree = (asked: { body: { approval: { id: string } } }) =>
    portal.ask(second, 'POST', `/api/admin/approvals/${asked.body.approval.id}/approve`, { body: {} });
  const ids = async (names: readonly string[]) => {
    const { accounts } = portal.installation.builtInDirectory;
    return accounts.createMany(names.map((accountName) => ({ accountName, givenName: 'A', surname: 'B' })));
  };
  const names = (beginning: string) => Array.from({ length: 21 }, (_, n) => `${beginning}.${n}`);

  test('a group that has grown while it waited', async () => {
    const { groups } = portal.installation.builtInDirectory;
    const members = await ids(names('grows'));
    await groups.changeMembers({ group: 'Growing', add: members, remove: [] });
    const asked = await demand({ ...order, scope: { kind: 'group', group: 'Growing' } });
    expect(asked.status).toBe(202);
    const before = (await portal.ask('Auditor', 'GET', path)).body.items;
    await groups.changeMembers({ group: 'Growing', add: [people[40]!], remove: [] });
    expect((await agree(asked)).body).toMatchObject({ state: 'failed', reason: 'changedMeanwhile' });
    expect((await portal.ask('Auditor', 'GET', path)).body.items).toEqual(before);
    const again = await demand({ ...order, scope: { kind: 'group', group: 'Growing' } });
    await groups.changeMembers({ group: 'Growing', add: [], remove: [people[40]!] });
    expect((await agree(again)).body.state, 'of fewer it is').toBe('performed');
  });

  test('a list whose names are somebody else’s by then', async () => {
    const { accounts } = portal.installation.builtInDirectory;
    const [first, ...others] = names('named');
    const [meant, ...rest] = await ids([first!, ...others]);
    const asked = await demand({ ...order, scope: list([first, ...others].join('\n')) });
    await accounts.edit({ id: meant!, changes: { accountName: 'named.otherwise' } });
    await accounts.edit({ id: people[41]!, changes: { accountName: first! } });
    expect((await agree(asked)).body.state).toBe('performed');
    const { id } = (await portal.ask('Auditor', 'GET', path)).body.items[0];
    const { body } = await portal.ask('Auditor', 'GET', `${path}/${id}/people?limit=100`);
    const listed = body.items.map(({ accountId }: { accountId: string }) => accountId);
    expect(listed.toSorted()).toEqual([meant, ...rest].toSorted());
  });
});

test('stopped: whoever had their turn has had it, nobody else will', async () => {
  const scope = { kind: 'people', accountIds: people.slice(20, 30) };
  const { body } = await demand({ scope, cannotRecover: 'include', notify: false });
  const stopped = await portal.ask(admin, 'POST', `${path}/${body.id}/stop`);
  expect(stopped.body.state).toBe('stopped');
  await worker.run({ forMs: 1_000 });
  expect(await show(body.id)).toMatchObject({ state: 'stopped', done: 0, outcomes: {} });
  expect((await portal.ask(admin, 'POST', `${path}/${body.id}/stop`)).status).toBe(412);
});

test.each([
  [{ kind: 'list', text: 'nobody at all' }, 'nobody'],
  [{ kind: 'group', group: 'No such group' }, 'nobody'],
  [{ kind: 'list', text: Array.from({ length: 10_001 }, (_, n) => n).join('\n') }, 'listTooLong'],
])('what means nobody, or too many', async (scope, reason) => {
  const told = await demand({ scope, cannotRecover: 'include', notify: false });
  expect([told.status, told.body.reason]).toEqual([422, reason]);
});

test('D34: a person who holds a role is changed, and given roles, by two', async () => {
  const id = people[8]!;
  const version = async () => ({
    'if-match': String((await portal.ask(admin, 'GET', `/api/admin/people/${id}`)).headers.etag),
  });
  const edit = await portal.ask(admin, 'PATCH', `/api/admin/people/${id}`, {
    body: { surname: 'Other' },
    headers: await version(),
  });
  expect(edit.status).toBe(202);
  const approve = (as: Asker, approval: string) =>
    portal.ask(as, 'POST', `/api/admin/approvals/${approval}/approve`, { body: {} });
  expect((await approve(admin, edit.body.approval.id)).body.reason).toBe('ownRequest');
  expect((await approve(second, edit.body.approval.id)).body.state).toBe('performed');
  const shown = (await portal.ask(admin, 'GET', `/api/admin/people/${id}`)).body;
  expect([shown.surname, shown.heldUntil !== null]).toEqual(['Other', true]);

  const roles = await portal.ask(admin, 'PUT', `/api/admin/people/${people[9]}/roles`, {
    body: { roles: ['Help Desk'] },
    headers: { 'if-match': '"1"' },
  });
  expect(roles.status).toBe(202);
  expect((await approve(second, roles.body.approval.id)).body.state).toBe('performed');
  const mine = await portal.ask(admin, 'PUT', `/api/admin/people/${portal.accountIdOf(admin!)}/roles`, {
    body: { roles: ['Recovery Administrator', 'Auditor'] },
    headers: { 'if-match': '"1"' },
  });
  expect(mine.body.reason).toBe('yourself');
  const taken = await portal.ask(admin, 'PUT', `/api/admin/people/${people[9]}/roles`, {
    body: { roles: [] },
    headers: { 'if-match': '"2"' },
  });
  expect([taken.status, 'to take a role away takes nobody else']).toEqual([
    200,
    'to take a role away takes nobody else',
  ]);
});
