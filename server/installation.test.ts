import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFixedFaceMatcher } from '../connectors/face-matcher/fixed/index.ts';
import { createOutbox } from '../connectors/mail/index.ts';
import { authorityExtensions, makeCertificate } from '../recovery/steps/presentation/fixtures/index.ts';
import { composeMail } from '../texts/index.ts';
import { assembleJourney } from './assemble-journey.ts';
import { ConfigProblem, readConfig } from './config.ts';
import { createApp } from './create-app.ts';
import { type Installation, openInstallation } from './installation.ts';

const room = mkdtempSync(join(tmpdir(), 'regain-installation-'));
afterAll(() => rmSync(room, { recursive: true, force: true }));
const origin = 'https://recover.example.org';

const serveConfig = (name: string, more: Record<string, string> = {}) =>
  readConfig({ REGAIN_DATA_DIR: join(room, name), REGAIN_ORIGIN: origin, ...more }, 'serve');
const exampleConfig = (name: string) => readConfig({ REGAIN_DATA_DIR: join(room, name) }, 'example');
async function problemOf(opening: Promise<Installation>): Promise<string> {
  try {
    await (await opening).close();
  } catch (cause) {
    if (cause instanceof ConfigProblem) return cause.message;
    throw cause;
  }
  return 'no problem';
}
async function newExample(name: string): Promise<Installation> {
  const authority = await makeCertificate({ subject: 'CN=Sandbox', extensions: authorityExtensions() });
  mkdirSync(join(room, name, 'sandbox'), { recursive: true });
  writeFileSync(join(room, name, 'sandbox', 'authority.pem'), authority.pem);
  return openInstallation(exampleConfig(name));
}
async function openApp(installation: Installation) {
  const faceMatcher = createFixedFaceMatcher();
  const assembled = await assembleJourney(installation, faceMatcher);
  const pages = join(room, 'pages');
  mkdirSync(join(pages, 'assets'), { recursive: true });
  writeFileSync(join(pages, 'index.html'), '<html><!-- scripts --></html>');
  const outbox = createOutbox({
    queue: installation.mailQueue,
    compose: composeMail,
    objectionLink: assembled.journey.objectionLink,
    now: installation.now,
    onFailure: () => {},
  });
  const app = await createApp({
    ...{ installation, assembled, faceMatcher, outbox, logger: pino({ level: 'silent' }) },
    pages: { folder: pages, scripts: [], demoFolders: [] },
  });
  return { app, assembled, outbox };
}

describe('served for real, from the first start on', () => {
  let installation: Installation;
  beforeAll(async () => {
    mkdirSync(join(room, 'real', 'regain'), { recursive: true, mode: 0o755 });
    installation = await openInstallation(serveConfig('real'));
  });
  afterAll(() => installation.close());

  test('nobody is in it, no issuer is trusted, and there is no profile', async () => {
    expect(await installation.builtInDirectory.accounts.list({ limit: 10 })).toEqual([]);
    expect(await installation.policy.readProfiles()).toEqual([]);
    expect(await installation.policy.readOrganisation()).toMatchObject({ version: 1, trustAnchors: [] });
  });

  test('nobody else on the machine can enter its folder: the engine writes its files open to all (D5)', () => {
    const folder = join(room, 'real', 'regain');
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'master.key')).mode & 0o777).toBe(0o600);
  });

  test('links come from the configured origin, whatever Host says (R25); cookies and headers need TLS', async () => {
    const { app, assembled } = await openApp(installation);
    const started = await app.inject({
      ...{ method: 'POST', url: '/api/recovery', payload: { identifier: 'mara' } },
      headers: {
        origin,
        host: 'evil.example',
        'x-forwarded-host': 'evil.example',
        forwarded: 'host=evil.example',
        'x-forwarded-proto': 'http',
      },
    });
    expect(started.statusCode).toBe(201);
    expect(started.headers['set-cookie']).toMatch(/^__Host-regain-recovery=.*Secure/);
    expect(started.headers['strict-transport-security']).toBe('max-age=31536000');
    expect(JSON.stringify([started.body, started.headers])).not.toContain('evil');
    expect(assembled.journey.objectionLink('r1')).toMatch(
      /^https:\/\/recover\.example\.org\/recover\/not-me#/,
    );
    const mails = await installation.database.query().selectFrom('mail_outbox').selectAll().execute();
    expect([mails.length, JSON.stringify(mails).includes('evil')]).toEqual([1, false]);
    await app.close();
  });

  test('there is no outbox to look into, no demo, and no sandbox (D2, D7, D37)', async () => {
    const { app } = await openApp(installation);
    for (const url of ['/api/outbox', '/demo/demo-camera.js', '/demo/mara.jpg'])
      expect([url, (await app.inject(url)).statusCode]).toEqual([url, 404]);
    expect((await app.inject('/api/organisation')).json()).toMatchObject({ example: false });
    await app.close();
  });

  test('what a database cannot store is the mistake of whoever typed it, at every door', async () => {
    const { app } = await openApp(installation);
    for (const [url, payload] of [
      ['/api/recovery', { identifier: 'a\u0000b' }],
      ['/api/sign-in/password', { identifier: 'a\u0000b', password: 'x', code: '123456' }],
      ['/api/sign-in/access-pass', { identifier: 'a\u0000b', pass: 'X' }],
    ] as const) {
      const answer = await app.inject({ method: 'POST', url, payload, headers: { origin } });
      const told = { error: 'controlCharacters', field: 'identifier' };
      expect([url, answer.statusCode, answer.json()]).toEqual([url, 400, told]);
    }
    await app.close();
  });

  test('an address that cannot be read gets the same headers as any other answer', async () => {
    const { app } = await openApp(installation);
    const answer = await app.inject('/%E0%A4%A');
    expect([answer.statusCode, answer.json()]).toEqual([400, { error: 'badRequest' }]);
    expect(answer.headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    await app.close();
  });
});

describe('and started again', () => {
  test('it is no example, and never will be (D2)', async () => {
    expect(await problemOf(openInstallation(exampleConfig('real')))).toBe(
      'This database is not an example; start it with: npm run serve',
    );
  });

  test('under another host passkeys are gone, which is said; under another port they are not (D5)', async () => {
    const open = async (elsewhere: string) => {
      const installation = await openInstallation(serveConfig('real', { REGAIN_ORIGIN: elsewhere }));
      await installation.close();
      return installation.movedFrom;
    };
    expect(await open(`${origin}:8443`)).toBeNull();
    expect(await open('https://new.example.org')).toBe(`${origin}:8443`);
  });

  test('with the key of another installation: one line (D5)', async () => {
    const key = join(room, 'other.key');
    writeFileSync(key, Buffer.alloc(32, 9).toString('base64'), { mode: 0o600 });
    const installation = await openInstallation(serveConfig('real', { REGAIN_MASTER_KEY_FILE: key }));
    const assembling = assembleJourney(installation, createFixedFaceMatcher());
    await expect(assembling).rejects.toThrow(ConfigProblem);
    await expect(assembling).rejects.toThrow(`REGAIN_MASTER_KEY_FILE: ${key} does not open this database`);
    await installation.close();
  });

  test('without its key: none is made anew beside the database', async () => {
    const file = join(room, 'real', 'regain', 'master.key');
    rmSync(file);
    expect(await problemOf(openInstallation(serveConfig('real')))).toBe(
      `REGAIN_MASTER_KEY_FILE: ${file} cannot be read`,
    );
    expect(existsSync(file)).toBe(false);
  });
});

describe('what cannot start leaves nothing behind', () => {
  test('a folder that cannot be made', async () => {
    const file = join(room, 'a-file');
    writeFileSync(file, '');
    const problem = await problemOf(openInstallation(serveConfig(join('a-file', 'below'))));
    expect(problem).toBe(`REGAIN_DATA_DIR: ${join(file, 'below', 'regain')} cannot be written`);
  });

  test('a key file that others may read', async () => {
    const key = join(room, 'open.key');
    writeFileSync(key, Buffer.alloc(32).toString('base64'));
    chmodSync(key, 0o644);
    const config = serveConfig('unbegun', { REGAIN_MASTER_KEY_FILE: key });
    expect(await problemOf(openInstallation(config))).toMatch(/may be read by others/);
    expect(readdirSync(join(room, 'unbegun', 'regain'))).toEqual([]);
  });
});

test('an example is refused by serve, untouched, and opens again as what it is (D2)', async () => {
  const example = await newExample('example');
  const people = await example.builtInDirectory.accounts.list({ limit: 100 });
  await example.close();
  expect(await problemOf(openInstallation(serveConfig('example')))).toBe(
    'This database holds an example organisation; serve never runs one. Give serve a database of its own',
  );
  const again = await openInstallation(exampleConfig('example'));
  expect(await again.builtInDirectory.accounts.list({ limit: 100 })).toEqual(people);
  expect(people).toHaveLength(11);
  await again.close();
});

test('an empty example has its people, and no rules yet', async () => {
  const authority = await makeCertificate({ subject: 'CN=Sandbox', extensions: authorityExtensions() });
  mkdirSync(join(room, 'empty', 'sandbox'), { recursive: true });
  writeFileSync(join(room, 'empty', 'sandbox', 'authority.pem'), authority.pem);
  const settings = { REGAIN_DATA_DIR: join(room, 'empty'), REGAIN_EXAMPLE: 'empty' };
  const installation = await openInstallation(readConfig(settings, 'example'));
  const organisation = await installation.policy.readOrganisation();
  expect([organisation?.trustAnchors, await installation.policy.readProfiles()]).toEqual([[], []]);
  expect(await installation.builtInDirectory.accounts.find('mara.lindqvist')).not.toBeNull();
  await installation.close();
});
