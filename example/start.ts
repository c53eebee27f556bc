import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { launcherTable } from './launcher-table.ts';

/**
 * The launcher behind `npm start`: no product code, three children under this Node (D4). They end when this process's pipe
 * to them closes, so even `kill -9` of the launcher leaves nothing running.
 */
const project = resolve(import.meta.dirname, '..');
const port = Number(process.env.PORT ?? 4000);
if (!Number.isInteger(port) || port < 1 || port > 65_533) fail('PORT: must be a number between 1 and 65533');
const dataDir = resolve(process.env.REGAIN_DATA_DIR ?? join(project, 'data'));
const origins = {
  regain: `http://localhost:${port}`,
  wallet: `http://127.0.0.1:${port + 1}`,
  sandbox: `http://127.0.0.1:${port + 2}`,
};
// Asked before anything is started or written: three children would give three reasons.
for (const [host, needed] of [
  ['localhost', port],
  ['127.0.0.1', port + 1],
  ['127.0.0.1', port + 2],
] as const) {
  const problem = await whyNotFree(needed, host);
  if (problem !== null) fail(`PORT: ${needed} ${problem} (${port} to ${port + 2} are needed)`);
}
for (const room of ['regain', 'wallet', 'sandbox']) {
  try {
    mkdirSync(join(dataDir, room), { recursive: true, mode: 0o700 });
    accessSync(join(dataDir, room), constants.W_OK);
  } catch {
    fail(`REGAIN_DATA_DIR: ${dataDir} cannot be written`);
  }
}

const mostRestarts = 50;

type Name = keyof typeof origins;

const children = new Map<Name, ChildProcess>();
/** Resolved by each child's own word. */
const ready = new Map<Name, PromiseWithResolvers<void>>();
let ending = false;
let isReady = false;
let restarts = 0;

start('sandbox', ['sandbox-idv/main.ts'], {
  SANDBOX_PORT: String(port + 2),
  SANDBOX_ORIGIN: origins.sandbox,
  SANDBOX_DATA_DIR: join(dataDir, 'sandbox'),
  SANDBOX_SPECIMENS: join(project, 'example', 'specimens'),
  SANDBOX_RELYING_PARTY: origins.regain,
  SANDBOX_WALLET: origins.wallet,
  SANDBOX_FOLLOW_STDIN: '1',
});
start('wallet', ['wallet/main.ts'], {
  WALLET_PORT: String(port + 1),
  WALLET_ORIGIN: origins.wallet,
  // The verifier bench of this example too, should it be started.
  WALLET_TRUSTED_AUTHORITIES: ['regain', 'verifier']
    .map((room) => join(dataDir, room, 'authority.pem'))
    .join(','),
  WALLET_FOLLOW_STDIN: '1',
});
start('regain', ['server/main.ts', 'example'], { REGAIN_DATA_DIR: dataDir, PORT: String(port) });

await allReady();
isReady = true;
for (const name of children.keys()) notePid(name);
process.stdout.write(launcherTable({ origins, dataDir }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(0));

function start(name: Name, args: readonly string[], settings: Readonly<Record<string, string>>): void {
  // What a library tries out is not news to whoever started this. The rest is as in `npm run serve`.
  const flags = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=4'];
  const child = spawn(process.execPath, [...flags, ...args], {
    cwd: project,
    env: {
      NODE_COMPILE_CACHE: join(project, 'node_modules', '.cache', 'regain-compiled'),
      REGAIN_LOG_LEVEL: 'warn',
      ...process.env,
      ...settings,
    },
    // Its own group: Ctrl-C reaches the launcher alone, which then ends them in order.
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin?.on('error', () => {});
  child.stdout?.on('data', (said: Buffer) => {
    if (!/ready/i.test(said.toString())) return;
    ready.get(name)?.resolve();
    if (isReady) notePid(name);
  });
  children.set(name, child);
  if (!ready.has(name)) ready.set(name, Promise.withResolvers());
  child.once('exit', (code, signal) => {
    children.delete(name);
    if (ending) return;
    // Before it was ever ready it has said why on its own line. After that it was killed or crashed: it comes back, as a service would.
    restarts += 1;
    if (!isReady || restarts > mostRestarts) return void end(code === 0 || code === null ? 1 : code);
    process.stdout.write(`${name} ended (${signal ?? code}); starting it again\n`);
    start(name, args, settings);
  });
}

/** Not before all three are ready: until then the folder may turn out to be another launcher's, and these files with it. */
function notePid(name: Name): void {
  writeFileSync(join(dataDir, name, `${name}.pid`), `${children.get(name)?.pid}\n`);
}

/**
 * All three have said so themselves: an answer at their address could come from somebody else's server.
 * A child that cannot start has said why on its own line, and ended: then everything ends.
 */
async function allReady(): Promise<void> {
  await Promise.all([...ready.values()].map(({ promise }) => promise));
}

/** Idempotent: a second Ctrl-C changes nothing. */
async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  const ended = [...children.values()].map((child) => new Promise((done) => child.once('exit', done)));
  for (const child of children.values()) {
    child.stdin?.end();
    child.kill('SIGTERM');
  }
  const late = setTimeout(() => {
    for (const child of children.values()) child.kill('SIGKILL');
  }, 8_000);
  await Promise.all(ended);
  clearTimeout(late);
  process.exit(code);
}

async function whyNotFree(needed: number, host: string): Promise<string | null> {
  const probe = createServer().listen(needed, host);
  try {
    await once(probe, 'listening');
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EADDRINUSE' ? 'is already in use' : 'may not be used';
  }
  await new Promise((closed) => probe.close(closed));
  return null;
}

function fail(line: string): never {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}
