import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const project = resolve(import.meta.dirname, '../..');
const sampleEveryMs = 100;

export interface ServerProcess {
  readonly origin: string;
  readonly port: number;
  /** Megabytes in memory now, and the most since the last call (Linux; elsewhere not a number). */
  takeMemory(): { readonly now: number; readonly most: number };
  stop(): Promise<void>;
}

/** Regain as `npm run serve` runs it, on this database; behind a proxy on this machine, so that everybody may have a network of their own. */
export async function startServer(options: {
  readonly databaseUrl: string;
  readonly authorityPem: string;
}): Promise<ServerProcess> {
  const dataDir = mkdtempSync(join(tmpdir(), 'regain-bench-'));
  mkdirSync(join(dataDir, 'sandbox'));
  writeFileSync(join(dataDir, 'sandbox', 'authority.pem'), options.authorityPem);
  const port = await freePort();
  const child = spawn(process.execPath, ['server/main.ts', 'example'], {
    cwd: project,
    env: {
      ...process.env,
      DATABASE_URL: options.databaseUrl,
      PORT: String(port),
      REGAIN_DATA_DIR: dataDir,
      REGAIN_LOG_LEVEL: 'error',
      REGAIN_TRUSTED_PROXIES: '127.0.0.1,::1',
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  await isReady(child);
  let most = 0;
  const sampling = setInterval(() => {
    most = Math.max(most, residentMegabytes(child));
  }, sampleEveryMs);
  return {
    origin: `http://localhost:${port}`,
    port,
    takeMemory: () => {
      const now = residentMegabytes(child);
      const taken = { now, most: Math.max(now, most) };
      most = 0;
      return taken;
    },
    stop: async () => {
      clearInterval(sampling);
      process.off('exit', endWithUs);
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await Promise.race([ended, wait(10_000, undefined, { ref: false })]);
      child.kill('SIGKILL');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function isReady(child: ChildProcess): Promise<void> {
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  while (!said.includes('ready on')) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    await wait(10);
  }
}

function residentMegabytes({ pid }: ChildProcess): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
