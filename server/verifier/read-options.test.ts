import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readOptions } from './read-options.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bench-'));
  writeFileSync(join(folder, 'tls.pem'), 'PEM');
  writeFileSync(join(folder, 'bad.json'), '{');
  writeFileSync(join(folder, 'empty.json'), '{}');
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (args: readonly string[] = [], env: Record<string, string> = {}) =>
  readOptions(
    args.map((arg) => arg.replace('@', folder)),
    { REGAIN_DATA_DIR: join(folder, 'data'), ...env },
  );

describe('where the bench listens', () => {
  test('on this machine, unless told otherwise', () => {
    expect(read()).toEqual({
      ...{ host: '127.0.0.1', port: 4003, origin: 'http://localhost:4003', isLocal: true, https: null },
      ...{ profile: null, folder: join(folder, 'data', 'verifier'), sandboxOrigin: 'http://127.0.0.1:4002' },
    });
  });

  test.each([
    [['--listen', 'localhost:5000'], 'http://localhost:5000', true],
    [['--listen', '[::1]:5000'], 'http://localhost:5000', true],
    // Something forwards to it: everybody arrives from this machine, so a token is asked for.
    [['--origin', 'https://bench.example'], 'https://bench.example', false],
    [
      ['--listen', '0.0.0.0:8443', '--origin', 'https://bench.example:8443'],
      'https://bench.example:8443',
      false,
    ],
    [['--listen', '0.0.0.0:4003', '--origin', 'http://localhost:4003'], 'http://localhost:4003', false],
    [
      ['--listen', 'bench.example:8443', '--cert', '@/tls.pem', '--key', '@/tls.pem'],
      'https://bench.example:8443',
      false,
    ],
  ])('%j: at %s; asks for no token: %s', (args, origin, isLocal) => {
    expect(read(args)).toMatchObject({ origin, isLocal });
  });
});

describe('it belongs to an example', () => {
  test.each(['REGAIN_ORIGIN', 'DATABASE_URL', 'REGAIN_MASTER_KEY_FILE'])('%s: refuses', (name) => {
    expect(() => read([], { [name]: 'https://recover.example.org' })).toThrow(
      `${name}: belongs to an installation; the verifier bench is for examples`,
    );
  });

  test('the folder of an installation: refuses; of an example: does not', () => {
    const data = join(folder, 'installation');
    mkdirSync(join(data, 'regain'), { recursive: true });
    expect(() => read([], { REGAIN_DATA_DIR: data })).toThrow('holds an installation that is not an example');
    mkdirSync(join(data, 'sandbox'));
    writeFileSync(join(data, 'sandbox', 'authority.pem'), '');
    expect(read([], { REGAIN_DATA_DIR: data })).toMatchObject({ isLocal: true });
  });
});

test.each([
  [['--bogus'], "Unknown option '--bogus'"],
  [['--listen', '4003'], '--listen: must be <address>:<port>, not 4003'],
  [['--listen', 'localhost:0'], '--listen: must be'],
  [['--listen', 'localhost:65536'], '--listen: must be'],
  [['--listen', '0.0.0.0:80'], '--origin: must be https:// and a host, or this machine by http'],
  [['--origin', 'https://bench.example/path'], '--origin: must be'],
  [['--origin', 'http://bench.example'], '--origin: must be'],
  [['--origin', 'bench'], '--origin: must be'],
  [['--cert', '@/tls.pem'], '--cert and --key: both or neither'],
  [['--cert', '@/none', '--key', '@/tls.pem'], '--cert: '],
  [['--profile', '@/none'], '--profile: '],
  [['--profile', '@/bad.json'], 'is not JSON'],
  [['--profile', '@/empty.json'], '--profile: trustAnchors: '],
])('%j is named in one line', (args, line) => {
  expect(() => read(args)).toThrow(line);
});
