import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPortal, type TestPortal } from './test-portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openTestPortal();
});
afterAll(() => portal.close());

const admin = 'Recovery Administrator';
const path = '/api/admin/profiles';
const draft = {
  name: 'Pilot',
  description: '',
  enabled: true,
  includeGroups: ['Staff'] as 'everyone' | string[],
  providersByCountry: { default: ['sandbox'] },
  claimBindings: [
    { attribute: 'names', claim: 'names', matchConfidenceLevel: 'relaxed', required: true },
    { attribute: 'birthDate', claim: 'birthDate', matchConfidenceLevel: 'exact', required: true },
  ],
  acceptedCredentials: [
    { format: 'dc+sd-jwt', type: 'urn:regain:sandbox:identity:1', anchorIds: ['sandbox'] },
  ],
  faceCheck: { provider: 'built-in', threshold: 70, acceptWithoutLiveness: false },
  maximumCredentialAgeHours: { provider: 24, walletFirst: 2160 },
  walletFirst: false,
  crossDevice: false,
  crossDeviceWaitHours: 0,
};
const at = (version: number) => ({ headers: { 'if-match': `"${version}"` } });
const create = async (changed: object = {}) =>
  (await portal.ask(admin, 'POST', path, { body: { ...draft, ...changed } })).body;
const names = async () =>
  (await portal.ask(admin, 'GET', path)).body.items.map(({ name }: { name: string }) => name);
const entries = async () => (await portal.installation.audit.readChain('administration')).map((each) => each);

describe('who may', () => {
  test.each([
    ['GET', path, undefined, [200, 200, 403]],
    ['POST', path, draft, [201, 403, 403]],
    ['GET', `${path}/staff`, undefined, [200, 200, 403]],
    ['PUT', `${path}/staff`, draft, [409, 403, 403]],
    ['POST', `${path}/staff/copy`, undefined, [201, 403, 403]],
    ['POST', `${path}/staff/deletion`, { typedName: '' }, [409, 403, 403]],
    ['POST', `${path}/staff/mode`, { mode: 'evaluation', typedName: '' }, [409, 403, 403]],
    ['PUT', '/api/admin/profile-order', { ids: [] }, [409, 403, 403]],
    ['PUT', '/api/admin/exclusions', { groups: [] }, [409, 403, 403]],
    ['GET', '/api/admin/profile-surroundings', undefined, [200, 200, 403]],
    ['GET', `${path}/staff/gate`, undefined, [200, 200, 403]],
    ['GET', `${path}/staff/history`, undefined, [200, 200, 403]],
    ['POST', `${path}/people-count`, { includeGroups: [] }, [200, 200, 403]],
    ['POST', `${path}/review`, { draft }, [200, 200, 403]],
    ['POST', `${path}/choice`, { identifier: 'mara.lindqvist' }, [200, 200, 403]],
  ] as const)('%s %s: recovery administrator, auditor, help desk', async (method, url, body, expected) => {
    const told = [];
    for (const as of ['Recovery Administrator', 'Auditor', 'Help Desk'] as const)
      told.push((await portal.ask(as, method, url, body === undefined ? {} : { body })).status);
    expect(told).toEqual(expected);
  });

  test('deleting, switching and excluding take a fresh sign-in (R34)', async () => {
    portal.pass({ minutes: 11 });
    for (const [method, url, body] of [
      ['POST', `${path}/staff/deletion`, { typedName: 'Staff' }],
      ['POST', `${path}/staff/mode`, { mode: 'evaluation', typedName: 'Staff' }],
      ['PUT', '/api/admin/exclusions', { groups: [] }],
    ] as const) {
      const told = await portal.ask(admin, method, url, { body, ...at(1) });
      expect([told.status, told.body.error]).toEqual([403, 'signInAgain']);
    }
    await portal.signInAgain();
  });
});

describe('made and edited', () => {
  test('a new one comes last and rehearses; its acceptance is signed by who is signed in', async () => {
    const made = await portal.ask(admin, 'POST', path, {
      body: {
        ...draft,
        name: ' Signed ',
        faceCheck: { provider: 'built-in', threshold: 80, acceptWithoutLiveness: true },
      },
    });
    expect([made.status, made.headers.etag]).toEqual([201, '"1"']);
    expect(made.body).toMatchObject({ name: 'Signed', mode: 'evaluation', version: 1 });
    expect(made.body.faceCheck).toEqual({
      provider: 'built-in',
      threshold: 80,
      acceptedWithoutLiveness: {
        by: `admin:${portal.accountIdOf(admin)}`,
        displayName: 'Recovery Administrator Test',
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      },
    });
    expect((await names()).at(-1)).toBe('Signed');
    expect((await entries()).at(-1)).toMatchObject({
      activity: 'admin.profileCreated',
      actor: `admin:${portal.accountIdOf(admin)}`,
      data: {
        ...{ profile: made.body.id, version: 1, faceCheck: 'built-in' },
        withoutLiveness: `admin:${portal.accountIdOf(admin)}`,
      },
    });
  });

  test('another admin’s edit keeps who accepted, and when', async () => {
    const made = await create({
      name: 'Kept',
      faceCheck: { provider: 'built-in', threshold: 70, acceptWithoutLiveness: true },
    });
    const body = {
      ...draft,
      name: 'Kept',
      faceCheck: { provider: 'built-in', threshold: 75, acceptWithoutLiveness: true },
    };
    const edited = await portal.ask('Second Administrator', 'PUT', `${path}/${made.id}`, { body, ...at(1) });
    expect(edited.body.profile.faceCheck).toEqual({ ...made.faceCheck, threshold: 75 });
    const off = { ...body, faceCheck: { provider: 'built-in', threshold: 75, acceptWithoutLiveness: false } };
    const told = await portal.ask(admin, 'PUT', `${path}/${made.id}`, { body: off, ...at(2) });
    expect(told.body.profile.faceCheck.acceptedWithoutLiveness).toBeNull();
  });

  test('two admins at once: the later one is told, and nothing is overwritten', async () => {
    const { id } = await create({ name: 'Contested' });
    const save = (as: typeof admin | 'Second Administrator', description: string) =>
      portal.ask(as, 'PUT', `${path}/${id}`, {
        body: { ...draft, name: 'Contested', description },
        ...at(1),
      });
    const [first, second] = [await save('Second Administrator', 'theirs'), await save(admin, 'mine')];
    expect([first.status, first.headers.etag, second.status, second.body.error]).toEqual([
      ...[200, '"2"', 412, 'changedMeanwhile'],
    ]);
    expect((await portal.ask(admin, 'GET', `${path}/${id}`)).body.description).toBe('theirs');
  });

  test.each<[string, object, string, string]>([
    ['no name', { name: ' ' }, 'name', 'required'],
    ['the name of another one, in other letters', { name: 'STAFF' }, 'name', 'taken'],
    ['a name with control characters', { name: 'a\u0007b' }, 'name', 'controlCharacters'],
    ['a name that turns the direction of writing', { name: 'Staff\u202Elive' }, 'name', 'hiddenCharacters'],
    ['ten thousand letters', { name: 'x'.repeat(10_000) }, 'name', 'tooLong'],
    [
      'a provider nobody knows',
      { providersByCountry: { default: ['ghost'] } },
      'providersByCountry.default',
      'unknown',
    ],
    ['names not bound', { claimBindings: [] }, 'claimBindings', 'namesRequired'],
    [
      'threshold 49',
      { faceCheck: { provider: 'built-in', threshold: 49, acceptWithoutLiveness: false } },
      'faceCheck.threshold',
      'tooSmall',
    ],
    ['no credential', { acceptedCredentials: [] }, 'acceptedCredentials', 'chooseOne'],
  ])('refused at the field: %s', async (_, changed, field, code) => {
    const told = await portal.ask(admin, 'POST', path, { body: { ...draft, name: 'Refused', ...changed } });
    expect([told.status, told.body.error]).toEqual([422, 'invalid']);
    expect(told.body.fields).toContainEqual(expect.objectContaining({ field, code }));
  });

  test('a hostile name is stored as it is, and given as data', async () => {
    const name = '<script>alert(1)</script> & “quotes” 社員';
    expect((await create({ name })).name).toBe(name);
  });

  test('a copy has every setting, rehearses, comes last and includes nobody', async () => {
    const { body: staff } = await portal.ask(admin, 'GET', `${path}/staff`);
    const { body: copy } = await portal.ask(admin, 'POST', `${path}/staff/copy`);
    expect(copy).toEqual({
      ...staff,
      ...{ id: copy.id, version: 1, mode: 'evaluation', includeGroups: [] },
      name: expect.stringMatching(/^Staff \(copy( \d)?\)$/),
    });
    expect((await names()).at(-1)).toBe(copy.name);
  });
});

describe('the order', () => {
  test('is written whole, guarded by its own version; moving is no edit', async () => {
    const before = await portal.ask(admin, 'GET', path);
    const ids = before.body.items.map(({ id }: { id: string }) => id).toReversed();
    const headers = { 'if-match': String(before.headers.etag) };
    const put = (order: string[]) =>
      portal.ask(admin, 'PUT', '/api/admin/profile-order', { body: { ids: order }, headers });
    expect((await put(ids.slice(1))).body.fields[0].code).toBe('notAllOnce');
    expect((await put(ids)).status).toBe(200);
    expect((await put(ids.toReversed())).body.error).toBe('changedMeanwhile');
    const { body } = await portal.ask(admin, 'GET', path);
    expect(body.items.map(({ id, priority }: never) => [id, priority])).toEqual(
      ids.map((id: string, place: number) => [id, place]),
    );
    const version = ({ id, version: count }: { id: string; version: number }) => `${id} ${count}`;
    expect(body.items.map(version).toSorted()).toEqual(before.body.items.map(version).toSorted());
  });

  test('a weaker one that is tried first is warned of (T22)', async () => {
    await create({
      name: 'Strict',
      faceCheck: { provider: 'built-in', threshold: 90, acceptWithoutLiveness: false },
    });
    const { overlaps, items } = (await portal.ask(admin, 'GET', path)).body;
    const strict = items.find(({ name }: { name: string }) => name === 'Strict').id;
    expect(overlaps).toContainEqual({
      ...{ firstId: 'staff', laterId: strict, groups: ['Staff'] },
      weakerIn: expect.arrayContaining(['threshold']),
    });
  });
});

describe('deleted', () => {
  test('by its name only; recoveries under it end as not confirmed, decoys too; its history stays', async () => {
    const { id } = await create({ name: 'Short-lived', includeGroups: ['Workshop'] });
    const { body: list, headers } = await portal.ask(admin, 'GET', path);
    const rest = list.items.map((each: { id: string }) => each.id).filter((each: string) => each !== id);
    const order = { body: { ids: [id, ...rest] }, headers: { 'if-match': String(headers.etag) } };
    await portal.ask(admin, 'PUT', '/api/admin/profile-order', order);
    const { recovery } = await portal.journey.start({ identifier: 'tiago.ferreira', network: 'n1' });
    expect(recovery.policy.profile.id).toBe(id);

    const remove = (typedName: string, version = 1) =>
      portal.ask(admin, 'POST', `${path}/${id}/deletion`, { body: { typedName }, ...at(version) });
    expect((await remove('Short')).body.fields[0].code).toBe('otherName');
    expect((await remove('Short-lived', 7)).body.error).toBe('changedMeanwhile');
    expect((await remove('Short-lived')).body.recoveriesEnded).toBeGreaterThanOrEqual(1);

    const ended = await portal.installation.store.read(recovery.id);
    expect([ended?.state, ended?.outcome]).toEqual(['closed', 'refused']);
    expect((await portal.journey.view(ended!)).now).toEqual({ page: 'notConfirmed' });
    expect((await portal.installation.audit.readChain(recovery.id)).at(-1)).toMatchObject({
      ...{ activity: 'recovery.stopped', code: 'profileDeleted' },
    });
    expect((await portal.ask(admin, 'GET', `${path}/${id}`)).status).toBe(404);
    const { items } = (await portal.ask(admin, 'GET', `${path}/${id}/history`)).body;
    expect(items.map(({ version, profile }: never) => [version, profile === null])).toEqual([
      [2, true],
      [1, false],
    ]);
    const { body: after } = await portal.ask(admin, 'GET', path);
    const places = after.items.map(({ priority }: { priority: number }) => priority);
    expect(places).toEqual(places.map((_: number, place: number) => place));
  });
});

describe('questions', () => {
  test('how many people: counted, with exclusions, admins, and whom an earlier profile serves', async () => {
    const { body } = await portal.ask(admin, 'POST', `${path}/people-count`, {
      body: { includeGroups: ['Staff'] },
    });
    // Of ten in Staff Omar is disabled, Ruth is excluded by Board, Anders is an admin.
    expect(body).toEqual({
      ...{ included: 9, excluded: 1, inScope: 8, outsidePassScope: 0, privileged: 1, servedEarlier: 8 },
    });
  });

  test.each<[string, object, object]>([
    ['agrees', {}, { agrees: true, disagreements: [], birthDate: 'same', employeeNumber: 'notBound' }],
    ['another name', { familyName: 'Webber' }, { agrees: false, disagreements: ['nameMismatch'] }],
    [
      'another day',
      { birthDate: '1988-04-13' },
      { disagreements: ['birthDateMismatch'], birthDate: 'different' },
    ],
    [
      'no day',
      { birthDate: null },
      { disagreements: ['birthDateMissing'], birthDate: 'missingInCredential' },
    ],
  ])('a trial on example names says why: %s', async (_, changed, expected) => {
    const told = await portal.ask(admin, 'POST', `${path}/match-trial`, {
      body: {
        account: { givenName: 'Mara', surname: 'Lindqvist', birthDate: '1988-04-12', employeeNumber: '' },
        claims: {
          ...{ givenName: 'MARA ELIN', familyName: 'LINDQVIST', birthDate: '1988-04-12' },
          ...{ nationalId: null, documentNumber: null, ...changed },
        },
        claimBindings: draft.claimBindings,
      },
    });
    expect(told.status).toBe(200);
    expect(told.body).toMatchObject(expected);
  });

  test('a review tells problems at their fields, or the gate, overlaps and what saving does', async () => {
    const review = (body: object) => portal.ask(admin, 'POST', `${path}/review`, { body });
    const bad = await review({ draft: { ...draft, name: '' } });
    expect(bad.body).toMatchObject({ problems: [{ field: 'name' }], gate: null, outcome: null });
    const good = await review({ draft: { ...draft, name: 'Reviewed' } });
    expect(good.body).toMatchObject({ problems: [], outcome: { kind: 'stays', missing: [] } });
    const line = (code: string) => good.body.gate.lines.find((each: { code: string }) => each.code === code);
    expect([line('discriminatingAttribute').met, line('rehearsalPassed').met]).toEqual([true, false]);
    expect(good.body.gate).toMatchObject({ open: true, letThroughAsExample: true });
  });

  test('which profile applies to this person, and why', async () => {
    const choice = (identifier: string) =>
      portal.ask(admin, 'POST', `${path}/choice`, { body: { identifier } });
    const { body: mara } = await choice('mara.lindqvist');
    expect(mara).toMatchObject({ excluded: false, inPassScope: true });
    const outcomes = mara.profiles.map(({ outcome }: { outcome: string }) => outcome);
    expect(outcomes.filter((each: string) => each === 'applies')).toHaveLength(1);
    expect(mara.profiles.find(({ profileId }: never) => profileId === 'workshop')).toEqual({
      ...{ profileId: 'workshop', outcome: 'doesNotInclude', by: [] },
    });
    expect((await choice('ruth.abel')).body).toMatchObject({ excluded: true, excludedBy: ['Board'] });
    expect((await choice('nobody.at.all')).status).toBe(404);
  });
});

test('exclusions hold for every profile, and are guarded by the version of the organisation’s rules', async () => {
  const { headers } = await portal.ask(admin, 'GET', '/api/admin/profile-surroundings');
  const put = (groups: string[]) =>
    portal.ask(admin, 'PUT', '/api/admin/exclusions', {
      body: { groups },
      headers: { 'if-match': String(headers.etag) },
    });
  expect((await put(['Board', 'Workshop', 'Workshop'])).body).toEqual({ groups: ['Board', 'Workshop'] });
  expect((await put([])).body.error).toBe('changedMeanwhile');
  expect((await portal.ask(admin, 'GET', '/api/admin/profile-surroundings')).body.excludedGroups).toEqual([
    ...['Board', 'Workshop'],
  ]);
});
