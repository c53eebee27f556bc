import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestPortal, type TestPortal } from './test-portal.ts';

/**
 * Where a provider or a vendor is takes two once a profile in production relies on it (T23). Until then one admin moves it: also
 * while a second one is looking at the very change that would make production rely on it.
 */
const admin = 'Recovery Administrator';
const second = 'Second Administrator';
let portal: TestPortal;
let profileId: string;
beforeAll(async () => {
  portal = await openTestPortal();
  const organisation = (await portal.installation.policy.readOrganisation())!;
  await put('settings/second-person', { required: true }, organisation.version);
});
afterAll(() => portal.close());
beforeEach(() => portal.signInAgain());

const put = (path: string, body: object, version: number) =>
  portal.ask(admin, 'PUT', `/api/admin/${path}`, { body, headers: { 'if-match': `"${version}"` } });
const post = (path: string, body: object, version?: number) =>
  portal.ask(admin, 'POST', `/api/admin/${path}`, {
    body,
    headers: version === undefined ? {} : { 'if-match': `"${version}"` },
  });
const agree = (told: { body: { approval: { id: string } } }) =>
  portal.ask(second, 'POST', `/api/admin/approvals/${told.body.approval.id}/approve`, { body: {} });
const read = async (id = profileId) => (await portal.ask(admin, 'GET', `/api/admin/profiles/${id}`)).body;

const provider = {
  name: 'Example ID',
  address: 'https://idv.example/start',
  statusAddress: 'https://idv.example/status',
  countries: ['DE'],
  documents: ['passport'],
  credentials: [{ format: 'dc+sd-jwt', type: 'urn:example:id' }],
  assurance: 'substantial',
  chargesPerCheck: false,
  price: '',
  reports: [],
  acceptedWithoutReport: null,
  contact: { name: '', email: '', phone: '' },
};
const vendor = {
  name: 'Clear Faces',
  address: 'https://faces.example/v1',
  pageOrigin: 'https://faces.example',
  presentationAttackDetection: { assurance: 'none', evidence: null },
  recommendedThreshold: 80,
  secret: 'secret of ours and theirs',
};
/** Each with what is theirs, how a profile names it, and another place for it. */
const entries = [
  [
    'providers',
    provider,
    (id: string) => ({ providersByCountry: { default: [id] } }),
    { address: 'https://elsewhere.example/start' },
    { price: '3 EUR' },
  ],
  [
    'face-checks',
    vendor,
    (id: string) => ({
      faceCheck: { provider: id, threshold: 80, acceptWithoutLiveness: true },
    }),
    { address: 'https://elsewhere.example/v1', pageOrigin: 'https://elsewhere.example', secret: 'another' },
    null,
  ],
] as const;

describe.each(entries)('%s', (path, entry, named, moved, harmless) => {
  let id: string;
  const change = async (more: object) => {
    const { body } = await portal.ask(admin, 'GET', `/api/admin/${path}/${id}`);
    return put(`${path}/${id}`, { ...entry, ...more }, body.version);
  };
  /** Rehearses, and names it; or is in production, and does not name it yet. */
  const makeProfile = async (mode: 'evaluation' | 'production') => {
    const { policy } = portal.installation;
    const known = (await policy.readProfiles()).find((each) => each.mode === 'production')!;
    profileId = `${path}-${mode}-${portal.now()}`;
    await policy.saveProfile({
      profile: { ...known, id: profileId, name: profileId, version: 1, mode, includeGroups: [] },
      ...{ expectedVersion: 0, by: 'admin:host', now: portal.now() },
    });
  };
  const draft = async () => {
    const { version: _1, mode: _2, id: _3, priority: _4, faceCheck, ...rest } = await read();
    const { acceptedWithoutLiveness: accepted, ...check } = faceCheck;
    return { ...rest, faceCheck: { ...check, acceptWithoutLiveness: accepted !== null }, ...named(id) };
  };
  const edit = async () => put(`profiles/${profileId}`, await draft(), (await read()).version);
  const toProduction = async () =>
    post(
      `profiles/${profileId}/mode`,
      { mode: 'production', typedName: (await read()).name },
      (await read()).version,
    );

  beforeEach(async () => {
    const told = await post(path, { ...entry, name: `${entry.name} ${portal.now()}` });
    expect(told.status).toBe(201);
    id = told.body.id;
  });

  const waysIn = [
    [
      'a profile that names it, to production',
      async () => {
        await makeProfile('evaluation');
        expect((await edit()).status).toBe(200);
        return toProduction();
      },
    ],
    [
      'one in production, to naming it',
      async () => {
        await makeProfile('production');
        return edit();
      },
    ],
  ] as const;

  test.each(waysIn)('moved by one while two are asked for %s: it is not done', async (_name, ask) => {
    const asked = await ask();
    expect(asked.status).toBe(202);
    expect((await change(moved)).status).toBe(200);
    expect((await agree(asked)).body).toMatchObject({ state: 'failed', reason: 'changedMeanwhile' });
    const again = await ask();
    expect((await agree(again)).body.state, 'asked anew').toBe('performed');
    expect((await change({})).status, 'and from then on a move takes two').toBe(202);
  });

  test.each(waysIn)('switched off and on, or what costs nothing: %s', async (_name, ask) => {
    const asked = await ask();
    for (const enabled of [false, true]) await post(`${path}/${id}/switch`, { enabled });
    if (harmless !== null) expect((await change(harmless)).status).toBe(200);
    expect((await agree(asked)).body.state).toBe('performed');
  });
});
