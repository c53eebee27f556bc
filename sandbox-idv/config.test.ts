import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

const GOOD = {
  SANDBOX_PORT: '5002',
  SANDBOX_DATA_DIR: '/data/sandbox',
  SANDBOX_RELYING_PARTY: 'http://localhost:5000/',
  SANDBOX_WALLET: 'http://127.0.0.1:5001',
};

describe('readConfig', () => {
  test('reads what is set and has defaults for the rest', () => {
    expect(readConfig(GOOD)).toEqual({
      port: 5002,
      host: '127.0.0.1',
      origin: 'http://127.0.0.1:5002',
      dataDir: '/data/sandbox',
      specimensDir: undefined,
      relyingParty: 'http://localhost:5000',
      wallet: 'http://127.0.0.1:5001',
      followStdin: false,
      checkMilliseconds: 1600,
      slowMilliseconds: 10_000,
    });
  });

  test.each([
    [{ SANDBOX_PORT: '0' }, 'SANDBOX_PORT must be a whole number from 1 to 65535'],
    [{ SANDBOX_PORT: 'x' }, 'SANDBOX_PORT must be a whole number from 1 to 65535'],
    [{ SANDBOX_DATA_DIR: '' }, 'SANDBOX_DATA_DIR is not set'],
    [{ SANDBOX_RELYING_PARTY: 'localhost' }, 'SANDBOX_RELYING_PARTY is not an http(s) origin'],
    [{ SANDBOX_WALLET: 'http://a.example/path' }, 'SANDBOX_WALLET must be an origin, without a path'],
    [
      { SANDBOX_SLOW_MILLISECONDS: '-1' },
      'SANDBOX_SLOW_MILLISECONDS must be a whole number from 0 to 600000',
    ],
  ])('%j names the setting', (change, message) => {
    expect(() => readConfig({ ...GOOD, ...change })).toThrow(new ConfigError(message));
  });
});
