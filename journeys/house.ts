import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findPorts } from './find-ports.ts';

/** Regain, wallet and sandbox provider, running as `npm start` runs them, for one test file. */
export interface House {
  readonly origin: string;
  readonly walletOrigin: string;
  readonly sandboxOrigin: string;
  readonly dataDir: string;
  /** What the launcher and its children printed so far. */
  readonly output: () => string;
  /** `kill -9` of the Regain process alone, at once. Resolves when the launcher has started it again and it answers. */
  killRegain(): Promise<void>;
  /** Regain's clock, for good; it must have been opened for that. */
  turnClock(on: { readonly minutes: number }): void;
  /** Ends what still runs and starts again: same ports, same data. Resolves when all three answer. */
  restart(): Promise<void>;
  /** Ends all three and leaves the data, to look into what was left behind. */
  end(): Promise<void>;
  /** Ends what still runs and deletes the data. */
  stop(): Promise<void>;
}

export interface HouseOptions {
  /** Further settings, e.g. `DATABASE_URL`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Regain's clock can be turned. */
  readonly turnsClock?: true;
}

/** What the sandbox provider's checks take is for show, and stories wait for nothing that they do not look at. */
const quick = { SANDBOX_CHECK_MILLISECONDS: '100' };

const projectFolder = resolve(import.meta.dirname, '..');
const readyWithinMs = 180_000;
const stoppedWithinMs = 30_000;
const backWithinMs = 180_000;

/** @throws an Error with everything that was printed when the house does not get ready. */
export async function openHouse(options: HouseOptions = {}): Promise<House> {
  // Regain, wallet, sandbox (D4).
  const port = await findPorts(3);
  const dataDir = mkdtempSync(join(tmpdir(), 'regain-journey-'));
  const environment = {
    ...process.env,
    ...quick,
    ...options.settings,
    ...(options.turnsClock && prepareClock(dataDir)),
    PORT: String(port),
    REGAIN_DATA_DIR: dataDir,
  };
  let output = '';
  const start = () =>
    startLauncher(environment, (text) => {
      output += text;
    });

  let launcher = await start().catch((error: unknown) => {
    rmSync(dataDir, { recursive: true, force: true });
    throw error;
  });
  const endWithTests = () => launcher.kill('SIGKILL');
  process.once('exit', endWithTests);

  const origin = `http://localhost:${port}`;
  return {
    origin,
    walletOrigin: `http://127.0.0.1:${port + 1}`,
    sandboxOrigin: `http://127.0.0.1:${port + 2}`,
    dataDir,
    output: () => output,
    killRegain: async () => {
      const pid = readPid(dataDir);
      await killHard(pid);
      await isBack({ origin, dataDir, gone: pid, output: () => output });
    },
    turnClock: ({ minutes }) => {
      if (!options.turnsClock) throw new TypeError('this house was not opened with turnsClock');
      const before = Number(readFileSync(clockOf(dataDir), 'utf8'));
      writeFileSync(clockOf(dataDir), String(before + minutes * 60_000));
    },
    restart: async () => {
      await stopLauncher(launcher);
      launcher = await start();
    },
    end: () => stopLauncher(launcher),
    stop: async () => {
      process.off('exit', endWithTests);
      await stopLauncher(launcher);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** 0 while it is being written. */
function readPid(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'regain/regain.pid'), 'utf8'));
}

const clockOf = (dataDir: string) => join(dataDir, 'clock');

/** No hook in the product: its process is started with a clock that is read from a file. */
function prepareClock(dataDir: string): Readonly<Record<string, string>> {
  writeFileSync(clockOf(dataDir), '0');
  return {
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import=${import.meta.resolve('./turned-clock.ts')}`,
    REGAIN_STORY_CLOCK: clockOf(dataDir),
  };
}

async function startLauncher(
  environment: NodeJS.ProcessEnv,
  record: (text: string) => void,
): Promise<ChildProcess> {
  const launcher = spawn(process.execPath, ['example/start.ts'], {
    cwd: projectFolder,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((ready, failed) => {
      const listen = (chunk: Buffer) => {
        const text = chunk.toString();
        record(text);
        printed += text;
        if (/^Ready/m.test(printed)) ready();
      };
      launcher.stdout.on('data', listen);
      launcher.stderr.on('data', listen);
      launcher.once('error', failed);
      launcher.once('exit', (code, signal) =>
        failed(new Error(`The launcher ended (${signal ?? code}) and said:\n${printed}`)),
      );
      timer = setTimeout(
        () => failed(new Error(`Not ready within ${readyWithinMs / 1000} s. So far:\n${printed}`)),
        readyWithinMs,
      );
    });
  } catch (error) {
    await stopLauncher(launcher);
    throw error;
  } finally {
    clearTimeout(timer);
  }
  return launcher;
}

/** As Ctrl-C does. If the launcher does not end, it is killed, and its children end because their pipe closes (D4). */
async function stopLauncher(launcher: ChildProcess): Promise<void> {
  if (launcher.exitCode !== null || launcher.signalCode !== null || launcher.pid === undefined) return;
  const ended = once(launcher, 'exit');
  launcher.kill('SIGINT');
  const timer = setTimeout(() => launcher.kill('SIGKILL'), stoppedWithinMs);
  await ended;
  clearTimeout(timer);
}

async function killHard(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  while (isAlive(pid)) await new Promise((later) => setTimeout(later, 10));
}

/** It answers, and has written down who it is: the next blow has to hit the next process. */
async function isBack(house: {
  readonly origin: string;
  readonly dataDir: string;
  readonly gone: number;
  readonly output: () => string;
}): Promise<void> {
  const late = Date.now() + backWithinMs;
  while (!(await answers(house.origin)) || [0, house.gone].includes(readPid(house.dataDir))) {
    if (Date.now() > late)
      throw new Error(`Regain did not come back within ${backWithinMs / 1000} s. So far:\n${house.output()}`);
    await new Promise((later) => setTimeout(later, 50));
  }
}

async function answers(origin: string): Promise<boolean> {
  try {
    return (await fetch(`${origin}/healthz`, { signal: AbortSignal.timeout(10_000) })).ok;
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
