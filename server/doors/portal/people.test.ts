import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Asker, openTestPortal, type TestPortal } from './test-portal.ts';

const admin: Asker = 'Recovery Administrator';
const hour = 60 * 60_000;

let portal: TestPortal;
beforeAll(async () => {
  portal = await openTestPortal();
});
afterAll(() => portal.close());
beforeEach(() => portal.signInAgain());

const idOf = async (accountName: string) =>
  (await portal.installation.builtInDirectory.accounts.find(accountName))!.id;
const show = (id: string, as: Asker = admin) => portal.ask(as, 'GET', `/api/admin/people/${id}`);
const search = (filter: object, as: Asker = admin, page: object = {}) =>
  portal.ask(as, 'POST', '/api/admin/people/search', { body: { filter, ...page } });
async function edit(id: string, changes: object, as: Asker = admin) {
  const { headers } = await show(id);
  const ifMatch = { 'if-match': String(headers.etag) };
  return portal.ask(as, 'PATCH', `/api/admin/people/${id}`, { body: changes, headers: ifMatch });
}
const lastEntry = async () => (await portal.installation.audit.readChain('administration')).at(-1)!;
const unmet = async (id: string) =>
  (await show(id)).body.today.checks
    .filter(({ met }: { met: boolean }) => !met)
    .map(({ code }: { code: string }) => code);

describe('who may do what with people (D34, R31)', () => {
  test.each<[string, string, object | undefined, (Asker | 'everybody')[]]>([
    ['POST', '/api/admin/people/search', {}, ['everybody']],
    ['POST', '/api/admin/people/count', {}, [admin, 'Auditor']],
    ['GET', '/api/admin/people/:mara', undefined, [admin, 'Auditor']],
    ['GET', '/api/admin/people/:mara/contact', undefined, ['everybody']],
    ['POST', '/api/admin/people/:nobody/start-page', undefined, [admin, 'Help Desk']],
    ['POST', '/api/admin/people', {}, [admin]],
    ['PATCH', '/api/admin/people/:mara', {}, [admin]],
    ['PUT', '/api/admin/people/:mara/roles', { roles: [] }, [admin]],
    ['PUT', '/api/admin/people/:nobody/frozen', undefined, [admin]],
    ['DELETE', '/api/admin/people/:nobody/frozen', undefined, [admin]],
    ['GET', '/api/admin/holds', undefined, [admin, 'Auditor']],
    ['GET', '/api/admin/groups', undefined, [admin, 'Auditor']],
    ['POST', '/api/admin/groups/members', { group: 'Staff' }, [admin]],
    ['POST', '/api/admin/groups/rename', { from: 'x', to: 'y' }, [admin]],
    ['POST', '/api/admin/people-imports', undefined, [admin]],
    ['GET', '/api/admin/people-imports', undefined, [admin, 'Auditor']],
    ['GET', '/api/admin/people-imports/x/problems', undefined, [admin, 'Auditor']],
    ['GET', '/api/admin/people-imports/x/not-undone', undefined, [admin, 'Auditor']],
    ['POST', '/api/admin/people-imports/x/apply', undefined, [admin]],
    ['POST', '/api/admin/people-imports/x/undo', undefined, [admin]],
    ['DELETE', '/api/admin/people-imports/x', undefined, [admin]],
    [
      'POST',
      '/api/admin/recovery-requirements/preview',
      { scope: { kind: 'group', group: 'Nobody' } },
      [admin],
    ],
    [
      'POST',
      '/api/admin/recovery-requirements',
      { scope: { kind: 'group', group: 'Nobody' }, cannotRecover: 'skip', notify: false },
      [admin],
    ],
    ['GET', '/api/admin/recovery-requirements', undefined, [admin, 'Auditor']],
  ])('%s %s', async (method, path, body, allowed) => {
    const url = path
      .replace(':mara', await idOf('mara.lindqvist'))
      .replace(':nobody', '00000000-0000-7000-8000-000000000000');
    for (const as of [admin, 'Auditor', 'Help Desk', 'Nobody Special', null] as const) {
      const told = await portal.ask(as, method as 'GET', url, body === undefined ? {} : { body });
      const mayEnter =
        allowed.includes(as) || (allowed.includes('everybody') && as !== null && as !== 'Nobody Special');
      expect([as, [401, 403].includes(told.status)]).toEqual([as, !mayEnter]);
    }
  });

  test('the help desk finds by three letters, and learns names only (D34)', async () => {
    const names = (as: Asker, text: string) => search({ text }, as).then(({ body }) => body);
    expect((await names('Help Desk', 'ma')).items).toEqual([]);
    expect((await search({ privileged: true }, 'Help Desk')).body.items).toEqual([]);
    const { items, next } = await names('Help Desk', 'ruth');
    expect(next).toBeNull();
    expect(items).toMatchObject([{ accountName: 'ruth.abel', privileged: false, country: null }]);
    const contact = await portal.ask('Help Desk', 'GET', `/api/admin/people/${items[0].id}/contact`);
    expect(contact.body).toEqual({
      id: items[0].id,
      accountName: 'ruth.abel',
      displayName: 'Ruth Abel',
      enabled: true,
      mails: ['r•••@alderfinch.example'],
    });
  });
});

describe('finding people', () => {
  test('by words and filters, and page by page', async () => {
    const { body } = await search({ text: 'lind mara' });
    expect(body.items).toMatchObject([
      { accountName: 'mara.lindqvist', displayName: 'Mara Lindqvist', country: 'DE', enabled: true },
    ]);
    const first = await search({}, admin, { limit: 3, after: null });
    const second = await search({}, admin, { limit: 3, after: first.body.next });
    const names = [...first.body.items, ...second.body.items].map((each) => each.displayName);
    expect(new Set(names.map((_, i) => [...first.body.items, ...second.body.items][i].id)).size).toBe(6);
    const people = await portal.ask(admin, 'POST', '/api/admin/people/count', { body: { filter: {} } });
    expect(people.body.people).toBeGreaterThan(10);
  });

  test.each([
    [{ filter: { text: 'x'.repeat(201) } }],
    [{ filter: { onHold: false } }],
    [{ filter: { enabled: 'yes' } }],
    [{ limit: 0 }],
    [{ limit: 201 }],
  ])('what cannot be asked: %j', async (body) => {
    const told = await portal.ask(admin, 'POST', '/api/admin/people/search', { body });
    expect([told.status, told.body.error]).toEqual([422, 'invalid']);
  });
});

describe('a person’s page', () => {
  test('what is on record, and what a recovery would do for them today (behaviour.md 2.6)', async () => {
    const { body, headers } = await show(await idOf('mara.lindqvist'));
    expect(headers.etag).toBe(`"${body.version}"`);
    expect(body).toMatchObject({
      accountName: 'mara.lindqvist',
      groups: ['Staff'],
      roles: [],
      heldUntil: null,
      holds: [],
      openRecoveries: [],
      today: { profile: { mode: 'production' }, country: 'DE', providers: ['Specimen ID'], twins: [] },
    });
    expect(body.today.checks.every(({ met }: { met: boolean }) => met)).toBe(true);
    expect(body.methods.map(({ kind }: { kind: string }) => kind).sort()).toEqual([
      'passkey',
      'password',
      'totp',
    ]);
    expect(JSON.stringify(body.methods), 'no more than kinds and times').not.toContain('phone');
    expect((await lastEntry()).activity).toBe('admin.personLookedUp');
  });

  test.each([
    ['jonas.weber', ['duplicateIdentity']],
    ['ruth.abel', ['excluded']],
    ['admin.anders', ['privileged']],
  ])('%s', async (accountName, codes) => {
    const against = await unmet(await idOf(accountName));
    for (const code of codes) expect(against).toContain(code);
  });

  test('an open recovery stands there with its case number', async () => {
    const { recovery } = await portal.journey.start({ identifier: 'tiago.ferreira', network: '::1' });
    const { body } = await show(await idOf('tiago.ferreira'));
    expect(body.openRecoveries).toEqual([
      {
        caseNumber: recovery.caseNumber,
        state: 'explain',
        mode: 'evaluation',
        startedAt: recovery.createdAt,
      },
    ]);
  });

  test('nobody', async () => {
    for (const id of ['nonsense', '00000000-0000-7000-8000-000000000000'])
      expect((await show(id)).status).toBe(404);
  });
});

describe('adding and changing people', () => {
  const newPerson = (more: object = {}) => ({
    accountName: 'neu.person',
    givenName: 'Neu',
    surname: 'Person',
    ...more,
  });

  test('a new person can be found at once; the same name a second time cannot be', async () => {
    const add = () =>
      portal.ask(admin, 'POST', '/api/admin/people', { body: newPerson({ groups: ['Staff'] }) });
    const { status, body } = await add();
    expect(status).toBe(201);
    expect((await search({ text: 'neu' })).body.items).toMatchObject([{ id: body.id, neverSignedIn: true }]);
    const again = await add();
    expect([again.status, again.body.fields]).toEqual([
      422,
      [{ field: 'accountName', code: 'taken', message: 'is taken by another account' }],
    ]);
  });

  test.each([
    [{ givenName: '' }, 'givenName', 'required'],
    [{ surname: '\u202Eevil' }, 'surname', 'hiddenCharacters'],
    [{ surname: 'x'.repeat(10_000) }, 'surname', 'tooLong'],
    [{ birthDate: '1988-13-01' }, 'birthDate', 'notADate'],
    [{ mails: ['nobody'] }, 'mails.0', 'notAMail'],
    [{ roles: ['Auditor'] }, '', 'unknownField'],
  ])('a field that cannot be is named: %j', async (more, field, code) => {
    const told = await portal.ask(admin, 'POST', '/api/admin/people', {
      body: newPerson({ accountName: 'other.person', ...more }),
    });
    expect(told.status).toBe(422);
    expect(told.body.fields).toMatchObject([{ field, code }]);
  });

  test('D34, T10: an edit of what is matched holds recovery for 72 hours, and an undo does not shorten it', async () => {
    const id = await idOf('omar.haddad');
    const before = (await show(id)).body.surname;
    const first = await edit(id, { surname: 'Hadad' });
    expect(first.status).toBe(200);
    expect(first.body.heldUntil - portal.now()).toBeGreaterThan(72 * hour - 60_000);
    expect((await lastEntry()).data).toEqual({ account: id, changed: 'surname', held: true });
    expect(await unmet(id)).toContain('attributeHold');
    portal.pass({ minutes: 60 });
    await portal.signInAgain();
    const undone = await edit(id, { surname: before });
    expect(undone.body.heldUntil).toBeGreaterThanOrEqual(first.body.heldUntil);
    const { body } = await portal.ask('Auditor', 'GET', '/api/admin/holds');
    expect(body.items.filter((each: { accountId: string }) => each.accountId === id)).toMatchObject([
      { attributes: ['surname'], startedBy: `admin:${portal.accountIdOf('Recovery Administrator')}` },
      { attributes: ['surname'] },
    ]);
  });

  test('what is not matched holds nothing', async () => {
    const id = await idOf('neu.person');
    expect((await edit(id, { country: 'pt', mails: ['neu@example.org'] })).body).toMatchObject({
      heldUntil: null,
    });
    expect((await show(id)).body).toMatchObject({
      country: 'PT',
      mails: [{ mail: 'neu@example.org', confirmed: true }],
    });
  });

  test('R29: nothing is laid over another admin’s edit', async () => {
    const id = await idOf('neu.person');
    const headers = { 'if-match': '"1"' };
    const told = await portal.ask(admin, 'PATCH', `/api/admin/people/${id}`, {
      body: { country: 'DE' },
      headers,
    });
    expect([told.status, told.body.error]).toEqual([412, 'changedMeanwhile']);
    const without = await portal.ask(admin, 'PATCH', `/api/admin/people/${id}`, { body: { country: 'DE' } });
    expect(without.body.reason).toBe('versionMissing');
    expect((await show(id)).body.country).toBe('PT');
  });

  test('R34: not an hour after signing in', async () => {
    const id = await idOf('neu.person');
    portal.pass({ minutes: 20 });
    expect((await edit(id, { country: 'DE' })).body.error).toBe('signInAgain');
  });

  test('disabling ends a person’s access; freezing stops recovery only', async () => {
    const id = await idOf('neu.person');
    await edit(id, { enabled: false });
    expect((await lastEntry()).activity).toBe('admin.accountDisabled');
    expect(await unmet(id)).toContain('accountDisabled');
    await edit(id, { enabled: true });
    const { etag } = (await show(id)).headers;
    const frozen = await portal.ask(admin, 'PUT', `/api/admin/people/${id}/frozen`);
    expect(frozen.headers.etag).toBe(`"${frozen.body.version}"`);
    expect((await search({ frozen: true })).body.items).toMatchObject([{ id, enabled: true }]);
    const thaw = (headers: Record<string, string>) =>
      portal.ask(admin, 'DELETE', `/api/admin/people/${id}/frozen`, { headers });
    expect((await thaw({})).status, 'not without saying which version').toBe(409);
    expect((await thaw({ 'if-match': String(etag) })).status, 'as they were before').toBe(412);
    portal.pass({ minutes: 11 });
    expect(
      (await portal.ask(admin, 'PUT', `/api/admin/people/${id}/frozen`)).status,
      'freezing never waits for a sign-in',
    ).toBe(200);
    const now = { 'if-match': String((await show(id)).headers.etag) };
    expect((await thaw(now)).body.error, 'D34: lifting it takes a fresh sign-in').toBe('signInAgain');
    await portal.signInAgain();
    expect((await thaw(now)).status).toBe(200);
    expect((await lastEntry()).activity).toBe('admin.accountUnfrozen');
  });

  test('nobody disables themselves, nor the last who can administer', async () => {
    const mine = portal.accountIdOf('Recovery Administrator');
    expect((await edit(mine, { enabled: false })).body.reason).toBe('yourself');
    const others = (await search({ privileged: true })).body.items as { id: string; accountName: string }[];
    for (const { id } of others.filter((each) => each.id !== mine)) {
      const { roles } = (await show(id)).body;
      if (roles.includes('Recovery Administrator')) await edit(id, { enabled: false });
    }
    const { headers } = await show(mine);
    const told = await portal.ask(admin, 'PUT', `/api/admin/people/${mine}/roles`, {
      body: { roles: [] },
      headers: { 'if-match': String(headers.etag) },
    });
    expect([told.status, told.body.reason]).toEqual([409, 'lastAdministrator']);
    for (const { id } of others.filter((each) => each.id !== mine)) await edit(id, { enabled: true });
  });
});

describe('groups', () => {
  const groups = async () => (await portal.ask(admin, 'GET', '/api/admin/groups')).body.items;

  test('with their people and the rules that name them', async () => {
    expect(await groups()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'Staff', excluded: false, profiles: [expect.anything()] }),
      ]),
    );
  });

  test('people in and out', async () => {
    const id = await idOf('neu.person');
    const change = (body: object) => portal.ask(admin, 'POST', '/api/admin/groups/members', { body });
    expect((await change({ group: ' Choir ', add: [id, 'nonsense'] })).body).toEqual({
      added: 1,
      removed: 0,
      held: 0,
    });
    expect((await show(id)).body.groups).toContain('Choir');
    expect((await change({ group: 'Choir', remove: [id] })).body).toEqual({ added: 0, removed: 1, held: 0 });
    const { body: record } = await portal.ask('Auditor', 'GET', '/api/admin/audit?limit=10');
    expect(
      record.items
        .map(({ activity, facts }: { activity: string; facts: unknown }) => ({ activity, facts }))
        .filter(({ activity }: { activity: string }) => activity.startsWith('admin.group')),
      'D35: the record says who',
    ).toEqual(
      ['admin.groupLeft', 'admin.groupJoined'].map((activity) => ({
        activity,
        facts: expect.arrayContaining([
          { name: 'group', value: 'Choir' },
          { name: 'account', value: id },
        ]),
      })),
    );
    const told = await change({ group: '', add: [id] });
    expect([told.status, told.body.fields[0].code]).toEqual([422, 'required']);
  });

  test('a rename takes the rules along: nobody falls out of a profile by it', async () => {
    const rename = (from: string, to: string) =>
      portal.ask(admin, 'POST', '/api/admin/groups/rename', { body: { from, to } });
    const mara = await idOf('mara.lindqvist');
    expect((await rename('Staff', 'Workshop')).body.fields).toMatchObject([{ field: 'to', code: 'taken' }]);
    expect((await rename('Nothing', 'Something')).status).toBe(404);
    const { status, body } = await rename('Staff', 'Everybody here');
    expect([status, body.people > 3]).toEqual([200, true]);
    expect((await show(mara)).body.today.profile).toMatchObject({ mode: 'production' });
    expect(await unmet(mara)).toEqual([]);
    await rename('Everybody here', 'Staff');
  });
});

describe('the plain start page (D34, T18)', () => {
  const send = (id: string) => portal.ask('Help Desk', 'POST', `/api/admin/people/${id}/start-page`);

  test('goes to the mails on record, with nothing in it that opens anything, three times a day', async () => {
    const id = await idOf('tiago.ferreira');
    expect((await send(id)).body).toEqual({ mails: 1 });
    const [mail] = await portal.outbox.readLatest(1);
    expect(mail?.to).toEqual(['tiago.ferreira@alderfinch.example']);
    expect(mail?.text).toMatch(/\/recover\n/);
    expect(mail?.text).not.toMatch(/recover[?#/]/);
    await send(id);
    await send(id);
    const told = await send(id);
    expect([told.status, told.body.reason]).toEqual([409, 'sentOftenEnough']);
    expect((await lastEntry()).data).toEqual({ account: id, mails: 1 });
  });

  test('nowhere, where no mail is confirmed', async () => {
    const { body } = await portal.ask(admin, 'POST', '/api/admin/people', {
      body: { accountName: 'no.mail', givenName: 'No', surname: 'Mail' },
    });
    expect((await send(body.id)).body.reason).toBe('noMail');
  });
});
