import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openSmallHouse, type SmallHouse } from '../../journeys/in-process/index.ts';
import { listenForAdmins } from '../doors/admin.ts';
import { createReceiptKey, signReceipt } from '../receipts/index.ts';
import { receiptOf } from '../receipts/test-receipt.ts';

/*
 * The tools as processes, asking an installation in this one over its socket (D6). That they open the database themselves
 * when nobody listens is told in `example/start.test.ts`.
 */
// Processes of their own: on a busy machine each takes its time.
vi.setConfig({ testTimeout: 90_000 });
const project = resolve(import.meta.dirname, '../..');
const dataDir = mkdtempSync(join(tmpdir(), 'regain-cli-'));
let house: SmallHouse;
let closeDoor = async () => {};
beforeAll(async () => {
  house = await openSmallHouse();
  mkdirSync(join(dataDir, 'regain'), { recursive: true });
  closeDoor = await listenForAdmins({
    socket: join(dataDir, 'regain', 'admin.sock'),
    administration: house.administration,
    onFailure: () => {},
  });
});
afterAll(async () => {
  await closeDoor();
  await house.close();
  rmSync(dataDir, { recursive: true, force: true });
});

interface Said {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}
const { REGAIN_ORIGIN: _origin, DATABASE_URL: _url, ...inherited } = process.env;
const env = { ...inherited, REGAIN_DATA_DIR: dataDir };
function run(tool: 'admin' | 'audit', ...args: string[]): Promise<Said> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [`server/cli/${tool}.ts`, ...args],
      { cwd: project, env },
      (cause, out, error) => resolve({ code: cause === null ? 0 : Number(cause.code), out, error }),
    );
  });
}
const administrations = () => house.installation.audit.readChain('administration');
const lastAct = async () => {
  const { activity, data, code } = (await administrations()).at(-1)!;
  return { activity, data, code };
};

describe('an invitation is a secret (D33)', () => {
  test('it is not made at all where it would land in a log: neither a terminal nor a file', async () => {
    const before = (await administrations()).length;
    const said = await run('admin', 'invite', 'root.one', '--mail', 'root@example.org');
    expect(said).toEqual({
      code: 1,
      out: '',
      error: 'This makes a secret: run it in a terminal, or name a new file with --file\n',
    });
    expect(await house.installation.builtInDirectory.accounts.find('root.one')).toBeNull();
    expect(await administrations()).toHaveLength(before);
  });

  test('into a new file for its owner alone; the second is the break-glass, and rings', async () => {
    const file = join(dataDir, 'invitation');
    const said = await run('admin', 'invite', 'root.one', '--mail', 'root@example.org', '--file', file);
    expect([said.code, said.error]).toEqual([0, '']);
    const secret = readFileSync(file, 'utf8').trim();
    expect(secret).toMatch(/^http:\/\/localhost:4000\/invitation#[A-Za-z0-9_-]{20,}$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(said.out).not.toContain(secret.split('#')[1]);
    expect(said.out).toContain('break-glass');
    expect(await lastAct()).toMatchObject({ activity: 'alarm.adminInvited', code: 'breakGlass' });
    const token = secret.split('#')[1];
    const opened = await house.openBrowser().post('/api/invitation', { token });
    expect(opened).toMatchObject({ status: 200, body: { location: '/enrol' } });
  });

  test('never over a file that is there, and then none is made', async () => {
    const file = join(dataDir, 'kept');
    writeFileSync(file, 'keep me');
    const before = (await administrations()).length;
    const said = await run('admin', 'invite', 'root.two', '--mail', 'two@example.org', '--file', file);
    expect([said.code, said.out]).toEqual([1, '']);
    expect(readFileSync(file, 'utf8')).toBe('keep me');
    expect(await administrations()).toHaveLength(before);
  });

  const hasTerminal = existsSync('/usr/bin/script');
  test.skipIf(!hasTerminal)('to a terminal (needs script(1): skipped without)', () => {
    const command = `${process.execPath} server/cli/admin.ts invite root.three --mail three@example.org`;
    // In the background of this process the door could not answer: so with the clock of the child, not of ours.
    const child = new Promise<string>((done, failed) => {
      execFile('/usr/bin/script', ['-qec', command, '/dev/null'], { cwd: project, env }, (cause, out) =>
        cause === null ? done(out) : failed(cause),
      );
    });
    return expect(child).resolves.toMatch(/http:\/\/localhost:4000\/invitation#/);
  });

  test('not to somebody who is there and no administrator', async () => {
    const file = join(dataDir, 'never');
    const said = await run('admin', 'invite', 'mara.lindqvist', '--mail', 'm@example.org', '--file', file);
    expect([said.code, existsSync(file)]).toEqual([1, false]);
    expect(said.error).toMatch(/^mara\.lindqvist exists and is not an administrator/);
  });
});

describe('accounts', () => {
  const added = ['--name', 'Alma', '--surname', 'Nordberg'];

  test('one is added with all that matching and eligibility ask for, and an access pass is its way in', async () => {
    const more = ['--mail', 'alma@example.org', '--birth-date', '1987-03-09', '--country', 'DE'];
    const work = ['--employee-number', '7001', '--group', 'Staff', '--group', 'Board'];
    const said = await run('admin', 'account', 'add', 'alma.nordberg', ...added, ...more, ...work);
    expect(said).toEqual({ code: 0, out: 'Done.\n', error: '' });
    const account = await house.installation.builtInDirectory.accounts.find('alma@example.org');
    expect(account).toMatchObject({
      accountName: 'alma.nordberg',
      givenName: 'Alma',
      surname: 'Nordberg',
      birthDate: '1987-03-09',
      country: 'DE',
      employeeNumber: '7001',
      groups: expect.toSatisfy((groups: string[]) => groups.toSorted().join() === 'Board,Staff'),
      roles: [],
      enabled: true,
      attributeHoldUntil: null,
    });
    expect(await lastAct()).toMatchObject({ activity: 'admin.accountAdded', data: { account: account?.id } });
    const file = join(dataDir, 'first-pass');
    expect((await run('admin', 'pass', 'alma.nordberg', '--file', file)).code).toBe(0);
  });

  test('a name that is taken, and a value that cannot be, are said; nobody is added', async () => {
    const add = (...args: string[]) => run('admin', 'account', 'add', ...args);
    const before = (await administrations()).length;
    const [taken, date, country, mail, nameless] = await Promise.all([
      add('Mara.Lindqvist', ...added),
      add('alma.two', ...added, '--birth-date', '09.03.1987'),
      add('alma.two', ...added, '--country', 'Germany'),
      add('alma.two', ...added, '--mail', 'alma'),
      add('alma.two'),
    ]);
    expect(taken!.error).toBe('Mara.Lindqvist is taken\n');
    expect(date!.error).toBe('birthDate: must be a date like 1988-04-12\n');
    expect(country!.error).toBe('country: must be two capital letters, like DE\n');
    expect(mail!.error).toMatch(/^mails\.0: /);
    expect(nameless!.error).toMatch(/^npm run admin -- <command>/);
    expect(await administrations()).toHaveLength(before);
    expect(await house.installation.builtInDirectory.accounts.find('alma.two')).toBeNull();
  });
});

describe('recoveries', () => {
  test('none yet; then one, its steps and who it was about, and it can be stopped', async () => {
    expect((await run('admin', 'recoveries')).out).toBe('None yet.\n');
    const browser = house.openBrowser();
    const { caseNumber } = (await browser.post('/api/recovery', { identifier: 'mara.lindqvist' })).body;
    expect((await run('admin', 'recoveries')).out).toMatch(
      new RegExp(`^${caseNumber}  .+  Staff  production  explain\n$`),
    );
    const shown = await run('admin', 'recoveries', String(caseNumber));
    expect(shown.out).toContain('eligibility.assessed  success');
    expect(shown.out).toMatch(/#0\s+identifier\s+mara\.lindqvist/);
    expect(await lastAct()).toMatchObject({ activity: 'admin.recoveryRead' });
    expect(await run('admin', 'stop', String(caseNumber))).toEqual({ code: 0, out: 'Done.\n', error: '' });
    expect((await browser.get('/api/recovery')).body.now).toEqual({ page: 'ended' });
    const [unknown, nowhere] = await Promise.all([
      run('admin', 'recoveries', 'NONE-0000'),
      run('admin', 'stop', 'NONE-0000'),
    ]);
    for (const said of [unknown, nowhere])
      expect([said.code, said.error]).toEqual([1, 'There is no recovery NONE-0000\n']);
  });
});

describe('profiles (D3)', () => {
  test('are listed, edited by name and value, and say what is wrong with a value', async () => {
    expect((await run('admin', 'profiles')).out).toMatch(/0 {2}staff +Staff +production[\s\S]*1 {2}workshop/);
    const edited = await run('admin', 'profiles', 'edit', 'workshop', '--set', 'description="By hand"');
    expect([edited.code, edited.out]).toEqual([0, expect.stringContaining('v2')]);
    expect(await lastAct()).toMatchObject({
      activity: 'admin.profileEdited',
      data: { profile: 'workshop', version: 2, changed: 'description' },
    });
    const edit = (set: string) => run('admin', 'profiles', 'edit', 'workshop', '--set', set);
    const [wrong, mode, unread] = await Promise.all(
      ['enabled="first"', 'mode="production"', 'description=by hand'].map(edit),
    );
    expect([wrong!.code, wrong!.error]).toEqual([1, expect.stringMatching(/^enabled: /)]);
    expect([mode!.code, mode!.error]).toEqual([
      1,
      expect.stringMatching(/^mode is switched through the gate/),
    ]);
    expect(unread!.error).toBe('--set takes <setting>=<JSON>, not: description=by hand\n');
  });

  test('the gate says what is missing', async () => {
    const { code, out } = await run('admin', 'profiles', 'gate', 'workshop');
    expect(code).toBe(0);
    expect(out).toMatch(/^(met|missing) +/);
    expect(out).toContain('Gate: ');
  });

  test('are copied, put in order and deleted by the same acts as in the portal', async () => {
    const copied = await run('admin', 'profiles', 'copy', 'workshop', '--json');
    const [copy] = JSON.parse(copied.out);
    expect(copy).toMatchObject({ name: 'Workshop pilot (copy)', mode: 'evaluation', includeGroups: [] });
    const ordered = await run('admin', 'profiles', 'order', copy.id, 'staff', 'workshop', '--json');
    expect(JSON.parse(ordered.out).map(({ id }: { id: string }) => id)).toEqual([
      ...[copy.id, 'staff', 'workshop'],
    ]);
    const partly = await run('admin', 'profiles', 'order', 'staff');
    expect([partly.code, partly.error]).toEqual([
      ...[1, 'Name every profile once, the one that is tried first first\n'],
    ]);
    const deleted = await run('admin', 'profiles', 'delete', copy.id, 'Workshop pilot (copy)');
    expect(deleted.out).toBe('Deleted. Recoveries that ran under it and ended: 0.\n');
  });

  test('go to production only with their name typed', async () => {
    const untyped = await run('admin', 'profiles', 'production', 'workshop', 'yes');
    expect([untyped.code, untyped.error]).toEqual([1, "Type the profile's name: Workshop pilot\n"]);
    const back = await run('admin', 'profiles', 'evaluation', 'staff', 'Staff');
    expect([back.code, back.out]).toEqual([0, expect.stringContaining('evaluation')]);
    const forth = await run('admin', 'profiles', 'production', 'staff', 'Staff');
    const { activity } = await lastAct();
    // Let through as an example or not: that is the gate's to say. Whichever, it is on record and printed.
    expect(forth.out).toContain('Gate: ');
    expect(['admin.modeSwitched', 'admin.modeRefused']).toContain(activity);
  });
});

describe('switches', () => {
  test('an issuer off and on (T24)', async () => {
    const isEnabled = async () =>
      (await house.installation.policy.readOrganisation())?.trustAnchors[0]?.enabled;
    expect((await run('admin', 'issuer', 'off', 'sandbox')).out).toBe('Done.\n');
    expect(await isEnabled()).toBe(false);
    expect(await lastAct()).toMatchObject({ activity: 'admin.issuerSwitched', data: { enabled: false } });
    expect((await run('admin', 'issuer', 'on', 'sandbox')).out).toBe('Done.\n');
    expect(await isEnabled()).toBe(true);
    expect((await run('admin', 'issuer', 'off', 'elsewhere')).error).toBe(
      'There is no trust anchor elsewhere\n',
    );
  });

  test('an account frozen and not', async () => {
    const isFrozen = async () =>
      (await house.installation.builtInDirectory.accounts.find('mara.lindqvist'))?.frozen;
    expect((await run('admin', 'freeze', 'mara.lindqvist')).code).toBe(0);
    expect([await isFrozen(), (await lastAct()).activity]).toEqual([true, 'admin.accountFrozen']);
    expect((await run('admin', 'unfreeze', 'mara.lindqvist')).code).toBe(0);
    expect([await isFrozen(), (await lastAct()).activity]).toEqual([false, 'admin.accountUnfrozen']);
    expect((await run('admin', 'freeze', 'nobody')).error).toBe('There is no account nobody\n');
  });
});

test('what is left out or misspelt is answered with how it goes', async () => {
  const wrong = [[], ['constructor'], ['freeze'], ['issuer', 'off'], ['profiles', 'gate'], ['pass']];
  for (const said of await Promise.all(wrong.map((args) => run('admin', ...args))))
    expect([said.code, said.out, said.error.split('\n')[0]]).toEqual([1, '', 'npm run admin -- <command>']);
  const { code, error } = await run('admin', 'profiles', '--force');
  expect([code, error.includes('--force')]).toEqual([1, true]);
});

describe('npm run audit', () => {
  test('a receipt: genuine here and by the published keys, not genuine when touched', async () => {
    const [first] = await administrations();
    const key = createReceiptKey(house.installation.keys.derive('receipt'));
    const file = join(dataDir, 'receipt.jws');
    const keysFile = join(dataDir, 'regain-receipts.json');
    const record = { sequence: first!.sequence, hash: first!.hash };
    const text = await signReceipt(receiptOf({ jti: 'administration', record }), key);
    writeFileSync(file, `${text}\n`);
    writeFileSync(keysFile, JSON.stringify({ keys: [key.publicJwk] }));
    const here = await run('audit', 'receipt', file);
    expect([here.code, here.out]).toEqual([
      0,
      expect.stringContaining('Account: mara.lindqvist (Mara Lindqvist)'),
    ]);
    expect(here.out).toContain('its record says the same');
    expect((await run('audit', 'receipt', file, '--keys', keysFile)).out).toContain(
      'signed with one of these keys',
    );
    writeFileSync(
      file,
      await signReceipt(receiptOf({ jti: 'administration', record: { ...record, sequence: 9_999 } }), key),
    );
    const changed = await run('audit', 'receipt', file, '--json');
    expect([changed.code, JSON.parse(changed.out).recordHolds]).toEqual([1, false]);
    writeFileSync(file, `${text.slice(0, -4)}AAAA`);
    const touched = await run('audit', 'receipt', file);
    expect([touched.code, touched.out]).toEqual([1, expect.stringContaining('Not genuine')]);
    expect((await run('audit', 'receipt', join(dataDir, 'missing.jws'))).code).toBe(2);
  });

  test('sound: exit code 0; a head that is not there: 1; misused: 2', async () => {
    const [sound, head, misused] = await Promise.all([
      run('audit', 'verify'),
      run('audit', 'verify', '--head', 'A'.repeat(43), '--json'),
      run('audit'),
    ]);
    expect([sound.code, sound.out]).toEqual([0, expect.stringMatching(/^Sound: \d+ entries in \d+ chains/)]);
    expect([head.code, JSON.parse(head.out).flaws]).toEqual([1, [{ code: 'headNotFound' }]]);
    expect(misused).toEqual({
      ...{ code: 2, out: '' },
      error: expect.stringContaining(
        'npm run audit -- receipt <file> [--keys <regain-receipts.json>] [--json]',
      ),
    });
  });

  test('changed by somebody with the database: exit code 1, and where', async () => {
    const db = house.installation.database.query();
    await db
      .updateTable('audit_entry')
      .set({ actor: 'nobody' })
      .where('chain', '=', 'administration')
      .where('sequence', '=', 0)
      .execute();
    const flawed = await run('audit', 'verify');
    expect(flawed.code).toBe(1);
    expect(flawed.out).toContain('The record does not hold: 1 flaws.');
    expect(flawed.out).toContain('code=entryChanged chain=administration sequence=0');
  });
});

test.each(['admin', 'audit'] as const)('npm run %s says what it can do when it is asked', async (tool) => {
  for (const asked of [['--help'], ['-h']]) {
    const said = await run(tool, ...asked);
    expect([said.code, said.error]).toEqual([0, '']);
    expect(said.out).toMatch(new RegExp(`^npm run ${tool} -- `));
  }
});
