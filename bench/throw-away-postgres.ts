import { execFile, execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findPorts } from '../journeys/find-ports.ts';

const run = promisify(execFile);
const signals = ['SIGINT', 'SIGTERM'] as const;
const leave = () => process.exit(130);

export interface ThrowAwayServer {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * A PostgreSQL of its own with nothing in it, as the packages of the system bring one, gone afterwards. It does not force its writes
 * to disk. Null: there is none here. PostgreSQL does not run as root; then it runs as the packages' user.
 */
export async function startPostgres(): Promise<ThrowAwayServer | null> {
  const bin = findServer();
  if (bin === null) return null;
  const folder = mkdtempSync(join(tmpdir(), 'regain-postgres-'));
  const as = process.getuid?.() === 0 ? userOf('postgres') : {};
  if (as === null) return null;
  if (as.uid !== undefined) chownSync(folder, as.uid, as.gid ?? 0);
  const port = await findPorts(1);
  const [data, options] = [
    join(folder, 'data'),
    { ...as, cwd: folder, env: { ...process.env, HOME: folder } },
  ];
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder} -c fsync=off`;
  const end = () => {
    for (const signal of signals) process.off(signal, leave);
    process.off('exit', end);
    try {
      execFileSync(join(bin, 'pg_ctl'), ['-D', data, '-m', 'immediate', '-w', 'stop'], {
        ...options,
        stdio: 'ignore',
      });
    } catch {
      // It did not come up, or is gone already.
    }
    rmSync(folder, { recursive: true, force: true });
  };
  // Nothing stays behind when somebody has waited long enough.
  process.once('exit', end);
  for (const signal of signals) process.once(signal, leave);
  try {
    const made = ['-D', data, '-U', 'regain', '--auth=trust', '-E', 'UTF8', '--locale=C'];
    await run(join(bin, 'initdb'), made, options);
    await run(
      join(bin, 'pg_ctl'),
      ['-D', data, '-l', join(folder, 'log'), '-w', '-o', settings, 'start'],
      options,
    );
  } catch (cause) {
    end();
    throw cause;
  }
  return { url: `postgres://regain@127.0.0.1:${port}/postgres`, stop: async () => end() };
}

function findServer(): string | null {
  const packaged = '/usr/lib/postgresql';
  const versions = existsSync(packaged)
    ? readdirSync(packaged).toSorted((a, b) => Number(a) - Number(b))
    : [];
  const folders = versions.map((version) => join(packaged, version, 'bin'));
  return folders.filter((folder) => existsSync(join(folder, 'initdb'))).at(-1) ?? null;
}

function userOf(name: string): { readonly uid?: number; readonly gid?: number } | null {
  try {
    const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}
