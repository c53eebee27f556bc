import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openFakeVendor } from '../../../connectors/face-check/test-fake-vendor.ts';
import { createFixedFaceMatcher } from '../../../connectors/face-matcher/fixed/index.ts';
import { listFaceChecks } from '../../administration/face-checks/index.ts';
import { createFaceCheckReader } from '../../face-checks/index.ts';
import { type Asker, openTestPortal, type TestPortal } from './test-portal.ts';

const asker: Asker = 'Recovery Administrator';
const path = '/api/admin/face-checks';

/** An example: only there may a vendor stand on this machine. */
let portal: TestPortal;
let fake: Awaited<ReturnType<typeof openFakeVendor>>;
beforeAll(async () => {
  fake = await openFakeVendor();
  portal = await openTestPortal();
});
afterAll(async () => {
  await portal.close();
  await fake.close();
});
beforeEach(() => portal.signInAgain());

const entry = (name: string) => ({
  name,
  address: `${fake.origin}/v1`,
  pageOrigin: fake.origin,
  presentationAttackDetection: {
    assurance: 'iso30107-3-L2',
    evidence: { address: 'https://lab.example/letter.pdf', date: '2026-03-31' },
  },
  recommendedThreshold: 80,
  secret: fake.secret,
});
const add = (body: object, as: Asker = asker) => portal.ask(as, 'POST', path, { body });
const show = async (id: string) => {
  const { body, headers } = await portal.ask('Auditor', 'GET', `${path}/${id}`);
  return { body, ifMatch: { 'if-match': String(headers.etag) } };
};
const change = async (id: string, body: object) => {
  const { ifMatch } = await show(id);
  return portal.ask(asker, 'PUT', `${path}/${id}`, { body, headers: ifMatch });
};
const lastActivity = async () => {
  const { activity, data } = (await portal.installation.audit.readChain('administration')).at(-1)!;
  return { activity, data };
};

test('the built-in one is there, has no liveness detection, and says so', async () => {
  const { body } = await portal.ask('Auditor', 'GET', path);
  expect(body.builtIn).toMatchObject({
    ...{ id: 'built-in', certified: false, recommendedThreshold: 70, enabled: true },
    presentationAttackDetection: { assurance: 'none', evidence: null },
  });
});

describe('the built-in one, left out of the installation', () => {
  const absent = { ...createFixedFaceMatcher(), isInstalled: false };

  test('does no recovery’s face check: it waits, and nobody gets in without', async () => {
    const { installation } = portal;
    expect(await createFaceCheckReader(installation, absent).read('built-in')).toBeNull();
    const there = { ...absent, isInstalled: true };
    expect(await createFaceCheckReader(installation, there).read('built-in')).toMatchObject({ kind: 'here' });
  });

  test('is shown to admins as what it is', async () => {
    const [builtIn] = await listFaceChecks({ installation: portal.installation, faceMatcher: absent });
    expect(builtIn).toMatchObject({ id: 'built-in', enabled: false });
  });
});

describe('a vendor', () => {
  test('is added, asked with our key, and shown to those who may look; the key to nobody', async () => {
    const made = await add(entry('Clear Faces'));
    expect(made.status).toBe(201);
    const { id } = made.body;
    expect((await show(id)).body).toMatchObject({
      name: 'Clear Faces',
      state: 'notAsked',
      owed: 0,
      usedBy: [],
    });
    const tested = await portal.ask(asker, 'POST', `${path}/${id}/test`);
    expect(tested.body.problem).toBeNull();
    expect((await show(id)).body.state).toBe('ready');
    expect(await lastActivity()).toEqual({
      ...{ activity: 'admin.faceCheckTested', data: { faceCheck: id, problem: '' } },
    });
    const everywhere = JSON.stringify([
      (await portal.ask('Auditor', 'GET', path)).body,
      await portal.installation.settings.list(''),
      await portal.installation.audit.readChain('administration'),
      await portal.installation.policy.readHistory({ subject: `profile:${id}`, limit: 5 }),
    ]);
    expect(everywhere, 'not even in the database in plain (D5)').not.toContain(fake.secret);
  });

  test.each([
    ['secret', { secret: '' }],
    ['address', { address: 'https://8.8.8.8:443/?key=1' }],
    ['pageOrigin', { pageOrigin: 'https://check.example/path' }],
    ['recommendedThreshold', { recommendedThreshold: 49 }],
    [
      'presentationAttackDetection.evidence',
      { presentationAttackDetection: { assurance: 'iso30107-3-L1', evidence: null } },
    ],
    ['name', { name: '' }],
  ])('%s has to be right', async (field, wrong) => {
    const { status, body } = await add({ ...entry('Wrong'), ...wrong });
    expect(status).toBe(422);
    expect(body.fields).toMatchObject([{ field }]);
  });

  test('moves only with its key typed anew: a key is sealed for its address (T23)', async () => {
    const { id } = (await add(entry('Moving'))).body;
    const moved = { ...entry('Moving'), address: `${fake.origin}/v2`, secret: '' };
    expect((await change(id, moved)).body.fields).toMatchObject([{ field: 'secret' }]);
    expect((await change(id, { ...moved, secret: fake.secret })).status).toBe(200);
    expect((await change(id, { ...moved, name: 'Moved' })).status, 'the same address keeps it').toBe(200);
  });

  test('whose address somebody changed in the database is never shown the key', async () => {
    const { id } = (await add(entry('Tampered'))).body;
    const { settings, now } = portal.installation;
    const subject = `faceCheck:${id}`;
    const { content, version } = (await settings.read(subject))!;
    const thief = { ...content, address: `${fake.origin}/thief`, version: version + 1 };
    await settings.save({ subject, content: thief, expectedVersion: version, by: 'nobody', now: now() });
    const before = fake.asked().length;
    const { body } = await portal.ask(asker, 'POST', `${path}/${id}/test`);
    expect([body.problem, fake.asked().length - before]).toEqual(['address', 0]);
  });

  test('that does not answer shows, and so does one that does not delete', async () => {
    const { id } = (await add(entry('Owing'))).body;
    await portal.ask(asker, 'POST', `${path}/${id}/test`);
    const owed = { recoveryId: 'r', provider: id, reference: 's', dueAt: 0 };
    await portal.installation.store.oweDeletion(owed);
    await portal.installation.deletions.markFailed({ ...owed, attempts: 1, nextAttemptAt: 0 });
    expect((await show(id)).body).toMatchObject({ state: 'owing', owed: 1 });
    const { ifMatch } = await show(id);
    const removed = await portal.ask(asker, 'DELETE', `${path}/${id}`, { headers: ifMatch });
    expect([removed.status, removed.body.reason]).toEqual([409, 'faceCheckOwes']);
    await portal.installation.deletions.markDone(owed);
    await portal.ask(asker, 'POST', `${path}/${id}/switch`, { body: { enabled: false } });
    expect((await show(id)).body.state).toBe('disabled');
    const gone = await portal.ask(asker, 'DELETE', `${path}/${id}`, await headersOf(id));
    expect(gone.status).toBe(204);
  });
  const headersOf = async (id: string) => ({ headers: (await show(id)).ifMatch });

  test.each(['Auditor', 'Help Desk', 'Nobody Special'] as const)('%s adds none', async (as) => {
    expect((await add(entry('No'), as)).status).toBeGreaterThanOrEqual(401);
  });
});

describe('a profile that takes it', () => {
  const profileOf = async () => {
    const [{ id }] = (await portal.ask('Auditor', 'GET', '/api/admin/profiles')).body.items;
    const { body, headers } = await portal.ask('Auditor', 'GET', `/api/admin/profiles/${id}`);
    const { id: _id, version: _version, mode, ...decided } = body;
    return { id, mode, decided, ifMatch: { 'if-match': String(headers.etag) } };
  };
  const save = async (faceCheck: object) => {
    const { id, decided, ifMatch } = await profileOf();
    const body = { ...decided, faceCheck };
    const saved = await portal.ask(asker, 'PUT', `/api/admin/profiles/${id}`, { body, headers: ifMatch });
    expect(saved.status, JSON.stringify(saved.body)).toBe(200);
    return saved.body.profile.faceCheck;
  };

  test('starts without the acceptance of the one before; a new one is signed by who gives it, for this one', async () => {
    const vendor = (await add(entry('Chosen'))).body.id;
    const first = await save({ provider: 'built-in', threshold: 70, acceptWithoutLiveness: true });
    expect(first.acceptedWithoutLiveness).not.toBeNull();
    const taken = await save({ provider: vendor, threshold: 80, acceptWithoutLiveness: false });
    expect(taken).toEqual({ provider: vendor, threshold: 80, acceptedWithoutLiveness: null });
    const back = await save({ provider: 'built-in', threshold: 70, acceptWithoutLiveness: true });
    expect(back.acceptedWithoutLiveness.by).toMatch(/^admin:/);
    expect(back.acceptedWithoutLiveness.at >= first.acceptedWithoutLiveness.at).toBe(true);
  });

  test('by the command line: another one brings its own threshold, and no acceptance', async () => {
    const vendor = (await add(entry('By command'))).body.id;
    const { id } = await profileOf();
    const { faceCheck } = await portal.administration.editProfile({
      id,
      changes: { faceCheck: { provider: vendor } },
    });
    expect(faceCheck).toEqual({ provider: vendor, threshold: 80, acceptedWithoutLiveness: null });
    const { ifMatch } = await show(vendor);
    const removed = await portal.ask(asker, 'DELETE', `${path}/${vendor}`, { headers: ifMatch });
    expect([removed.status, removed.body.reason]).toEqual([409, 'faceCheckInUse']);
  });

  test('names one that there is', async () => {
    const { id } = await profileOf();
    const changes = { faceCheck: { provider: 'nobody', threshold: 70, acceptedWithoutLiveness: null } };
    await expect(portal.administration.editProfile({ id, changes })).rejects.toMatchObject({
      fields: [{ field: 'faceCheck.provider' }],
    });
  });

  test('in production: its vendor is changed by two (T23)', async () => {
    const vendor = (await add(entry('Relied on'))).body.id;
    const { installation } = portal;
    const [profile] = await installation.policy.readProfiles();
    await installation.policy.saveProfile({
      profile: {
        ...profile!,
        mode: 'production',
        faceCheck: { provider: vendor, threshold: 80, acceptedWithoutLiveness: null },
      },
      ...{ expectedVersion: profile!.version, by: 'test', now: installation.now() },
    });
    const organisation = (await installation.policy.readOrganisation())!;
    await installation.policy.saveOrganisation({
      policy: { ...organisation, secondPersonRequired: true },
      ...{ expectedVersion: organisation.version, by: 'test', now: installation.now() },
    });
    const { status, body } = await change(vendor, { ...entry('Relied on'), recommendedThreshold: 85 });
    expect(status).toBe(202);
    expect((await show(vendor)).body.recommendedThreshold).toBe(80);
    const given = await portal.ask(
      'Second Administrator',
      'POST',
      `/api/admin/approvals/${body.approval.id}/approve`,
      {
        body: {},
      },
    );
    expect(given.status, JSON.stringify(given.body)).toBe(200);
    expect((await show(vendor)).body.recommendedThreshold).toBe(85);

    const switchTo = (enabled: boolean) =>
      portal.ask(asker, 'POST', `${path}/${vendor}/switch`, { body: { enabled } });
    expect((await switchTo(false)).status, 'off by one, at once (T24)').toBe(200);
    const on = await switchTo(true);
    expect([on.status, (await show(vendor)).body.state]).toEqual([202, 'disabled']);
    await portal.ask('Second Administrator', 'POST', `/api/admin/approvals/${on.body.approval.id}/approve`, {
      body: {},
    });
    expect((await show(vendor)).body.state).not.toBe('disabled');
  });
});
