import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AccountChanges } from '../../../directory/index.ts';
import { Fault } from '../../../recovery/outcome.ts';
import { createImportWorker } from '../../administration/index.ts';
import { openTestPortal, type TestPortal } from './test-portal.ts';

const admin = 'Recovery Administrator';
let portal: TestPortal;
beforeAll(async () => {
  portal = await openTestPortal();
  const { version } = (await portal.installation.policy.readOrganisation())!;
  const told = await portal.ask(admin, 'PUT', '/api/admin/exclusions', {
    ...{ body: { groups: ['Board'] }, headers: { 'if-match': `"${version}"` } },
  });
  expect(told.status).toBe(200);
});
afterAll(() => portal.close());
beforeEach(() => portal.signInAgain());

const path = '/api/admin/people-imports';
const show = async (id: string) => (await portal.ask(admin, 'GET', `${path}/${id}`)).body;
const find = async (name: string) => (await portal.installation.builtInDirectory.accounts.find(name))!;
const newWorker = (installation = portal.installation) =>
  createImportWorker({ installation, journey: portal.journey, faceMatcher: portal.faceMatcher });
const post = async (id: string, verb: string, body?: object) => {
  await portal.ask(admin, 'POST', `${path}/${id}/${verb}`, body && { body });
};

/**
 * Another admin's edit comes between: after the worker has read whom it is about, and before it writes. Here it shares the worker's
 * transaction, since the embedded engine has no other, and so is made once more when that one has come to its end.
 */
async function interrupt(edit: () => Promise<unknown>): Promise<void> {
  const { installation } = portal;
  const { accounts } = installation.builtInDirectory;
  let due = true;
  const after = async <T>(read: Promise<T>): Promise<T> => {
    const found = await read;
    if (due) {
      due = false;
      await edit();
    }
    return found;
  };
  const worker = newWorker({
    ...installation,
    builtInDirectory: {
      ...installation.builtInDirectory,
      accounts: {
        ...accounts,
        readByNames: (names) => after(accounts.readByNames(names)),
        readMany: (ids) => after(accounts.readMany(ids)),
      },
    },
  });
  await worker.run({ forMs: 60_000 }).catch((cause: unknown) => {
    if (!(cause instanceof Fault)) throw cause;
  });
  await edit();
  await newWorker().run({ forMs: 60_000 });
}

async function prepare(name: string, line: string, targets: readonly string[]): Promise<string> {
  await portal.installation.builtInDirectory.accounts.createMany([
    { accountName: name, givenName: 'Given', surname: 'Before', groups: ['Staff'] },
  ]);
  const { body } = await portal.ask(admin, 'POST', path, {
    body: Readable.from([Buffer.from(`columns\n${line}\n`)]),
    headers: { 'content-type': 'text/csv' },
  });
  await post(body.id, 'check', {
    ...{ encoding: 'utf-8', delimiter: ',', dateOrder: 'dayFirst', emptyCells: 'keep' },
    mapping: ['accountName', ...targets],
  });
  await newWorker().run({ forMs: 60_000 });
  expect((await show(body.id)).counts).toMatchObject({ changed: 1 });
  return body.id;
}

describe('whoever is changed while an import looks at them is looked at again (D34, T23, R29)', () => {
  const edits = [
    ['put into an excluded group', 'groups', 'Staff;Office', { groups: ['Board', 'Staff'] }],
    ['given a role', 'surname', 'After', { roles: ['Auditor'] }],
  ] as const satisfies readonly (readonly [string, string, string, AccountChanges])[];

  test.each(edits)('%s: the list is not laid over it', async (_name, target, cell, changes) => {
    const name = `meets.${target}`;
    const id = await prepare(name, `${name},${cell}`, [target]);
    const { accounts } = portal.installation.builtInDirectory;
    const account = await find(name);
    await post(id, 'apply');
    await interrupt(() => accounts.edit({ id: account.id, changes }));
    expect(await find(name)).toMatchObject({ surname: 'Before', ...changes });
    expect(await show(id)).toMatchObject({ state: 'applied', counts: { appliedChanged: 0 } });
  });

  test.each(edits)('%s: nor is its undo', async (_name, target, cell, changes) => {
    const name = `undone.${target}`;
    const id = await prepare(name, `${name},${cell}`, [target]);
    const { accounts } = portal.installation.builtInDirectory;
    await post(id, 'apply');
    await newWorker().run({ forMs: 60_000 });
    const applied = await find(name);
    await post(id, 'undo');
    await interrupt(() => accounts.edit({ id: applied.id, changes }));
    expect(await find(name)).toMatchObject({ surname: applied.surname, ...changes });
    expect(await show(id)).toMatchObject({ state: 'undone', counts: { undone: 0, notUndone: 1 } });
  });
});

test('D34: a list that puts somebody into an excluded group is no list that changes nothing, however like another its name', async () => {
  const { body } = await portal.ask(admin, 'POST', path, {
    body: Readable.from([Buffer.from('columns\nlike.group,Staff;Board\n')]),
    headers: { 'content-type': 'text/csv' },
  });
  await portal.installation.builtInDirectory.accounts.createMany([
    { accountName: 'like.group', givenName: 'Given', surname: 'Name', groups: ['Staff', 'board'] },
  ]);
  await post(body.id, 'check', {
    ...{ encoding: 'utf-8', delimiter: ',', dateOrder: 'dayFirst', emptyCells: 'keep' },
    mapping: ['accountName', 'groups'],
  });
  await newWorker().run({ forMs: 60_000 });
  await post(body.id, 'apply');
  await newWorker().run({ forMs: 60_000 });
  expect((await find('like.group')).groups).toEqual(['Board', 'Staff']);
});

describe('whoever uploaded a list has lost their role since (T23)', () => {
  const takeRole = async (roles: readonly string[]) => {
    const id = portal.accountIdOf(admin);
    await portal.installation.builtInDirectory.accounts.edit({ id, changes: { roles: [...roles] } });
  };
  const postBySecond = (id: string, verb: string) =>
    portal.ask('Second Administrator', 'POST', `${path}/${id}/${verb}`);
  const state = async (id: string) => {
    const { body } = await portal.ask('Second Administrator', 'GET', `${path}/${id}`);
    return [body.state, body.problem?.code ?? null];
  };

  test('it goes no further, by nobody’s word; what it did can be undone', async () => {
    const [begun, waiting] = [
      await prepare('gone.begun', 'gone.begun,After', ['surname']),
      await prepare('gone.waiting', 'gone.waiting,After', ['surname']),
    ];
    await post(begun, 'apply');
    await newWorker().run({ forMs: 60_000 });
    await post(waiting, 'apply');
    await takeRole([]);
    try {
      await newWorker().run({ forMs: 60_000 });
      expect([await state(waiting), (await find('gone.waiting')).surname]).toEqual([
        ['stopped', 'uploaderGone'],
        'Before',
      ]);
      await postBySecond(waiting, 'resume');
      await newWorker().run({ forMs: 60_000 });
      expect(await state(waiting)).toEqual(['stopped', 'uploaderGone']);
      await postBySecond(begun, 'undo');
      await newWorker().run({ forMs: 60_000 });
      expect([await state(begun), (await find('gone.begun')).surname]).toEqual([['undone', null], 'Before']);
    } finally {
      await takeRole([admin]);
    }
  });
});
