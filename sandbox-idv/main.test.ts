import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
let folder: string;
let port: number;
const children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'specimen-id-'));
  const server = createServer().listen(0);
  await once(server, 'listening');
  ({ port } = server.address() as { port: number });
  await new Promise((done) => server.close(done));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

function start(env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env.PATH,
      SANDBOX_PORT: String(port),
      SANDBOX_DATA_DIR: join(folder, 'data'),
      SANDBOX_RELYING_PARTY: 'http://localhost:1',
      SANDBOX_WALLET: 'http://127.0.0.1:1',
      ...env,
    },
  });
  children.push(child);
  const output = { out: '', err: '' };
  child.stdout.on('data', (data) => {
    output.out += data;
  });
  child.stderr.on('data', (data) => {
    output.err += data;
  });
  const ready = once(child.stdout, 'data');
  const exit = once(child, 'close').then(([code]) => code as number | null);
  return { child, output, ready, exit };
}

describe('the process', { timeout: 30_000 }, () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'says one line when ready, and %s ends it cleanly',
    async (signal) => {
      const { child, output, ready, exit } = start();
      await ready;
      expect(await (await fetch(`http://127.0.0.1:${port}/healthz`)).json()).toEqual({ status: 'up' });
      child.kill(signal);
      expect(await exit).toBe(0);
      expect(output).toEqual({ out: `sandbox provider ready at http://127.0.0.1:${port}\n`, err: '' });
      expect((await readdir(join(folder, 'data'))).sort()).toEqual([
        'authority.key',
        'authority.pem',
        'did.key',
        'document-signer.key',
        'document-signer.pem',
        'issuer.did',
        'issuer.key',
        'issuer.pem',
      ]);
    },
  );

  test('ends when the launcher’s pipe closes (D4)', async () => {
    const { child, ready, exit } = start({ SANDBOX_FOLLOW_STDIN: '1' });
    await ready;
    child.stdin.end();
    expect(await exit).toBe(0);
  });

  test('a port in use is one line and an exit code', async () => {
    const first = start();
    await first.ready;
    const second = start({ SANDBOX_DATA_DIR: join(folder, 'other') });
    expect(await second.exit).toBe(1);
    expect(second.output).toEqual({ out: '', err: `sandbox provider: port ${port} is already in use\n` });
  });

  test('so are a folder that cannot be written and a missing setting', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    const blocked = start({ SANDBOX_DATA_DIR: file });
    expect(await blocked.exit).toBe(1);
    expect(blocked.output.err).toBe(`sandbox provider: the folder ${file} is not writable\n`);
    const unset = start({ SANDBOX_WALLET: '' });
    expect(await unset.exit).toBe(1);
    expect(unset.output.err).toBe('sandbox provider: SANDBOX_WALLET is not set\n');
  });
});
