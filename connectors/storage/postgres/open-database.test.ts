import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { DatabaseProblem, openDatabase, type RegainTables, recoveryMigrations } from './index.ts';
import { createTestDatabase, testServer } from './test-database.ts';

const room = mkdtempSync(join(tmpdir(), 'regain-open-database-'));
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(room, { recursive: true, force: true });
});

const open = (options: { url?: string; folder?: string; migrations?: typeof recoveryMigrations }) =>
  openDatabase<RegainTables>({ url: null, folder: null, migrations: recoveryMigrations, ...options });
async function problemOf(options: Parameters<typeof open>[0]): Promise<DatabaseProblem> {
  const cause = await open(options).then(
    async (database) => {
      await database.close();
      return 'no problem';
    },
    (reason: unknown) => reason,
  );
  if (!(cause instanceof DatabaseProblem)) throw new Error(`not a DatabaseProblem: ${String(cause)}`);
  expect(cause.message.split('\n'), 'one line').toHaveLength(1);
  return cause;
}

/** Another process that opens the folder and holds it until it is killed. */
async function hold(folder: string): Promise<ChildProcess> {
  const door = pathToFileURL(join(import.meta.dirname, 'index.ts')).href;
  const script = `const { openDatabase } = await import(${JSON.stringify(door)});
    await openDatabase({ url: null, folder: ${JSON.stringify(folder)}, migrations: {} });
    process.stdout.write('open'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await once(child.stdout!, 'data');
  return child;
}

describe('a data folder', () => {
  test('that another process has open is refused, and free again when that one is killed', async () => {
    const folder = join(room, 'in-use', 'database');
    const other = await hold(folder);
    const before = readdirSync(folder).sort();
    const problem = await problemOf({ folder });
    expect([problem.code, problem.message]).toEqual([
      'dataFolderInUse',
      `REGAIN_DATA_DIR: ${join(room, 'in-use')} is open in another process`,
    ]);
    expect(readdirSync(folder).sort(), 'nothing written').toEqual(before);
    other.kill('SIGKILL');
    await once(other, 'exit');
    await (await open({ folder })).close();
  });

  test('is not opened twice by one process either; closed, it can be', async () => {
    const folder = join(room, 'twice', 'database');
    const database = await open({ folder });
    expect((await problemOf({ folder })).code).toBe('dataFolderInUse');
    await database.close();
    await (await open({ folder })).close();
  });

  test('that cannot be written says so, and leaves nothing', async () => {
    const file = join(room, 'file');
    writeFileSync(file, 'not a folder');
    const problem = await problemOf({ folder: join(file, 'regain', 'database') });
    expect([problem.code, problem.message]).toEqual([
      'dataFolderNotWritable',
      `REGAIN_DATA_DIR: ${join(file, 'regain')} cannot be written`,
    ]);
    expect(existsSync(join(file, 'regain'))).toBe(false);
  });

  test('whose lock is no file says so', async () => {
    const folder = join(room, 'odd', 'database');
    mkdirSync(`${folder}.lock`, { recursive: true });
    expect((await problemOf({ folder })).code).toBe('dataFolderNotWritable');
  });

  test('of a newer Regain is refused untouched; that Regain still opens it', async () => {
    const folder = join(room, 'newer', 'database');
    const newer = {
      ...recoveryMigrations,
      '9999-from-the-future': { up: async () => {} },
    };
    await (await open({ folder, migrations: newer })).close();
    const problem = await problemOf({ folder });
    expect([problem.code, problem.message]).toEqual([
      'databaseNewer',
      'This database was written by a newer Regain; start that version, or restore a backup',
    ]);
    const again = await open({ folder, migrations: newer });
    const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(
      again.query(),
    );
    expect(rows.map(({ name }) => name)).toEqual([
      ...Object.keys(recoveryMigrations).toSorted(),
      '9999-from-the-future',
    ]);
    await again.close();
  });
});

test('anchors of an older database say from now on what they may issue, and keep their order', async () => {
  const folder = join(room, 'older', 'database');
  const { '0002-recovery': first } = recoveryMigrations;
  const older = await open({ folder, migrations: { '0002-recovery': first! } });
  const anchors = [
    { id: 'b', certificatePem: 'PEM' },
    { id: 'a', certificatePem: 'PEM' },
  ];
  const content = JSON.stringify({ name: 'Alder', trustAnchors: anchors });
  await sql`insert into organisation values (1, 1, ${content}::jsonb)`.execute(older.query());
  await older.close();
  const database = await open({ folder });
  const row = await database.query().selectFrom('organisation').select('content').executeTakeFirst();
  const now = { kind: 'x509', mayIssue: 'any', countries: 'any' };
  expect(row?.content).toMatchObject({
    name: 'Alder',
    trustAnchors: anchors.map((anchor) => ({ ...now, ...anchor })),
  });
  await database.close();
});

test.each([
  ['an example needs no second person, as before', true],
  ['every other organisation does (D3)', false],
] as const)('of an older database: %s', async (_name, example) => {
  const folder = join(room, `second-person-${example}`, 'database');
  const { '0002-recovery': first, '0003-trust-anchors': second } = recoveryMigrations;
  const migrations = { '0002-recovery': first!, '0003-trust-anchors': second! };
  const older = await open({ folder, migrations });
  await sql`insert into installation values (1, ${example}, 'http://localhost:4000', 0)`.execute(
    older.query(),
  );
  await sql`insert into organisation values (1, 1, '{"name":"Alder","trustAnchors":[]}')`.execute(
    older.query(),
  );
  await older.close();
  const database = await open({ folder });
  const row = await database.query().selectFrom('organisation').select('content').executeTakeFirst();
  expect(row?.content.secondPersonRequired).toBe(!example);
  await database.close();
});

describe('DATABASE_URL', () => {
  test('where nobody listens: one line that names the setting, and no password', async () => {
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const { port } = probe.address() as { port: number };
    probe.close();
    const problem = await problemOf({ url: `postgres://regain:hunter2@127.0.0.1:${port}/regain` });
    expect(problem.code).toBe('databaseUnreachable');
    expect(problem.message).toMatch(/^DATABASE_URL: the database does not answer \(.+\)$/);
    expect(problem.message).not.toContain('hunter2');
  });

  test('whose name leads nowhere', async () => {
    const problem = await problemOf({ url: 'postgres://regain@database.invalid/regain' });
    expect(problem.code).toBe('databaseUnreachable');
  });

  test.skipIf(testServer === undefined)(
    'of a database that there is not, or that a newer Regain wrote (needs PostgreSQL: skipped without)',
    async () => {
      const { url, drop } = await createTestDatabase();
      const missing = new URL(url);
      missing.pathname = '/no_such_database';
      expect((await problemOf({ url: missing.href })).code).toBe('databaseUnreachable');
      const newer = { ...recoveryMigrations, '9999-from-the-future': { up: async () => {} } };
      await (await open({ url, migrations: newer })).close();
      expect((await problemOf({ url })).code).toBe('databaseNewer');
      await drop();
    },
  );

  test.skipIf(testServer === undefined)(
    'of a new database, opened by two processes at once: both find it migrated once (needs PostgreSQL)',
    async () => {
      const { url, drop } = await createTestDatabase();
      const opened = await Promise.all([open({ url }), open({ url })]);
      const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(
        opened[0].query(),
      );
      expect(rows.map(({ name }) => name)).toEqual(Object.keys(recoveryMigrations).toSorted());
      for (const database of opened) await database.close();
      await drop();
    },
  );
});

test('every statement can be watched: a decoy must cost the same ones (D14)', async () => {
  const seen: string[] = [];
  const database = await openDatabase<RegainTables>({
    ...{ url: null, folder: null, migrations: recoveryMigrations },
    onStatement: (statement) => void seen.push(statement),
  });
  seen.length = 0;
  await database.transaction(async () => {
    await database.query().selectFrom('recovery').select('id').where('id', '=', 'secret-id').execute();
  });
  expect(seen.some((statement) => statement.startsWith('select "id" from "recovery"'))).toBe(true);
  expect(seen.join()).not.toContain('secret-id');
  await database.close();
});
