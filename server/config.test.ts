import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigProblem, readConfig } from './config.ts';

const real = { REGAIN_ORIGIN: 'https://recover.example.org' };
const problemOf = (env: Record<string, string>, mode: 'example' | 'serve') => {
  try {
    readConfig(env, mode);
  } catch (cause) {
    if (cause instanceof ConfigProblem) return cause.message;
    throw cause;
  }
  return 'no problem';
};

describe('a wrong setting is named in one line', () => {
  const wrong: readonly (readonly [string, Record<string, string>])[] = [
    ['PORT', { PORT: 'abc' }],
    ['PORT', { PORT: '0' }],
    ['PORT', { PORT: '65536' }],
    ['PORT', { PORT: '80.5' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://x', REGAIN_MASTER_KEY_FILE: '/k' }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres', REGAIN_MASTER_KEY_FILE: '/k' }],
    ['REGAIN_ORIGIN', { REGAIN_ORIGIN: 'http://recover.example.org' }],
    ['REGAIN_ORIGIN', { REGAIN_ORIGIN: 'recover.example.org' }],
    ['REGAIN_ORIGIN', { REGAIN_ORIGIN: 'javascript:alert(1)' }],
    ['REGAIN_WALLET', { REGAIN_WALLET: 'javascript:alert(1)' }],
    ['REGAIN_DIGITAL_CREDENTIALS', { REGAIN_DIGITAL_CREDENTIALS: 'yes' }],
    ['REGAIN_CLIENT_ID', { REGAIN_CLIENT_ID: 'redirect_uri' }],
    ['REGAIN_SMTP_URL', { REGAIN_SMTP_URL: 'mail.example.org' }],
    ['REGAIN_MAIL_FROM', { REGAIN_MAIL_FROM: 'x' }],
    ['REGAIN_LOG_LEVEL', { REGAIN_LOG_LEVEL: 'loud' }],
    ['REGAIN_TRUSTED_PROXIES', { REGAIN_TRUSTED_PROXIES: 'banana' }],
    ['REGAIN_TRUSTED_PROXIES', { REGAIN_TRUSTED_PROXIES: '10.0.0.1,10.0.0.0/99' }],
  ];
  test.each(wrong)('%s: %j', (name, env) => {
    const problem = problemOf({ ...real, ...env }, 'serve');
    expect(problem.startsWith(`${name}: `), problem).toBe(true);
    expect(problem).not.toContain('\n');
  });
});

describe('serve asks for what it cannot guess (D5)', () => {
  test('the address people use', () => {
    expect(problemOf({}, 'serve')).toMatch(/^REGAIN_ORIGIN: is required by serve/);
    expect(problemOf({ REGAIN_ORIGIN: '' }, 'serve')).toMatch(/^REGAIN_ORIGIN: is required by serve/);
    expect(problemOf({}, 'example')).toBe('no problem');
  });

  test('a master key file of its own beside a database server', () => {
    const env = { ...real, DATABASE_URL: 'postgres://db/regain' };
    expect(problemOf(env, 'serve')).toMatch(
      /^REGAIN_MASTER_KEY_FILE: is required together with DATABASE_URL/,
    );
    expect(problemOf({ ...env, REGAIN_MASTER_KEY_FILE: '/run/key' }, 'serve')).toBe('no problem');
    const { createMasterKey, masterKeyFile } = readConfig(
      { ...env, REGAIN_MASTER_KEY_FILE: '/run/key' },
      'serve',
    );
    expect([createMasterKey, masterKeyFile]).toEqual([false, '/run/key']);
  });
});

test('serve with nothing but its origin', () => {
  expect(readConfig({ ...real, PATH: '/bin' }, 'serve')).toEqual({
    example: false,
    exampleSeed: 'full',
    port: 4000,
    host: '127.0.0.1',
    dataDir: join(homedir(), '.regain'),
    databaseUrl: null,
    origin: 'https://recover.example.org',
    masterKeyFile: join(homedir(), '.regain', 'regain', 'master.key'),
    createMasterKey: true,
    trustedProxies: [],
    walletAddress: 'openid4vp://',
    digitalCredentials: true,
    clientIdPrefix: 'x509_hash',
    sandboxOrigin: null,
    smtpUrl: null,
    mailFrom: 'Regain <no-reply@localhost>',
    logLevel: 'info',
  });
});

test('an example is on loopback and on its own ports, whatever else is set (D2, D4)', () => {
  const env = { PORT: '5100', REGAIN_HOST: '0.0.0.0', REGAIN_ORIGIN: 'https://elsewhere.example' };
  expect(readConfig(env, 'example')).toMatchObject({
    example: true,
    host: 'localhost',
    origin: 'http://localhost:5100',
    walletAddress: 'http://127.0.0.1:5101/present',
    clientIdPrefix: 'x509_hash',
    sandboxOrigin: 'http://127.0.0.1:5102',
    dataDir: resolve('data'),
  });
});

test.each([
  [{}, true],
  [{ REGAIN_WALLET: 'haip-vp://' }, true],
  [{ REGAIN_WALLET: 'https://wallet.example/present' }, false],
  [{ REGAIN_WALLET: 'https://wallet.example/present', REGAIN_DIGITAL_CREDENTIALS: 'on' }, true],
  [{ REGAIN_DIGITAL_CREDENTIALS: 'off' }, false],
])('the browser asks where its wallets may answer, not for a web page, unless told: %j', (env, asks) => {
  expect(readConfig({ ...real, ...env }, 'serve').digitalCredentials).toBe(asks);
});

test('serve knows no sandbox, even when one is set (D3)', () => {
  const env = { ...real, REGAIN_SANDBOX: 'http://127.0.0.1:4002' };
  expect(readConfig(env, 'serve').sandboxOrigin).toBeNull();
});

test('an empty setting is no setting; proxies are listed one by one', () => {
  const env = {
    ...real,
    PORT: '',
    DATABASE_URL: '',
    REGAIN_TRUSTED_PROXIES: ' 10.0.0.1, 10.1.0.0/16,::1 , ',
  };
  const { port, databaseUrl, trustedProxies } = readConfig(env, 'serve');
  expect([port, databaseUrl, trustedProxies]).toEqual([4000, null, ['10.0.0.1', '10.1.0.0/16', '::1']]);
});
