import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createTestDatabase, createTestIssuer } from '../journeys/in-process/index.ts';
import { type Figure, percentile, type Report } from './report.ts';

const project = resolve(import.meta.dirname, '..');
const rounds = 3;
/** The flags and settings of `npm run serve`, so that what is measured is what is run. */
const asServed = readScript();

/**
 * From process start to the first 200 of `/healthz`: Regain alone, pages already built; then the whole example through its
 * launcher. Memory is the resident set after ten seconds of rest. With `DATABASE_URL`, an empty database of that server too.
 */
export async function measureStartup(): Promise<Report> {
  const figures: Figure[] = [];
  const [empty, warm, memory]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < rounds; round += 1) {
    const dataDir = await newDataDir();
    empty.push((await timeStart(['server/main.ts', 'example'], { dataDir })).ms);
    const again = await timeStart(['server/main.ts', 'example'], {
      dataDir,
      restMs: round === 0 ? 10_000 : 0,
    });
    warm.push(again.ms);
    if (again.memory !== null) memory.push(again.memory);
    rmSync(dataDir, { recursive: true, force: true });
  }
  figures.push(
    {
      name: 'Regain, empty data folder, ready (median)',
      value: percentile(empty, 0.5),
      unit: 'ms',
      aim: '≤ 5000',
    },
    { name: 'Regain, warm, ready (median)', value: percentile(warm, 0.5), unit: 'ms', aim: '≤ 2500' },
    { name: 'Regain, embedded database, memory at rest', value: memory[0] ?? Number.NaN, unit: 'MB' },
  );
  const dataDir = mkdtempSync(join(tmpdir(), 'regain-bench-'));
  const launcher = await timeStart(['example/start.ts'], { dataDir });
  figures.push({ name: 'npm start (three processes), empty, all ready', value: launcher.ms, unit: 'ms' });
  rmSync(dataDir, { recursive: true, force: true });
  const notes = [`Medians of ${rounds}. The build of the pages is apart: npm run build.`];
  const databaseUrl = process.env.DATABASE_URL;
  if (databaseUrl === undefined) notes.push('DATABASE_URL is not set: PostgreSQL was not measured.');
  else {
    const folder = await newDataDir();
    const own = await createTestDatabase(databaseUrl);
    const started = await timeStart(['server/main.ts', 'example'], {
      dataDir: folder,
      restMs: 10_000,
      databaseUrl: own?.url ?? databaseUrl,
    });
    figures.push(
      { name: 'Regain on PostgreSQL, ready', value: started.ms, unit: 'ms' },
      {
        name: 'Regain on PostgreSQL, memory at rest',
        value: started.memory ?? Number.NaN,
        unit: 'MB',
        aim: '≤ 150',
      },
    );
    await own?.drop();
    rmSync(folder, { recursive: true, force: true });
  }
  return { measurement: 'Start-up', node: process.version, notes, figures };
}

function readScript(): { flags: string[]; settings: Record<string, string> } {
  const words = (
    JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { scripts: { serve: string } }
  ).scripts.serve.split(' ');
  return {
    flags: words.filter((word) => word.startsWith('--')),
    settings: Object.fromEntries(
      words.filter((word) => /^[A-Z_]+=/.test(word)).map((word) => word.split('=') as [string, string]),
    ),
  };
}

/** A data folder in which a sandbox has already left its authority, so that Regain need not wait for one. */
async function newDataDir(): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'regain-bench-'));
  mkdirSync(join(dataDir, 'sandbox'));
  writeFileSync(
    join(dataDir, 'sandbox', 'authority.pem'),
    (await createTestIssuer({ now: Date.now })).authorityPem,
  );
  return dataDir;
}

async function timeStart(
  args: readonly string[],
  options: { readonly dataDir: string; readonly restMs?: number; readonly databaseUrl?: string },
): Promise<{ ms: number; memory: number | null }> {
  const port = await freePort();
  const { DATABASE_URL: _ours, ...environment } = process.env;
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...asServed.flags, ...args], {
    cwd: project,
    env: {
      ...environment,
      ...asServed.settings,
      PORT: String(port),
      REGAIN_DATA_DIR: options.dataDir,
      REGAIN_LOG_LEVEL: 'error',
      ...(options.databaseUrl !== undefined && {
        DATABASE_URL: options.databaseUrl,
      }),
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  while (!/ready on|^Ready/m.test(said)) {
    if (child.exitCode !== null) throw new Error(`${args.join(' ')} ended with ${child.exitCode}`);
    await wait(5);
  }
  const ms = performance.now() - startedAt;
  const answer = await fetch(`http://localhost:${port}/healthz`);
  if (!answer.ok) throw new Error(`/healthz answered ${answer.status}`);
  await wait(options.restMs ?? 0);
  const memory = options.restMs ? residentMegabytes(child) : null;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
  return { ms, memory };
}

/** Linux only; elsewhere the figure is not a number. */
function residentMegabytes(child: ChildProcess): number {
  const status = `/proc/${child.pid}/status`;
  const kilobytes = existsSync(status) ? /VmRSS:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1] : undefined;
  return Number(kilobytes ?? Number.NaN) / 1024;
}

async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 20_000);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolvePort) => {
      server
        .once('error', () => resolvePort(false))
        .listen(port, '127.0.0.1', () => server.close(() => resolvePort(true)));
    });
    if (isFree) return port;
  }
}
