import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createImportWorker } from '../../administration/index.ts';
import { openTestPortal, type TestPortal } from './test-portal.ts';

/** Who gets in by a group, or in by weaker rules, is held: moving people is everyday work and takes one (D34, T22, T23). */
const admin = 'Recovery Administrator';
const hour = 3_600_000;
let portal: TestPortal;
beforeAll(async () => {
  portal = await openTestPortal();
  const { policy } = portal.installation;
  const weak = (await policy.readProfiles()).find(({ mode }) => mode === 'production')!;
  const written = { expectedVersion: 0, by: 'admin:host', now: portal.now() };
  const strict = { ...weak.faceCheck, threshold: weak.faceCheck.threshold + 2 };
  const made = { ...weak, version: 1, includeGroups: ['Vault'], faceCheck: strict };
  await policy.saveProfile({ profile: { ...made, id: 'strict', name: 'Strict' }, ...written });
  const { version, ids } = await policy.readOrder();
  const order = { ids: ['strict', ...ids.filter((id) => id !== 'strict')], expectedVersion: version };
  await policy.saveOrder({ ...order, by: 'admin:host', now: portal.now() });
});
afterAll(() => portal.close());
beforeEach(() => portal.signInAgain());

const find = async (name: string) => (await portal.installation.builtInDirectory.accounts.find(name))!;
const add = async (accountName: string, groups: readonly string[]) =>
  portal.installation.builtInDirectory.accounts.create({
    ...{ accountName, givenName: 'Some', surname: accountName, birthDate: '1990-01-01', groups },
    firstSignedInAt: portal.now(),
  });
const change = (body: object) => portal.ask(admin, 'POST', '/api/admin/groups/members', { body });
const lastEntry = async () => (await portal.installation.audit.readChain('administration')).at(-1);
const hoursHeld = async (name: string) =>
  Math.round(((await find(name)).attributeHoldUntil ?? portal.now()) - portal.now()) / hour;

describe('on a person’s page', () => {
  test('into a group of a profile in production: held, listed, on record; and the check says so', async () => {
    const id = await add('newcomer', ['Choir']);
    const { version } = await find('newcomer');
    const told = await change({ group: 'Staff', add: [id] });
    expect([told.status, told.body]).toEqual([200, { added: 1, removed: 0, held: 1 }]);
    expect(await hoursHeld('newcomer')).toBeCloseTo(72, 1);
    expect((await find('newcomer')).version).toBe(version + 1);
    expect(await lastEntry()).toMatchObject({
      ...{ activity: 'admin.groupJoined', data: { group: 'Staff', account: id, held: true } },
    });
    const { body: holds } = await portal.ask('Auditor', 'GET', '/api/admin/holds');
    expect(holds.items).toMatchObject([
      { accountId: id, attributes: ['groups'], startedBy: `admin:${portal.accountIdOf(admin)}` },
    ]);
    const { body: shown } = await portal.ask(admin, 'GET', `/api/admin/people/${id}`);
    const { checks } = shown.today;
    expect(checks.find(({ code }: { code: string }) => code === 'attributeHold')).toMatchObject({
      met: false,
    });
    const { recovery } = await portal.journey.start({ identifier: 'newcomer', network: 'n1' });
    const [first] = await portal.installation.audit.readChain(recovery.id);
    expect(first?.code).toBe('attributeHold');
  });

  test('out of the group of a stricter profile: held for the weaker one behind it', async () => {
    const id = await add('keeper', ['Vault', 'Staff']);
    expect((await change({ group: 'Vault', remove: [id] })).body).toEqual({ added: 0, removed: 1, held: 1 });
    expect(await hoursHeld('keeper')).toBeCloseTo(72, 1);
    expect(await lastEntry()).toMatchObject({ activity: 'admin.groupLeft', data: { held: true } });
  });

  test('day-to-day work is not held: into a group of no profile, a stricter one, or one already in force', async () => {
    const id = await add('regular', ['Staff']);
    for (const group of ['Choir', 'Vault', 'Staff'])
      expect((await change({ group, add: [id] })).body.held, group).toBe(0);
    expect((await find('regular')).attributeHoldUntil).toBeNull();
    expect((await lastEntry())?.data).not.toHaveProperty('held');
  });

  test('a hold that runs longer is not shortened, and out and in again does not help', async () => {
    const id = await add('mover', []);
    await change({ group: 'Staff', add: [id] });
    portal.pass({ minutes: 60 * 24 });
    await portal.signInAgain();
    await change({ group: 'Staff', remove: [id] });
    expect(await hoursHeld('mover')).toBeCloseTo(48, 1);
    await change({ group: 'Staff', add: [id] });
    expect(await hoursHeld('mover')).toBeCloseTo(72, 1);
  });
});

describe('by a list', () => {
  const list = async (groups: string) => {
    const { installation, journey, faceMatcher } = portal;
    const worker = createImportWorker({ installation, journey, faceMatcher });
    const { body } = await portal.ask(admin, 'POST', '/api/admin/people-imports', {
      body: Readable.from([Buffer.from(`user,groups\nlisted,${groups}\nlisted.new,${groups}\n`)]),
      headers: { 'content-type': 'text/csv' },
    });
    return async (verb: string) => {
      const mapping = ['accountName', 'groups'];
      const options = {
        encoding: 'utf-8',
        delimiter: ',',
        dateOrder: 'dayFirst',
        emptyCells: 'keep',
        mapping,
      };
      const said = verb === 'check' ? { body: options } : {};
      await portal.ask(admin, 'POST', `/api/admin/people-imports/${body.id}/${verb}`, said);
      await worker.run({ forMs: 60_000 });
      return (await portal.ask(admin, 'GET', `/api/admin/people-imports/${body.id}`)).body.counts;
    };
  };

  test('the dry run counts whom it would hold; the import holds them, and its undo too', async () => {
    await add('listed', ['Vault', 'Staff']);
    const post = await list('Staff');
    expect(await post('check')).toMatchObject({ created: 1, changed: 1, held: 1 });
    expect((await find('listed')).attributeHoldUntil).toBeNull();
    await post('apply');
    expect(await hoursHeld('listed')).toBeCloseTo(72, 1);
    const entry = (await portal.installation.audit.readChain('administration')).findLast(
      ({ activity }) => activity === 'admin.accountEdited',
    );
    expect(entry?.data).toMatchObject({ changed: 'groups', held: true });
    expect((await find('listed.new')).attributeHoldUntil, 'nobody recovers before they signed in').toBeNull();

    const out = await list('Choir');
    expect(await out('check')).toMatchObject({ changed: 2, held: 0 });
    await out('apply');
    portal.pass({ minutes: 60 * 80 });
    await portal.signInAgain();
    await out('undo');
    expect(await hoursHeld('listed')).toBeCloseTo(72, 1);
  });
});
