import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../../recovery/audit/index.ts';
import {
  createImportWorker,
  forgetOldImports,
  largestFile,
  receiveFile,
} from '../../administration/index.ts';
import { openTestPortal, type TestPortal } from './test-portal.ts';

const admin = 'Recovery Administrator';
const path = '/api/admin/people-imports';

let portal: TestPortal;
let worker: ReturnType<typeof createImportWorker>;
beforeAll(async () => {
  portal = await openTestPortal();
  worker = newWorker();
});
afterAll(async () => {
  await worker.close();
  await portal.close();
});
beforeEach(() => portal.signInAgain());

function newWorker() {
  const { installation, journey, faceMatcher } = portal;
  return createImportWorker({ installation, journey, faceMatcher });
}

async function upload(text: string | Buffer, name = 'people.csv') {
  return portal.ask(admin, 'POST', path, {
    body: Readable.from([Buffer.from(text)]),
    headers: { 'content-type': 'text/csv', 'x-file-name': encodeURIComponent(name) },
  });
}
const options = (mapping: (string | null)[], more: object = {}) => ({
  ...{ encoding: 'utf-8', delimiter: ',', mapping, dateOrder: 'dayFirst', emptyCells: 'keep', ...more },
});
const post = (id: string, verb: string, body?: object) =>
  portal.ask(admin, 'POST', `${path}/${id}/${verb}`, body === undefined ? {} : { body });
const show = async (id: string) => (await portal.ask(admin, 'GET', `${path}/${id}`)).body;
const finish = () => worker.run({ forMs: 60_000 });
const find = (name: string) => portal.installation.builtInDirectory.accounts.find(name);
const files = () => {
  const folder = join(portal.installation.config.dataDir, 'regain', 'imports');
  return existsSync(folder) ? readdirSync(folder) : [];
};
const people = ['accountName', 'givenName', 'surname', 'birthDate', 'employeeNumber'];
const header = 'user,first,last,born,number\n';

async function checked(text: string, mapping: (string | null)[] = people, more: object = {}) {
  const { body } = await upload(text);
  await post(body.id, 'check', options(mapping, more));
  await finish();
  return body.id as string;
}

describe('from a file to people', () => {
  test('the dry run counts and changes nobody; then it is applied, and undone', async () => {
    await portal.installation.builtInDirectory.accounts.createMany([
      { accountName: 'old.one', givenName: 'Old', surname: 'One', birthDate: '1970-01-01' },
      { accountName: 'old.two', givenName: 'Old', surname: 'Two', employeeNumber: '2' },
    ]);
    const id = await checked(
      `${header}new.one,New,One,12.04.1988,1\nOLD.ONE,Old,Uno,1970-01-01,\nold.two,Old,Two,,2\nbad,,,31.02.1990,\nnew.one,Again,,,\n`,
    );
    expect(await show(id)).toMatchObject({
      state: 'checked',
      fileName: 'people.csv',
      records: 5,
      counts: { rows: 5, created: 1, changed: 1, unchanged: 1, wrong: 2, problems: 2, held: 1 },
    });
    expect(await find('new.one')).toBeNull();
    const { body: problems } = await portal.ask('Auditor', 'GET', `${path}/${id}/problems?limit=1`);
    expect(problems.items).toEqual([{ line: 5, field: 'birthDate', code: 'notADate', value: '31.02.1990' }]);
    const rest = await portal.ask('Auditor', 'GET', `${path}/${id}/problems?after=${problems.next}`);
    expect(rest.body.items).toEqual([
      { line: 6, field: 'accountName', code: 'twiceInFile', value: 'new.one' },
    ]);
    const csv = await portal.ask('Auditor', 'GET', `${path}/${id}/problems.csv`);
    expect(csv.body).toContain('5,birthDate,notADate,31.02.1990\r\n');

    await post(id, 'apply');
    await finish();
    expect(await show(id)).toMatchObject({
      state: 'applied',
      counts: { appliedCreated: 1, appliedChanged: 1 },
    });
    expect(await find('new.one')).toMatchObject({ birthDate: '1988-04-12', attributeHoldUntil: null });
    const changed = (await find('old.one'))!;
    expect(changed).toMatchObject({ surname: 'Uno', givenName: 'Old' });
    expect(changed.attributeHoldUntil, 'D34').toBeGreaterThan(portal.now() + 71 * 60 * 60_000);

    await post(id, 'undo');
    await finish();
    expect(await show(id)).toMatchObject({ state: 'undone', counts: { undone: 2, notUndone: 0 } });
    expect(await find('new.one')).toBeNull();
    const restored = (await find('old.one'))!;
    expect(restored.surname).toBe('One');
    expect(restored.attributeHoldUntil, 'holds stay').toBeGreaterThanOrEqual(changed.attributeHoldUntil!);
    const entries = await portal.installation.audit.readChain('administration');
    expect(entries.map(({ activity }) => activity).filter((each) => each.startsWith('admin.import'))).toEqual(
      [
        ...['admin.importUploaded', 'admin.importChecked', 'admin.importStarted', 'admin.importApplied'],
        ...['admin.importUndoStarted', 'admin.importUndone'],
      ],
    );
    expect(files(), 'the file goes with the undo').toEqual([]);
  });

  test('D35: who made each account and when is on record, found by the person, and told on their page', async () => {
    const id = await checked(`${header}added.a,A,A,,\nadded.b,B,B,,\n`);
    await post(id, 'apply');
    await finish();
    const { id: account } = (await find('added.b'))!;
    const { body } = await portal.ask('Auditor', 'GET', `/api/admin/audit?person=${account}`);
    expect(body.items).toMatchObject([
      {
        activity: 'admin.accountAdded',
        actor: { id: `admin:${portal.accountIdOf(admin)}` },
        facts: [
          { name: 'account', value: account },
          { name: 'import', value: id },
        ],
      },
    ]);
    const { body: shown } = await portal.ask('Auditor', 'GET', `/api/admin/people/${account}`);
    expect(shown.added).toEqual({
      by: { actor: `admin:${portal.accountIdOf(admin)}`, displayName: `${admin} Test` },
      ...{ at: body.items[0].at, import: { id, isKept: true } },
    });
    expect(Math.abs(shown.added.at - shown.createdAt)).toBeLessThan(60_000);
    await post(id, 'undo');
    await finish();
    const { body: after } = await portal.ask('Auditor', 'GET', `/api/admin/audit?person=${account}`);
    expect(await find('added.b')).toBeNull();
    expect(after.items.map(({ activity }: { activity: string }) => activity)).toEqual([
      'admin.accountRemoved',
      'admin.personLookedUp',
      'admin.accountAdded',
    ]);
  });

  test('an undo leaves alone what somebody has changed or used since', async () => {
    const { accounts, methods } = portal.installation.builtInDirectory;
    const id = await checked(`${header}und.a,A,A,,\nund.b,B,B,,\n`);
    await post(id, 'apply');
    await finish();
    await accounts.edit({ id: (await find('und.a'))!.id, changes: { givenName: 'Later' } });
    await methods.addTotp({ accountId: (await find('und.b'))!.id, secret: Buffer.alloc(20) });
    await post(id, 'undo');
    await finish();
    expect(await show(id)).toMatchObject({ state: 'undone', counts: { undone: 0, notUndone: 2 } });
    expect((await find('und.a'))!.givenName).toBe('Later');
    const left = await portal.ask('Auditor', 'GET', `${path}/${id}/not-undone?limit=1`);
    expect(left.body.items).toEqual([
      { line: 2, account: { id: (await find('und.a'))!.id, name: 'und.a' }, why: 'changedSince' },
    ]);
    const rest = await portal.ask('Auditor', 'GET', `${path}/${id}/not-undone?after=${left.body.next}`);
    expect(rest.body).toMatchObject({
      ...{ items: [{ line: 3, account: { name: 'und.b' }, why: 'inUse' }], next: null },
    });
  });

  test('D34: whoever holds a role is not changed by a list', async () => {
    const id = await checked('user,last\nadmin.anders,Other\n', ['accountName', 'surname']);
    const { body } = await portal.ask(admin, 'GET', `${path}/${id}/problems`);
    expect(body.items).toMatchObject([{ line: 2, code: 'privileged', value: 'admin.anders' }]);
    expect((await post(id, 'apply')).body.reason).toBe('nothingToImport');
  });
});

describe('cut off and gone on with (R29)', () => {
  const lines = (count: number) =>
    Array.from({ length: count }, (_, n) => `cut.${n},Cut,Person${n},,\n`).join('');

  test('a restart in the middle goes on with the next line, and applies none twice', async () => {
    const id = await checked(header + lines(700));
    await post(id, 'apply');
    await worker.run({ forMs: 0 });
    expect(await show(id)).toMatchObject({
      state: 'applying',
      records: 500,
      counts: { appliedCreated: 500 },
    });
    await worker.close();
    worker = newWorker();
    await finish();
    expect(await show(id)).toMatchObject({
      state: 'applied',
      records: 700,
      counts: { appliedCreated: 700 },
    });
    const { accounts } = portal.installation.builtInDirectory;
    expect(await accounts.countMatching({ filter: { text: 'cut.' }, most: 5_000 })).toBe(700);
    await post(id, 'undo');
    await finish();
    expect(await accounts.countMatching({ filter: { text: 'cut.' }, most: 5_000 })).toBe(0);
  });

  test('stopped: what is applied stands, and it can go on or be undone', async () => {
    const id = await checked(header + lines(550));
    await post(id, 'apply');
    await worker.run({ forMs: 0 });
    expect((await post(id, 'stop')).body.state).toBe('stopped');
    await finish();
    expect(await show(id)).toMatchObject({ state: 'stopped', counts: { appliedCreated: 500 } });
    await post(id, 'resume');
    await finish();
    expect(await show(id)).toMatchObject({ state: 'applied', counts: { appliedCreated: 550 } });
    await post(id, 'undo');
    await finish();
  });

  test('an undo is stopped and gone on with, after a restart too; each person has an entry, and the chain holds', async () => {
    const id = await checked(header + lines(700));
    await post(id, 'apply');
    await finish();
    await post(id, 'undo');
    await worker.run({ forMs: 0 });
    expect(await show(id)).toMatchObject({ state: 'undoing', counts: { undone: 500, notUndone: 0 } });
    expect((await post(id, 'stop')).body.state).toBe('undoStopped');
    worker = newWorker();
    await finish();
    expect((await show(id)).counts.undone).toBe(500);
    expect((await post(id, 'resume')).status, 'not applied again').toBe(412);
    await post(id, 'undo');
    await finish();
    expect(await show(id)).toMatchObject({ state: 'undone', counts: { undone: 700 } });
    const { audit, keys } = portal.installation;
    const removed = (await audit.readChain('administration')).filter(
      ({ activity, data }) => activity === 'admin.accountRemoved' && data.import === id,
    );
    expect(new Set(removed.map(({ data }) => data.account)).size).toBe(700);
    const { flaws } = await verifyAudit({ store: audit, publicKey: keys.auditPublicKey });
    expect(flaws).toEqual([]);
  });

  test('a dry run cut off in the middle finds the same, and another one starts afresh', async () => {
    const text = `${header}${lines(600)}cut.3,Twice,,,\n`;
    const { body } = await upload(text);
    await post(body.id, 'check', options(people));
    await worker.run({ forMs: 0 });
    worker = newWorker();
    await finish();
    const first = await show(body.id);
    expect(first.counts).toMatchObject({ rows: 601, created: 600, wrong: 1 });
    await post(body.id, 'check', options(people));
    await finish();
    expect((await show(body.id)).counts).toEqual(first.counts);
    await portal.ask(admin, 'DELETE', `${path}/${body.id}`);
  });
});

describe('what cannot be read is said clearly', () => {
  test.each([
    ['a quote that is never closed', `${header}a,"b,c\n`, 'quoteNotClosed', 2],
    ['nothing but a header', header, 'empty', 0],
    ['no text', `${header}\0\u0001,x\n`, 'notText', 2],
  ])('%s', async (_, text, code, line) => {
    const id = await checked(text);
    expect(await show(id)).toMatchObject({ state: 'broken', problem: { code, line } });
    expect((await post(id, 'apply')).status).toBe(412);
  });

  const fileOf = (id: string) => join(portal.installation.config.dataDir, 'regain', 'imports', `${id}.csv`);

  test('a file that is gone ends the dry run; one that is no file any more, too', async () => {
    const [gone, unreadable] = [(await upload(header)).body.id, (await upload(header)).body.id];
    await post(gone, 'check', options(people));
    await post(unreadable, 'check', options(people));
    rmSync(fileOf(gone));
    rmSync(fileOf(unreadable));
    mkdirSync(fileOf(unreadable));
    await finish();
    expect(await show(gone)).toMatchObject({ state: 'broken', problem: { code: 'fileGone', line: 0 } });
    expect(await show(unreadable)).toMatchObject({ state: 'broken', problem: { code: 'fileUnreadable' } });
    rmSync(fileOf(unreadable), { recursive: true });
  });

  test('D35: a file that is gone stops the import, with an entry; what was applied is undone all the same', async () => {
    const lines = Array.from({ length: 600 }, (_, n) => `gone.${n},Gone,Person${n},,\n`).join('');
    const id = await checked(header + lines);
    await post(id, 'apply');
    await worker.run({ forMs: 0 });
    await worker.close();
    rmSync(fileOf(id));
    await finish();
    expect(await show(id)).toMatchObject({
      ...{ state: 'stopped', problem: { code: 'fileGone' }, counts: { appliedCreated: 500 } },
    });
    const entries = await portal.installation.audit.readChain('administration');
    expect(entries.at(-1)).toMatchObject({
      ...{ activity: 'admin.importStopped', actor: 'system', result: 'failed' },
      data: { import: id, problem: 'fileGone' },
    });
    await post(id, 'undo');
    await finish();
    expect(await show(id)).toMatchObject({ state: 'undone', problem: null, counts: { undone: 500 } });
  });

  test('exactly as large as is allowed is taken; a byte more is not, and nothing of it is left', async () => {
    const before = files();
    const receive = (size: number) =>
      receiveFile(portal.installation, {
        ...{ id: `size-${size}`, most: 3_000 },
        content: Readable.from([Buffer.alloc(2_000), Buffer.alloc(size - 2_000)]),
      });
    expect(await receive(3_000)).toBe(3_000);
    await expect(receive(3_001)).rejects.toMatchObject({ code: 'invalid', reason: 'fileTooLarge' });
    rmSync(fileOf('size-3000'));
    expect(files()).toEqual(before);
    expect(largestFile, 'as docs/for-admins/people.md says').toBe(1024 ** 3);
  });

  test('a file that says it is larger is refused before it is kept, and told what to do', async () => {
    const told = await portal.ask(admin, 'POST', path, {
      body: Readable.from([Buffer.from(header)]),
      headers: { 'content-type': 'text/csv', 'content-length': String(largestFile + 1) },
    });
    expect([told.status, told.body.reason]).toEqual([422, 'fileTooLarge']);
  });

  test('an empty file; a file of another kind; no file at all', async () => {
    const empty = await upload('');
    expect([empty.status, empty.body.reason]).toEqual([422, 'fileEmpty']);
    const json = await portal.ask(admin, 'POST', path, { body: { a: 1 } });
    expect(json.status).toBe(422);
    const other = await portal.ask(admin, 'POST', path, {
      body: Readable.from(['x']),
      headers: { 'content-type': 'application/zip' },
    });
    expect(other.status).toBe(415);
  });

  test.each([
    [['givenName', null, null, null, null], 'accountNameMissing'],
    [['accountName', 'surname', 'surname', null, null], 'twice'],
    [['accountName', null, null, null, null], 'nothingElse'],
  ])('columns that make no sense: %j', async (mapping, code) => {
    const { body } = await upload(header);
    const told = await post(body.id, 'check', options(mapping));
    expect([told.status, told.body.fields]).toMatchObject([422, [{ field: 'mapping', code }]]);
    await portal.ask(admin, 'DELETE', `${path}/${body.id}`);
  });

  test('Windows-1252 with semicolons is seen for what it is, and can be looked at before', async () => {
    const text = Buffer.from('Benutzername;Vorname;Nachname\nj.mueller;Jürgen;Müßig\n', 'latin1');
    const { body } = await upload(text, 'Pérsönal/../list.csv');
    expect(body).toMatchObject({
      fileName: 'Pérsönal..list.csv',
      suggested: { encoding: 'windows-1252', delimiter: ';' },
    });
    const seen = await portal.ask(admin, 'GET', `${path}/${body.id}/preview`);
    expect(seen.body).toMatchObject({
      columns: ['Benutzername', 'Vorname', 'Nachname'],
      rows: [['j.mueller', 'Jürgen', 'Müßig']],
      mapping: ['accountName', 'givenName', 'surname'],
      problem: null,
    });
  });
});

test('R19: after thirty days the file and what it said of people are gone; what it applied stands', async () => {
  const id = await checked(`${header}kept.person,Kept,Person,,\n`);
  await post(id, 'apply');
  await finish();
  await forgetOldImports(portal.installation, portal.now() - 1_000_000);
  expect((await show(id)).state).toBe('applied');
  await forgetOldImports(portal.installation, portal.now() + 1);
  expect((await portal.ask(admin, 'GET', `${path}/${id}`)).status).toBe(404);
  expect(files()).toEqual([]);
  expect(await find('kept.person')).not.toBeNull();
});
