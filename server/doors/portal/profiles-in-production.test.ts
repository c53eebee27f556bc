import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultProfile } from '../../../recovery/policy/index.ts';
import { openTestPortal, type TestPortal } from './test-portal.ts';

const admin = 'Recovery Administrator';
const second = 'Second Administrator';
const path = '/api/admin/profiles';

async function edit(portal: TestPortal, id: string, changed: object) {
  const read = await portal.ask(admin, 'GET', `${path}/${id}`);
  const { id: _id, version: _version, mode: _mode, ...profile } = read.body;
  const { provider, threshold, acceptedWithoutLiveness } = profile.faceCheck;
  const faceCheck = { provider, threshold, acceptWithoutLiveness: acceptedWithoutLiveness !== null };
  const body = { ...profile, faceCheck, ...changed };
  const review = await portal.ask(admin, 'POST', `${path}/review`, { body: { id, draft: body } });
  const headers = { 'if-match': String(read.headers.etag) };
  const saved = await portal.ask(admin, 'PUT', `${path}/${id}`, { body, headers });
  return { review: review.body, saved };
}

describe('editing what grants access: takes two where it lets more people through (T23)', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await openTestPortal();
    const { policy, now } = portal.installation;
    const organisation = (await policy.readOrganisation())!;
    await policy.saveOrganisation({
      policy: { ...organisation, secondPersonRequired: true },
      ...{ expectedVersion: organisation.version, by: 'test', now: now() },
    });
  });
  afterAll(() => portal.close());

  test.each<[string, object]>([
    ['another description', { description: 'Everybody' }],
    ['another name', { name: 'Everybody in Staff' }],
    ['fewer people', { includeGroups: [] }],
    ['switched off', { enabled: false, includeGroups: [] }],
  ])('one person, at once: %s', async (_, changed) => {
    const { review, saved } = await edit(portal, 'staff', changed);
    expect([review.outcome.kind, saved.status]).toEqual(['stays', 200]);
    expect(saved.body).toMatchObject({ profile: { mode: 'production', ...changed }, missing: [] });
  });

  test.each<[string, object]>([
    ['switched on again', { enabled: true }],
    ['more people', { includeGroups: ['Staff'] }],
    ['the whole organisation', { includeGroups: 'everyone' }],
    ['other rules', { faceCheck: { provider: 'built-in', threshold: 50, acceptWithoutLiveness: true } }],
  ])('two, and the old rules until then: %s', async (_, changed) => {
    const before = (await portal.ask(admin, 'GET', `${path}/staff`)).body;
    const { review, saved } = await edit(portal, 'staff', changed);
    expect([review.outcome.kind, saved.status]).toEqual(['needsSecondPerson', 202]);
    expect((await portal.ask(admin, 'GET', `${path}/staff`)).body).toEqual(before);
    const approval = `/api/admin/approvals/${saved.body.approval.id}/approve`;
    expect((await portal.ask(second, 'POST', approval)).body.state).toBe('performed');
    const after = (await portal.ask(admin, 'GET', `${path}/staff`)).body;
    const [key = ''] = Object.keys(changed);
    expect([after.version, after.mode]).toEqual([before.version + 1, 'production']);
    expect(after[key]).not.toEqual(before[key]);
  });

  test('what waited is not laid over somebody else’s edit', async () => {
    const { saved } = await edit(portal, 'staff', {
      faceCheck: { provider: 'built-in', threshold: 60, acceptWithoutLiveness: true },
    });
    await edit(portal, 'staff', { description: 'Meanwhile' });
    const approval = `/api/admin/approvals/${saved.body.approval.id}/approve`;
    const { body } = await portal.ask(second, 'POST', approval);
    expect([body.state, body.reason]).toEqual(['failed', 'changedMeanwhile']);
    expect((await portal.ask(admin, 'GET', `${path}/staff`)).body).toMatchObject({
      ...{ description: 'Meanwhile', faceCheck: { threshold: 50 } },
    });
  });

  test('letting an excluded group in again takes two; leaving one more out takes one', async () => {
    const put = async (groups: string[]) => {
      const { headers } = await portal.ask(admin, 'GET', '/api/admin/profile-surroundings');
      const ifMatch = { 'if-match': String(headers.etag) };
      return portal.ask(admin, 'PUT', '/api/admin/exclusions', { body: { groups }, headers: ifMatch });
    };
    expect((await put(['Board', 'Workshop'])).status).toBe(200);
    const asked = await put(['Workshop']);
    expect(asked.status).toBe(202);
    const excluded = async () =>
      (await portal.ask(admin, 'GET', '/api/admin/profile-surroundings')).body.excludedGroups;
    expect(await excluded()).toEqual(['Board', 'Workshop']);
    await portal.ask(second, 'POST', `/api/admin/approvals/${asked.body.approval.id}/approve`);
    expect(await excluded()).toEqual(['Workshop']);
  });
});

describe('outside an example', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await openTestPortal({ example: false });
    const { policy, settings, now } = portal.installation;
    const written = { by: 'test', now: now() };
    const provider = {
      ...{
        id: 'p',
        name: 'Provider',
        sandbox: false,
        enabled: true,
        countries: 'any',
        documents: ['passport'],
      },
      ...{ address: 'https://idv.example.org/start', statusAddress: 'https://idv.example.org/up' },
      credentials: [{ format: 'dc+sd-jwt', type: 'id' }],
      ...{
        assurance: 'unstated',
        chargesPerCheck: false,
        price: '',
        reports: [],
        acceptedWithoutReport: null,
      },
      contact: { name: '', email: '', phone: '' },
    };
    await settings.save({ subject: 'provider:p', content: provider, expectedVersion: 0, ...written });
    const organisation = (await policy.readOrganisation())!;
    const anchor = {
      ...({ kind: 'did', did: 'did:web:id.example.org', mayIssue: 'any', countries: 'any' } as const),
      ...{ id: 'a', name: 'A', enabled: true, sandbox: false },
    };
    await policy.saveOrganisation({
      policy: { ...organisation, trustAnchors: [anchor] },
      ...{ expectedVersion: organisation.version, ...written },
    });
    await policy.saveProfile({
      profile: {
        ...defaultProfile({
          ...{ id: 'live', name: 'Live', priority: 0, providerIds: ['p'], includeGroups: ['Staff'] },
          acceptedCredentials: [{ format: 'jwt_vc_json', type: 'id', anchorIds: ['a'] }],
        }),
        mode: 'production',
      },
      ...{ expectedVersion: 0, ...written },
    });
  });
  afterAll(() => portal.close());

  test('rules that nobody has rehearsed go back to rehearsing, and the review says so beforehand (D3)', async () => {
    const { review, saved } = await edit(portal, 'live', {
      faceCheck: { provider: 'built-in', threshold: 60, acceptWithoutLiveness: true },
    });
    expect(review.outcome).toMatchObject({ kind: 'goesBack' });
    expect(review.outcome.missing).toContainEqual({
      ...{ code: 'rehearsalPassed', met: false, detail: { rehearsalsPassed: 0 } },
    });
    expect(saved.body.profile).toMatchObject({ mode: 'evaluation', faceCheck: { threshold: 60 } });
    expect(saved.body.missing).toEqual(review.outcome.missing);
  });

  test('a second device is not even stored while nothing guards it, and then is (D25)', async () => {
    const unguarded = await edit(portal, 'live', { crossDevice: true });
    expect(unguarded.saved.status).toBe(422);
    expect(unguarded.review.problems).toEqual(unguarded.saved.body.fields);
    expect(unguarded.saved.body.fields).toEqual([
      expect.objectContaining({ field: 'crossDevice', code: 'unguarded' }),
    ]);
    const short = await edit(portal, 'live', { crossDevice: true, crossDeviceWaitHours: 3 });
    expect(short.saved.body.fields[0]).toMatchObject({ field: 'crossDeviceWaitHours', code: 'waitingTime' });
    const { saved, review } = await edit(portal, 'live', { crossDevice: true, crossDeviceWaitHours: 24 });
    expect([saved.status, review.problems]).toEqual([200, []]);
    expect(review.gate.lines).toContainEqual(
      expect.objectContaining({ code: 'crossDeviceGuarded', met: true }),
    );
    await edit(portal, 'live', { crossDevice: false, crossDeviceWaitHours: 0 });
  });

  test('the gate refuses, says each line, and the refusal is on record', async () => {
    const read = await portal.ask(admin, 'GET', `${path}/live`);
    const told = await portal.ask(admin, 'POST', `${path}/live/mode`, {
      body: { mode: 'production', typedName: 'Live' },
      headers: { 'if-match': String(read.headers.etag) },
    });
    expect(told.status).toBe(200);
    expect(told.body.profile.mode).toBe('evaluation');
    const missing = told.body.refusedBy.lines.filter((each: { met: boolean }) => !each.met);
    expect(missing.map((each: { code: string }) => each.code)).toEqual([
      ...['providerEvidence', 'rehearsalPassed', 'secondPerson'],
    ]);
    const chain = await portal.installation.audit.readChain('administration');
    expect(chain.findLast(({ activity }) => activity === 'admin.modeRefused')).toMatchObject({
      data: { profile: 'live', missing: 'providerEvidence,rehearsalPassed' },
    });
  });
});
