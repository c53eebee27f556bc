import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

/*
 * `npm start` and `npm run serve` as processes: what they say when they cannot start, and that nothing is left running.
 * One example is started once and stopped once; what needs it running comes in between, in order.
 */
// Processes of their own: on a busy machine each takes its time.
vi.setConfig({ testTimeout: 90_000 });
const project = resolve(import.meta.dirname, '..');
const room = mkdtempSync(join(tmpdir(), 'regain-start-'));
const house = join(room, 'house');
const started: ChildProcess[] = [];
let port = 0;

beforeAll(async () => {
  port = await findThreePorts();
});
afterAll(async () => {
  for (const child of started) child.kill('SIGKILL');
  await Promise.all(started.map((child) => child.exitCode ?? child.signalCode ?? once(child, 'exit')));
  rmSync(room, { recursive: true, force: true, maxRetries: 20 });
});

function run(script: string, args: readonly string[], settings: Record<string, string>) {
  const { DATABASE_URL: _url, REGAIN_ORIGIN: _origin, ...env } = process.env;
  const child = spawn(process.execPath, [script, ...args], {
    cwd: project,
    env: { ...env, REGAIN_LOG_LEVEL: 'warn', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  const said = { out: '', error: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    said.out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said.error += chunk.toString();
  });
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, ...said }));
  return { child, said, ended };
}
const launch = (settings: Record<string, string>) => run('example/start.ts', [], settings);
const serve = (settings: Record<string, string>) =>
  run('server/main.ts', ['serve'], { REGAIN_ORIGIN: 'https://recover.example.org', ...settings });
const admin = (...args: string[]) => run('server/cli/admin.ts', args, { REGAIN_DATA_DIR: house });

/** Ended with an error, and said why in exactly this line. */
async function refused(program: ReturnType<typeof run>, line: string | RegExp): Promise<void> {
  const { code, out, error } = await program.ended;
  expect(error.trimEnd().split('\n')).toEqual([
    typeof line === 'string' ? line : expect.stringMatching(line),
  ]);
  expect([code, out]).toEqual([1, '']);
}

async function until(holds: () => boolean | Promise<boolean>, withinMs: number, what: string): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`not within ${withinMs / 1000} s: ${what}`);
    await new Promise((later) => setTimeout(later, 25));
  }
}
const isAlive = (pid: number): boolean => {
  try {
    // A zombie answers too: its parent is gone with the launcher, and whoever took it over has not looked yet.
    return process.kill(pid, 0) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
};
const pidsOf = (folder: string) =>
  ['regain', 'wallet', 'sandbox'].map((name) =>
    Number(readFileSync(join(folder, name, `${name}.pid`), 'utf8')),
  );
const answers = async (address: string) => {
  try {
    return (await fetch(address, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
};

describe('what is wrong before anything runs is one line, and nothing is written', () => {
  test.each(['abc', '0', '65534', '80.5', '-1'])('PORT=%s', async (wrong) => {
    const folder = join(room, `port-${wrong}`);
    await refused(
      launch({ PORT: wrong, REGAIN_DATA_DIR: folder }),
      'PORT: must be a number between 1 and 65533',
    );
    expect(existsSync(folder)).toBe(false);
  });

  test.each([0, 1, 2])('a port that somebody has: the one for process %i', async (index) => {
    const taken = createServer().listen(port + index, index === 0 ? 'localhost' : '127.0.0.1');
    await once(taken, 'listening');
    const folder = join(room, `taken-${index}`);
    await refused(
      launch({ PORT: String(port), REGAIN_DATA_DIR: folder }),
      `PORT: ${port + index} is already in use (${port} to ${port + 2} are needed)`,
    );
    expect(existsSync(folder)).toBe(false);
    taken.close();
  });

  test('a folder that cannot be written (below a file: the tests may run as root, whom modes do not stop)', async () => {
    const file = join(room, 'file');
    writeFileSync(file, '');
    const folder = join(file, 'data');
    await refused(
      launch({ PORT: String(port), REGAIN_DATA_DIR: folder }),
      `REGAIN_DATA_DIR: ${folder} cannot be written`,
    );
    await refused(serve({ REGAIN_DATA_DIR: folder }), /^REGAIN_DATA_DIR: .+ cannot be written$/);
  });

  test('serve without what it needs, or with a database that does not answer', async () => {
    const folder = join(room, 'serve');
    await refused(
      run('server/main.ts', ['serve'], { REGAIN_DATA_DIR: folder }),
      /^REGAIN_ORIGIN: is required by serve/,
    );
    const key = join(room, 'master.key');
    writeFileSync(key, Buffer.alloc(32).toString('base64'), { mode: 0o600 });
    const database = { DATABASE_URL: `postgres://x@127.0.0.1:${port}/x` };
    await refused(serve({ REGAIN_DATA_DIR: folder, ...database }), /^REGAIN_MASTER_KEY_FILE: is required/);
    await refused(
      serve({ REGAIN_DATA_DIR: folder, ...database, REGAIN_MASTER_KEY_FILE: key }),
      /^DATABASE_URL: the database does not answer/,
    );
  });
});

describe('an example that runs', () => {
  let first: ReturnType<typeof run>;
  let pids: number[];

  test('is ready when it says so, and healthy: JSON', async () => {
    first = launch({ PORT: String(port), REGAIN_DATA_DIR: house });
    await until(() => /^Ready/m.test(first.said.out) || first.child.exitCode !== null, 60_000, 'ready');
    expect(first.said.error).toBe('');
    for (const origin of [`http://localhost:${port}`, `http://127.0.0.1:${port + 2}`]) {
      const healthy = await fetch(`${origin}/healthz`);
      expect(healthy.status).toBe(200);
      expect(healthy.headers.get('content-type')).toContain('application/json');
    }
    expect(first.said.out).toContain(`http://localhost:${port}`);
    pids = pidsOf(house);
    expect(pids.map(isAlive)).toEqual([true, true, true]);
  });

  test('is not disturbed by another start: on its ports, or in its folder', async () => {
    const before = readFileSync(join(house, 'regain', 'regain.pid'), 'utf8');
    const here = { PORT: String(port), REGAIN_DATA_DIR: house };
    await refused(launch(here), `PORT: ${port} is already in use (${port} to ${port + 2} are needed)`);
    const elsewhere = String(await findThreePorts());
    const inUse = `REGAIN_DATA_DIR: ${join(house, 'regain')} is open in another process`;
    await refused(launch({ ...here, PORT: elsewhere }), inUse);
    await refused(serve({ ...here, PORT: elsewhere }), inUse);
    expect(pidsOf(house)).toEqual(pids);
    expect(readFileSync(join(house, 'regain', 'regain.pid'), 'utf8')).toBe(before);
    expect(statSync(join(house, 'regain', 'admin.sock')).isSocket()).toBe(true);
    expect(await answers(`http://localhost:${port}/healthz`)).toBe(true);
  });

  test('answers the command-line tools over its socket (D6)', async () => {
    const profiles = await admin('profiles', '--json').ended;
    expect(profiles.code).toBe(0);
    expect(JSON.parse(profiles.out).map(({ id, mode }: { id: string; mode: string }) => [id, mode])).toEqual([
      ['staff', 'production'],
      ['workshop', 'evaluation'],
    ]);
  });

  test('brings a child back that was killed, and Ctrl-C still ends all three, within seconds, twice if need be', async () => {
    const [regain = 0, ...others] = pids;
    process.kill(regain, 'SIGKILL');
    await until(
      async () => !isAlive(regain) && (await answers(`http://localhost:${port}/healthz`)),
      30_000,
      'back',
    );
    const now = pidsOf(house);
    expect(now.slice(1)).toEqual(others);
    const startedAt = performance.now();
    first.child.kill('SIGINT');
    first.child.kill('SIGINT');
    const { code, error } = await first.ended;
    expect([code, error]).toEqual([0, '']);
    expect(performance.now() - startedAt).toBeLessThan(30_000);
    expect(now.map(isAlive)).toEqual([false, false, false]);
    expect(existsSync(join(house, 'regain', 'admin.sock'))).toBe(false);
  });
});

describe('its folder afterwards', () => {
  test('is refused by serve, and the tools open it themselves', async () => {
    await refused(
      serve({ REGAIN_DATA_DIR: house, PORT: String(port) }),
      'This database holds an example organisation; serve never runs one. Give serve a database of its own',
    );
    const gate = await admin('profiles', 'gate', 'staff').ended;
    expect([gate.code, gate.error]).toEqual([0, '']);
    expect(gate.out).toContain('let through, because this is an example');
  });

  test('starts again as it was, and ends with its launcher even when that is killed outright', async () => {
    const again = launch({ PORT: String(port), REGAIN_DATA_DIR: house });
    await until(() => /^Ready/m.test(again.said.out) || again.child.exitCode !== null, 60_000, 'ready');
    const pids = pidsOf(house);
    expect(pids.map(isAlive)).toEqual([true, true, true]);
    again.child.kill('SIGKILL');
    await until(() => !pids.some(isAlive), 15_000, 'all three ended');
    for (const index of [0, 1, 2])
      expect(await answers(`http://127.0.0.1:${port + index}/healthz`)).toBe(false);
  });

  test('is refused when a newer Regain wrote to it, untouched', async () => {
    const folder = join(house, 'regain', 'database');
    const database = await PGlite.create({ dataDir: folder });
    await database.query(
      `insert into kysely_migration (name, timestamp) values ('9999-from-the-future', $1)`,
      [new Date().toISOString()],
    );
    await database.close();
    const files = readdirSync(join(house, 'regain')).sort();
    await refused(
      launch({ PORT: String(port), REGAIN_DATA_DIR: house }),
      'This database was written by a newer Regain; start that version, or restore a backup',
    );
    const left = readdirSync(join(house, 'regain')).sort();
    expect(left.filter((file) => !file.endsWith('-journal'))).toEqual(
      files.filter((file) => !file.endsWith('-journal')),
    );
  });
});

/** Three in a row, free at this moment. */
async function findThreePorts(): Promise<number> {
  for (;;) {
    const first = 33_000 + 3 * Math.floor(Math.random() * 4_000);
    const free = await Promise.all([first, first + 1, first + 2].map(isFree));
    if (free.every(Boolean)) return first;
  }
}
async function isFree(candidate: number): Promise<boolean> {
  const probe = createServer().listen(candidate);
  return await new Promise((answer) => {
    probe.once('error', () => answer(false));
    probe.once('listening', () => probe.close(() => answer(true)));
  });
}
