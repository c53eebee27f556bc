import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

// Three processes are started: seconds each where others work too.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'verifier-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  await new Promise((closed) => probe.close(closed));
  return port;
}

function start(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], {
    env: { PATH: process.env.PATH, REGAIN_DATA_DIR: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout?.on('data', (chunk: Buffer) => {
    said.out += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    said.err += chunk.toString();
  });
  return { child, said, ended: once(child, 'close') };
}

const profile = {
  trustAnchors: [{ did: 'did:web:id.issuer.example' }],
  query: {
    credentials: [
      {
        id: 'card',
        format: 'jwt_vc_json',
        meta: { type_values: [['VerifiableCredential', 'VerifiedEmployee']] },
      },
    ],
  },
};

test('npm run verifier: says where it listens, asks what its profile asks, and ends when it is told to', async () => {
  const port = await freePort();
  writeFileSync(join(folder, 'profile.json'), JSON.stringify(profile));
  const args = ['--listen', `127.0.0.1:${port}`, '--profile', join(folder, 'profile.json')];
  const { child, said, ended } = start(args);
  while (!said.out.includes('Result:') && child.exitCode === null) await once(child.stdout!, 'data');
  const authority = join(folder, 'verifier', 'authority.pem');
  expect(said.out).toMatch(
    new RegExp(
      [
        `^The verifier bench listens on http://localhost:${port}`,
        `Its authority, for wallets to trust: ${authority}`,
        'Request: openid4vp://\\?client_id=\\S+',
        `Result:  http://localhost:${port}/transactions/\\S+\n$`,
      ].join('\n'),
    ),
  );
  const [, result = ''] = /Result: +(\S+)/.exec(said.out) ?? [];
  expect(await (await fetch(result)).json()).toMatchObject({
    state: 'waiting',
    responseMode: 'direct_post.jwt',
  });
  expect(await (await fetch(`http://localhost:${port}/authority.pem`)).text()).toBe(
    readFileSync(authority, 'utf8'),
  );
  expect(statSync(join(folder, 'verifier', 'request-identity.json')).mode & 0o777).toBe(0o600);

  const second = start(['--listen', `127.0.0.1:${port}`]);
  expect((await second.ended)[0]).toBe(1);
  expect(second.said.err).toContain('EADDRINUSE');

  child.kill('SIGTERM');
  expect((await ended)[0]).toBe(0);
  expect(said.err).toBe('');
});

test('beside an installation it refuses in one line', async () => {
  const { said, ended } = start([], { REGAIN_ORIGIN: 'https://recover.example.org' });
  expect((await ended)[0]).toBe(1);
  expect(said).toEqual({
    out: '',
    err: 'REGAIN_ORIGIN: belongs to an installation; the verifier bench is for examples\n',
  });
});
