import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createImportWorker } from '../../administration/index.ts';
import { openTestPortal, type TestPortal } from './test-portal.ts';

/** What weakens a rule takes two, by whichever door it comes (D34, T22, T23); what makes it stricter takes one. */
const admin = 'Recovery Administrator';
const second = 'Second Administrator';
let portal: TestPortal;
beforeAll(async () => {
  portal = await openTestPortal();
  const { version } = await organisation();
  const told = await put('settings/second-person', { required: true }, version);
  expect(told.status).toBe(200);
  const excluded = await put('exclusions', { groups: ['Board'] }, version + 1);
  expect([excluded.status, excluded.body]).toMatchObject([200, {}]);
});
afterAll(() => portal.close());
beforeEach(() => portal.signInAgain());

const organisation = async () => (await portal.installation.policy.readOrganisation())!;
const put = (path: string, body: object, version: number) =>
  portal.ask(admin, 'PUT', `/api/admin/${path}`, { body, headers: { 'if-match': `"${version}"` } });
const agree = (told: { body: { approval: { id: string } } }) =>
  portal.ask(second, 'POST', `/api/admin/approvals/${told.body.approval.id}/approve`, { body: {} });
const find = async (name: string) => (await portal.installation.builtInDirectory.accounts.find(name))!;
const change = (body: object) => portal.ask(admin, 'POST', '/api/admin/groups/members', { body });

test('D34: into an excluded group takes one admin, out of it two, and what changed meanwhile is not done', async () => {
  const { id } = await find('mara.lindqvist');
  expect((await change({ group: 'Board', add: [id] })).status).toBe(200);
  const asked = await change({ group: 'Board', remove: [id] });
  expect(asked.status).toBe(202);
  expect((await find('mara.lindqvist')).groups).toContain('Board');
  const { body: shown } = await portal.ask(second, 'GET', `/api/admin/approvals/${asked.body.approval.id}`);
  expect(shown.changes).toEqual([{ field: 'outOfGroup', before: 'mara.lindqvist', after: null }]);
  expect((await agree(asked)).body.state).toBe('performed');
  expect((await find('mara.lindqvist')).groups).not.toContain('Board');
  expect((await change({ group: 'Board', remove: [id] })).status, 'nobody leaves').toBe(200);

  await change({ group: 'Board', add: [id] });
  const late = await change({ group: 'Board', remove: [id] });
  await portal.installation.builtInDirectory.groups.changeMembers({ group: 'Board', add: [], remove: [id] });
  expect((await agree(late)).body).toMatchObject({ state: 'failed', reason: 'changedMeanwhile' });
});

test('D34: nor does a list let anybody out of it, nor the undo of one that put them in', async () => {
  const { installation, journey, faceMatcher } = portal;
  const worker = createImportWorker({ installation, journey, faceMatcher });
  const list = async (groups: string) => {
    const { body } = await portal.ask(admin, 'POST', '/api/admin/people-imports', {
      body: Readable.from([Buffer.from(`user,groups\nhugo.brandt.import,${groups}\n`)]),
      headers: { 'content-type': 'text/csv' },
    });
    const post = async (verb: string, said?: object) => {
      await portal.ask(admin, 'POST', `/api/admin/people-imports/${body.id}/${verb}`, said && { body: said });
      await worker.run({ forMs: 60_000 });
      return (await portal.ask(admin, 'GET', `/api/admin/people-imports/${body.id}`)).body;
    };
    await post('check', {
      ...{ encoding: 'utf-8', delimiter: ',', dateOrder: 'dayFirst', emptyCells: 'keep' },
      mapping: ['accountName', 'groups'],
    });
    return { id: body.id as string, post };
  };
  await installation.builtInDirectory.accounts.createMany([
    { accountName: 'hugo.brandt.import', givenName: 'Hugo', surname: 'Brandt', groups: ['Staff'] },
  ]);
  const into = await list('Staff;Board');
  expect(await into.post('apply')).toMatchObject({ counts: { appliedChanged: 1 } });
  const out = await list('Staff');
  const { body } = await portal.ask(admin, 'GET', `/api/admin/people-imports/${out.id}/problems`);
  expect(body.items).toMatchObject([{ code: 'leavesExclusion', value: 'hugo.brandt.import' }]);
  expect(await into.post('undo')).toMatchObject({ counts: { undone: 0, notUndone: 1 } });
  expect((await find('hugo.brandt.import')).groups.toSorted()).toEqual(['Board', 'Staff']);
});

test('D34: fewer who may use a pass take one admin, more take two, at the version that was read', async () => {
  const narrow = await put('settings/pass-scope', { groups: ['Staff'] }, (await organisation()).version);
  expect(narrow.status).toBe(200);
  const { version } = await organisation();
  const wide = await put('settings/pass-scope', { groups: 'everyone' }, version);
  expect(wide.status).toBe(202);
  expect((await organisation()).passScope).toEqual(['Staff']);
  expect((await agree(wide)).body.state).toBe('performed');
  expect((await organisation()).passScope).toBe('everyone');

  await put('settings/pass-scope', { groups: ['Staff'] }, version + 1);
  const stale = await put('settings/pass-scope', { groups: ['Staff', 'Workshop'] }, version + 2);
  await put('settings/pass-scope', { groups: [] }, version + 2);
  expect((await agree(stale)).body).toMatchObject({ state: 'failed', reason: 'changedMeanwhile' });
  expect((await organisation()).passScope).toEqual([]);
});

test('T22: a weaker profile in production before a stricter one takes two; the other way round takes one', async () => {
  const { policy } = portal.installation;
  const weak = (await policy.readProfiles()).find(({ mode }) => mode === 'production')!;
  await policy.saveProfile({
    profile: {
      ...{ ...weak, id: 'strict', name: 'Strict', version: 1, mode: 'evaluation' },
      faceCheck: { ...weak.faceCheck, threshold: weak.faceCheck.threshold + 1 },
    },
    ...{ expectedVersion: 0, by: 'admin:host', now: portal.now() },
  });
  const order = async (ids: (known: readonly string[]) => string[]) => {
    const known = await policy.readOrder();
    return put('profile-order', { ids: ids(known.ids) }, known.version);
  };
  const first = (id: string) => order((ids) => [id, ...ids.filter((each) => each !== id)]);
  expect((await first('strict')).status).toBe(200);
  const asked = await first(weak.id);
  expect(asked.status).toBe(202);
  expect((await policy.readOrder()).ids[0]).toBe('strict');
  expect((await agree(asked)).body.state).toBe('performed');
  expect((await policy.readOrder()).ids[0]).toBe(weak.id);

  await first('strict');
  const stale = await first(weak.id);
  await order((ids) => ids.with(-1, ids.at(-2)!).with(-2, ids.at(-1)!));
  expect((await agree(stale)).body).toMatchObject({ state: 'failed', reason: 'changedMeanwhile' });
});

test('T23: where a provider of a profile in production is, takes two; what it costs takes one', async () => {
  const { body: all } = await portal.ask(admin, 'GET', '/api/admin/providers');
  const used = all.items.find(({ usedBy }: { usedBy: { mode: string }[] }) =>
    usedBy.some(({ mode }) => mode === 'production'),
  );
  const { name, address, statusAddress, countries, documents, credentials, assurance } = used;
  const { chargesPerCheck, price, reports, contact } = used;
  const entry = {
    ...{ name, address, statusAddress, countries, documents, credentials, assurance },
    ...{ chargesPerCheck, price, reports, contact, acceptedWithoutReport: null },
  };
  const save = (more: object, version: number) => put(`providers/${used.id}`, { ...entry, ...more }, version);
  expect((await save({ price: '9 EUR' }, used.version)).body).toMatchObject({ version: used.version + 1 });
  const moved = address.replace(/\/?$/, '/elsewhere');
  const asked = await save({ price: '9 EUR', address: moved }, used.version + 1);
  expect(asked.status).toBe(202);
  const { body: shown } = await portal.ask(second, 'GET', `/api/admin/approvals/${asked.body.approval.id}`);
  expect(shown.changes).toEqual([{ field: 'providerAddress', before: address, after: moved }]);
  await save({ price: '8 EUR' }, used.version + 1);
  expect((await agree(asked)).body).toMatchObject({ state: 'failed', reason: 'changedMeanwhile' });
  const again = await save({ price: '8 EUR', address: moved }, used.version + 2);
  expect((await agree(again)).body.state).toBe('performed');
  // An example answers with where its own sandbox is; what was written is in the settings.
  const written = await portal.installation.settings.read(`provider:${used.id}`);
  expect(written?.content).toMatchObject({ address: moved, price: '8 EUR' });
});

describe('T22, D3: a profile that stands before a weaker one in production is taken away by two', () => {
  const profiles = async () => (await portal.ask(admin, 'GET', '/api/admin/profiles')).body.items;
  const read = async (id: string) => (await portal.ask(admin, 'GET', `/api/admin/profiles/${id}`)).body;
  const remove = async (id: string) =>
    portal.ask(admin, 'POST', `/api/admin/profiles/${id}/deletion`, {
      ...{ body: { typedName: (await read(id)).name } },
      headers: { 'if-match': `"${(await read(id)).version}"` },
    });
  // biome-ignore lint/suspicious/noExplicitAny: as the API told it.
  const draftOf = ({ version: _1, mode: _2, id: _3, priority: _4, faceCheck, ...rest }: any) => {
    const { acceptedWithoutLiveness: accepted, ...check } = faceCheck;
    return { ...rest, faceCheck: { ...check, acceptWithoutLiveness: accepted !== null } };
  };
  const save = async (id: string, change: object) => {
    const before = await read(id);
    return put(`profiles/${id}`, { ...draftOf(before), ...change }, before.version);
  };
  /** In front of everything, and as `more` says. */
  const guard = async (id: string, more: object) => {
    const { policy } = portal.installation;
    const weak = (await policy.readProfiles()).find(({ mode }) => mode === 'production')!;
    const faceCheck = { ...weak.faceCheck, threshold: weak.faceCheck.threshold + 2 };
    await policy.saveProfile({
      profile: { ...weak, id, name: `Guard ${id}`, version: 1, faceCheck, ...more },
      ...{ expectedVersion: 0, by: 'admin:host', now: portal.now() },
    });
    const { version, ids } = await policy.readOrder();
    const order = [id, ...ids.filter((each) => each !== id)];
    await policy.saveOrder({ ids: order, expectedVersion: version, by: 'admin:host', now: portal.now() });
    return weak.id;
  };

  beforeAll(async () => {
    const { policy } = portal.installation;
    for (const { id, version, mode } of await policy.readProfiles())
      if (mode === 'evaluation')
        await policy.deleteProfile({ id, expectedVersion: version, by: 'admin:host', now: portal.now() });
  });

  test.each([
    ['granting', { mode: 'production' }],
    ['rehearsing', { mode: 'evaluation' }],
  ])('%s: deleted, and what runs under it ends when the other one agrees', async (id, more) => {
    await guard(id, { ...more, includeGroups: 'everyone' });
    const { recovery } = await portal.journey.start({ identifier: 'tiago.ferreira', network: id });
    expect(recovery.policy.profile.id).toBe(id);
    const asked = await remove(id);
    expect(asked.status).toBe(202);
    expect((await profiles())[0].id).toBe(id);
    expect((await portal.installation.store.read(recovery.id))?.state).not.toBe('closed');
    const { body: shown } = await portal.ask(second, 'GET', `/api/admin/approvals/${asked.body.approval.id}`);
    expect(shown.changes).toEqual([{ field: 'deletedProfile', before: `Guard ${id}`, after: null }]);
    expect((await agree(asked)).body.state).toBe('performed');
    expect((await portal.ask(admin, 'GET', `/api/admin/profiles/${id}`)).status).toBe(404);
    expect((await portal.installation.store.read(recovery.id))?.state).toBe('closed');
  });

  test('edited meanwhile, it is not deleted', async () => {
    await guard('edited', { mode: 'production', includeGroups: 'everyone' });
    const asked = await remove('edited');
    expect((await save('edited', { description: 'Other words' })).status).toBe(200);
    expect((await agree(asked)).body).toMatchObject({ state: 'failed', reason: 'changedMeanwhile' });
    expect((await profiles())[0].id).toBe('edited');
    await agree(await remove('edited'));
  });

  test.each([
    ['off', 'production', { enabled: false }],
    ['fewer', 'production', { includeGroups: ['Workshop'] }],
    ['off-rehearsing', 'evaluation', { enabled: false }],
    ['none-rehearsing', 'evaluation', { includeGroups: [] }],
  ])('edited: %s', async (id, mode, change) => {
    await guard(id, { mode, includeGroups: ['Staff', 'Workshop'] });
    const before = await read(id);
    const { body: review } = await portal.ask(admin, 'POST', '/api/admin/profiles/review', {
      body: { id, draft: { ...draftOf(before), ...change } },
    });
    expect(review.outcome).toMatchObject({ kind: 'needsSecondPerson' });
    const asked = await save(id, change);
    expect(asked.status).toBe(202);
    expect(await read(id)).toEqual(before);
    expect((await agree(asked)).body.state).toBe('performed');
    expect(await read(id)).toMatchObject({ ...change, mode });
    await portal.installation.policy.deleteProfile({
      ...{
        id,
        expectedVersion: (await read(id)).version,
        by: 'admin:host',
        now: portal.now(),
      },
    });
  });

  test('back to rehearsing takes one, at once: that stops a profile, and nobody gets in by it', async () => {
    const weak = await guard('stopped', { mode: 'production' });
    const { version, name } = await read('stopped');
    const told = await portal.ask(admin, 'POST', '/api/admin/profiles/stopped/mode', {
      ...{ body: { mode: 'evaluation', typedName: name } },
      headers: { 'if-match': `"${version}"` },
    });
    expect([told.status, told.body.profile.mode]).toEqual([200, 'evaluation']);
    // Nor does it take two to stop the weaker one behind it, or to delete what nobody stands behind.
    const { version: its, name: itsName } = await read(weak);
    const other = await portal.ask(admin, 'POST', `/api/admin/profiles/${weak}/mode`, {
      ...{ body: { mode: 'evaluation', typedName: itsName } },
      headers: { 'if-match': `"${its}"` },
    });
    expect(other.status).toBe(200);
    expect((await remove('stopped')).status).toBe(200);
  });
});
