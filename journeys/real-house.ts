import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readConfig } from '../server/config.ts';
import { type Installation, openInstallation } from '../server/installation.ts';
import { findPorts } from './find-ports.ts';
import { openFront } from './open-front.ts';
import { pretendProvider, pretendWallet } from './pretend-strangers.ts';

/** Regain as `npm run serve` runs it: no example, behind a proxy that ends TLS, with nobody in it. Wallet and provider are doubles. */
export interface RealHouse {
  readonly origin: string;
  readonly walletOrigin: string;
  readonly sandboxOrigin: string;
  readonly dataDir: string;
  /** Where Regain itself listens, behind the proxy. */
  readonly behind: string;
  /** For `launchBrowser`: where the internet of this story is. */
  readonly internetAt: number;
  /** What was there before Regain's first start is put there in this process. */
  prepare(put: (installation: Installation) => Promise<void>): Promise<void>;
  /** Rejects with what was printed when it does not start. */
  start(): Promise<void>;
  /** Ends what runs and deletes the data. */
  stop(): Promise<void>;
}

const projectFolder = resolve(import.meta.dirname, '..');
const hosts = { regain: 'recover.example', wallet: 'wallet.example', provider: 'idv.example' };

/** Opened, not started. */
export async function openRealHouse(): Promise<RealHouse> {
  const port = await findPorts(1);
  const dataDir = mkdtempSync(join(tmpdir(), 'regain-real-'));
  const front = await openFront({
    [hosts.regain]: port,
    [hosts.wallet]: pretendWallet,
    [hosts.provider]: pretendProvider,
  });
  const authority = join(dataDir, 'web-authority.pem');
  writeFileSync(authority, front.authorityPem);
  const environment = {
    ...withoutExample(process.env),
    ...{ PORT: String(port), REGAIN_DATA_DIR: dataDir, REGAIN_ORIGIN: `https://${hosts.regain}` },
    ...{ REGAIN_WALLET: `https://${hosts.wallet}/present`, REGAIN_TRUSTED_PROXIES: '127.0.0.1' },
    // Nobody listens there: the stories read no mails of this house.
    ...{ REGAIN_LOG_LEVEL: 'error', REGAIN_SMTP_URL: 'smtp://127.0.0.1:9' },
    ...{ REGAIN_STORY_INTERNET: String(front.port), NODE_EXTRA_CA_CERTS: authority },
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import=${import.meta.resolve('./pretend-internet.ts')}`,
  };
  let regain: ChildProcess | null = null;
  const endWithTests = () => regain?.kill('SIGKILL');
  process.once('exit', endWithTests);
  return {
    origin: `https://${hosts.regain}`,
    walletOrigin: `https://${hosts.wallet}`,
    sandboxOrigin: `https://${hosts.provider}`,
    dataDir,
    behind: `http://127.0.0.1:${port}`,
    internetAt: front.port,
    prepare: async (put) => {
      const installation = await openInstallation(readConfig(environment, 'serve'));
      try {
        await put(installation);
      } finally {
        await installation.close();
      }
    },
    start: async () => {
      regain = spawn(process.execPath, ['server/main.ts', 'serve'], {
        ...{ cwd: projectFolder, env: environment, stdio: ['ignore', 'pipe', 'pipe'] },
      });
      await isReady(regain);
    },
    stop: async () => {
      process.off('exit', endWithTests);
      if (regain !== null && regain.exitCode === null && regain.signalCode === null) {
        const ended = once(regain, 'exit');
        regain.kill('SIGTERM');
        await ended;
      }
      await front.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function withoutExample(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, REGAIN_EXAMPLE: __, ...rest } = env;
  return rest;
}

function isReady(regain: ChildProcess): Promise<void> {
  let printed = '';
  return new Promise((ready, failed) => {
    const listen = (chunk: Buffer) => {
      printed += chunk.toString();
      if (/^Regain is ready/m.test(printed)) ready();
    };
    regain.stdout?.on('data', listen);
    regain.stderr?.on('data', listen);
    regain.once('close', (code) => failed(new Error(`Regain ended (${code}) and said:\n${printed}`)));
  });
}
