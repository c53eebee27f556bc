import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { decodeJwt, type JWK } from 'jose';
import { sql } from 'kysely';
import { Secret, TOTP } from 'otpauth';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFixedFaceMatcher, fixedMatch } from '../connectors/face-matcher/fixed/index.ts';
import { createOutbox, createSmtpTransport, type Outbox } from '../connectors/mail/index.ts';
import { openTestMailServer } from '../connectors/mail/test-mail-server.ts';
import { openHttpBrowser } from '../journeys/in-process/http-browser.ts';
import {
  asksForCredential,
  bringsCode,
  createLyingWallet,
  createTestIssuer,
  type LyingWallet,
  mara,
  pageOf,
  showsFace,
  takesFrames,
} from '../journeys/in-process/index.ts';
import { Fault } from '../recovery/outcome.ts';
import { composeMail } from '../texts/index.ts';
import { type Administration, createAdministration } from './administration/index.ts';
import { type AssembledJourney, assembleJourney } from './assemble-journey.ts';
import { readConfig } from './config.ts';
import { createApp } from './create-app.ts';
import { type Installation, openInstallation } from './installation.ts';
import { verifyReceipt } from './receipts/index.ts';

/*
 * One recovery from the first page to the last mail, with the log at its loudest, every address written down and a real mail
 * server at the end. Then the question: where did anything lie that should not (R36, T26)?
 */
const origin = 'http://localhost:4000';
const dataDir = mkdtempSync(join(tmpdir(), 'regain-whole-recovery-'));
const log: string[] = [];
const addresses: string[] = [];
/** What nobody may find: secrets by their name here, and what they were. */
const secrets = new Map<string, string>();
const people = ['Lindqvist', '1988-04-12', 'mara.lindqvist', 'D1234001'];

let now = Date.now();
let app: FastifyInstance;
let installation: Installation;
let assembled: AssembledJourney;
let administration: Administration;
let outbox: Outbox;
let wallet: LyingWallet;
let receipt = '';
const faceMatcher = createFixedFaceMatcher();
const newBrowser = () =>
  openHttpBrowser(app, {
    origin,
    turnClock: (ms) => {
      now += ms;
    },
  });

beforeAll(async () => {
  const { issuer, authorityPem } = await createTestIssuer({ now: () => now });
  wallet = await createLyingWallet({ now: () => now, issuer });
  mkdirSync(join(dataDir, 'sandbox'), { recursive: true });
  writeFileSync(join(dataDir, 'sandbox', 'authority.pem'), authorityPem);
  const config = readConfig({ REGAIN_DATA_DIR: dataDir, REGAIN_LOG_LEVEL: 'debug' }, 'example');
  const logger = pino({ level: config.logLevel }, { write: (line: string) => void log.push(line) });
  installation = await openInstallation(config, { now: () => now });
  const organisation = (await installation.policy.readOrganisation())!;
  const written = { expectedVersion: organisation.version, by: 'test', now };
  await installation.policy.saveOrganisation({ ...written, policy: { ...organisation, language: 'ar' } });
  assembled = await assembleJourney(installation, faceMatcher);
  administration = createAdministration({ installation, journey: assembled.journey, faceMatcher });
  outbox = createOutbox({
    queue: installation.mailQueue,
    compose: composeMail,
    objectionLink: assembled.journey.objectionLink,
    now: () => now,
    onFailure: ({ id, attempts }) => logger.warn({ mail: id, attempts }, 'mail not sent'),
  });
  const folder = join(dataDir, 'pages');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<html></html>');
  const pages = { folder, scripts: [], demoFolders: [] };
  app = await createApp({ installation, assembled, faceMatcher, outbox, logger, pages });
  app.addHook('onRequest', async (request) => void addresses.push(`${request.method} ${request.url}`));
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await installation.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Opens a request, shows the credential, brings the code; notes what was secret on the way. */
async function presents(browser: ReturnType<typeof newBrowser>, round: string): Promise<void> {
  const address = await asksForCredential(browser, 'mara.lindqvist');
  const { pathname } = new URL(new URL(address).searchParams.get('request_uri')!);
  const { nonce, state } = decodeJwt((await browser.get(pathname)).text);
  const shown = await wallet.present(browser, address, mara);
  const code = new URLSearchParams(new URL(String(shown.body.redirect_uri)).hash.slice(1)).get(
    'response_code',
  );
  for (const [name, value] of Object.entries({ nonce, state, code }))
    secrets.set(`${name} ${round}`, String(value));
  secrets.set(`recovery cookie ${round}`, browser.cookies.get('regain-recovery')!);
  await bringsCode(browser, shown.body.redirect_uri);
}

async function setsUpPassword(browser: ReturnType<typeof newBrowser>): Promise<TOTP> {
  const password = 'three small green boats at sea';
  secrets.set('new password', password);
  secrets.set('enrolment cookie', browser.cookies.get('regain-enrolment')!);
  expect((await browser.post('/api/enrolment/password', { password })).status).toBe(200);
  const started = (await browser.post('/api/enrolment/totp/start')).body;
  const key = String(started.secret).replace(/\s/g, '');
  secrets.set('authenticator key', key);
  const totp = new TOTP({ algorithm: 'SHA1', digits: 6, period: 30, secret: Secret.fromBase32(key) });
  const code = totp.generate({ timestamp: now });
  expect((await browser.post('/api/enrolment/totp', { code })).body).toMatchObject({ done: 'password' });
  return totp;
}

describe('one whole recovery', () => {
  test('gets there, with a broken engine and wrong tries on the way', async () => {
    const browser = newBrowser();
    await presents(browser, 'first');
    faceMatcher.answerWith(
      new Fault('the face engine ended', {
        ...{ code: 'faceMatcherCrashed', retryable: true },
        cause: new Error('could not compare "Mara Lindqvist"\nborn 1988-04-12'),
      }),
    );
    expect(await showsFace(browser)).toMatchObject({ status: 503, body: { error: 'tryLater' } });
    faceMatcher.answerWith(fixedMatch);
    const taken = await takesFrames(browser);
    if ('refused' in taken) throw new Error(taken.refused.text);
    for (const [step, frame] of taken.frames.entries()) secrets.set(`frame ${step}`, frame);
    secrets.set('face session', taken.session);
    expect((await browser.post('/api/recovery/face-check', taken)).body.now).toMatchObject({
      page: 'accessPass',
    });
    expect((await browser.get('/api/recovery/receipt')).status, 'no receipt for what is not done').toBe(409);
    const shown = (await browser.post('/api/recovery/access-pass/show')).body;
    secrets.set('pass', String(shown.value));
    expect((await browser.post('/api/recovery/access-pass/redeem', { value: 'WRONG-WRONG' })).status).toBe(
      409,
    );
    expect((await browser.post('/api/recovery/access-pass/redeem', { value: shown.value })).status).toBe(200);

    const totp = await setsUpPassword(browser);
    const wrong = { identifier: 'mara.lindqvist', password: 'wrong password', code: '000000' };
    expect((await browser.post('/api/sign-in/password', wrong)).status).toBe(401);
    now += 60_000;
    const right = {
      ...wrong,
      password: secrets.get('new password'),
      code: totp.generate({ timestamp: now }),
    };
    expect((await browser.post('/api/sign-in/password', right)).body).toEqual({ location: '/recover' });
    secrets.set('session cookie', browser.cookies.get('regain-session')!);
    expect(await pageOf(browser)).toMatchObject({ page: 'recovered' });
    receipt = (await browser.get('/api/recovery/receipt')).text;
  });

  test('and others get nowhere: a stranger, a lie, a body that breaks', async () => {
    await newBrowser().post('/api/recovery', { identifier: 'ruth.abel' });
    const liar = newBrowser();
    const address = await asksForCredential(liar, 'mara.lindqvist');
    await wallet.present(liar, address, mara, { binding: { payload: { nonce: 'another' } } });
    await newBrowser().post('/api/recovery', { identifier: 'Mara\u0000Lindqvist' });
    await app.inject({
      ...{ method: 'POST', url: '/api/recovery', payload: '{"identifier":"Mara Lindqvist' },
      headers: { origin, 'content-type': 'application/json' },
    });
  });
});

const found = (text: string) =>
  [...secrets].filter(([, value]) => text.includes(value)).map(([name]) => name);

describe('no secret and nobody lies where they should not (R36, T26)', () => {
  test('there was something to find', () => {
    expect([...secrets.keys()].sort()).toEqual(
      [
        ...['nonce first', 'state first', 'code first', 'recovery cookie first', 'pass', 'new password'],
        ...['enrolment cookie', 'authenticator key', 'session cookie', 'face session'],
        ...[0, 1, 2, 3, 4, 5].map((step) => `frame ${step}`),
      ].sort(),
    );
    expect([...secrets.values()].every((value) => value.length >= 8)).toBe(true);
  });

  test('the log, at debug', () => {
    const text = log.join('');
    expect(text).toContain('faceMatcherCrashed');
    expect(text, 'nor where anybody sits').not.toMatch(/remoteAddress|10\.0\.\d+\.1/);
    expect(found(text)).toEqual([]);
    const portrait = readFileSync(resolve(import.meta.dirname, '../example/specimens/mara.jpg')).toString(
      'base64',
    );
    for (const word of [...people, 'Mara', '@alderfinch', portrait.slice(0, 40), portrait.slice(500, 540)])
      expect([word, text.includes(word)]).toEqual([word, false]);
  });

  test('addresses that the server saw', () => {
    const text = addresses.join('\n');
    expect(text).toContain('POST /api/recovery/response-code');
    expect(found(text)).toEqual([]);
    for (const word of [...people, 'Mara', '?']) expect([word, text.includes(word)]).toEqual([word, false]);
  });

  test('the database: no secret in plain anywhere, nobody in the rows of recoveries', async () => {
    const db = installation.database.query();
    const { rows } = await sql<{ name: string }>`select table_name as name from information_schema.tables
      where table_schema = 'public'`.execute(db);
    const dump = new Map<string, string>();
    for (const { name } of rows)
      dump.set(name, JSON.stringify((await sql`select t::text from ${sql.table(name)} t`.execute(db)).rows));
    expect(dump.size).toBeGreaterThan(15);
    expect(found([...dump.values()].join(''))).toEqual([]);
    for (const table of [
      'recovery',
      'evidence',
      'presentation_request',
      'audit_entry',
      'recovery_attempt',
      'access_pass',
    ])
      for (const word of people)
        expect([table, word, dump.get(table)?.includes(word)]).toEqual([table, word, false]);
    const accountId = (await installation.builtInDirectory.accounts.find('mara.lindqvist'))!.id;
    for (const table of ['recovery', 'evidence', 'presentation_request', 'audit_entry'])
      expect([table, dump.get(table)?.includes(accountId)]).toEqual([table, false]);
  });

  test('the record: who, when, where from and how it ended, and it holds (R36)', async () => {
    const listed = await administration.listRecoveries({ limit: 10 });
    const whole = listed.find(({ outcome }) => outcome === 'recovered');
    const { entries } = await administration.showRecovery({ caseNumber: whole!.caseNumber });
    const steps = entries.map(({ activity, result }) => `${activity} ${result}`);
    expect(steps).toEqual([
      'eligibility.assessed success',
      'recovery.begun success',
      'identityVerification.routeChosen success',
      'presentation.requested success',
      'presentation.received success',
      'presentation.completed success',
      // The first was left when the engine broke; nothing of it had been told, so it costs nothing.
      'faceCheck.opened success',
      'faceCheck.opened success',
      ...Array(6).fill('faceCheck.stepTaken success'),
      'faceCheck.passed success',
      'matching.passed success',
      'accessPass.granted success',
      'accessPass.shown success',
      'accessPass.redemptionRefused refused',
      'accessPass.redeemed success',
      'reEnrolment.completed success',
    ]);
    expect((await administration.verifyAudit({})).flaws).toEqual([]);
  });
});

describe('the receipt (S21)', () => {
  test('says who, by whose word, by which rule and what changed, under a key that everybody can fetch', async () => {
    const { keys } = (await newBrowser().get('/.well-known/regain-receipts.json')).body as { keys: JWK[] };
    const told = await verifyReceipt(receipt, keys);
    const [whole] = (await administration.listRecoveries({ limit: 10 })).filter(
      ({ outcome }) => outcome === 'recovered',
    );
    expect(told).toMatchObject({
      ...{ iss: origin, jti: whole?.id, case: whole?.caseNumber },
      account: { name: 'mara.lindqvist', displayName: 'Mara Lindqvist' },
      issuer: { anchor: 'sandbox' },
      rule: { profile: 'Staff', agreed: ['names', 'birthDate'] },
      changed: { added: [{ kind: 'password' }, { kind: 'totp' }], sessionsEnded: 2 },
    });
    for (const word of ['1988-04-12', 'D1234001']) expect(JSON.stringify(told)).not.toContain(word);
    expect(await administration.checkReceipt({ receipt })).toEqual({ receipt: told, recordHolds: true });
  });

  test('is for the browser that went through it', async () => {
    expect((await newBrowser().get('/api/recovery/receipt')).status).toBe(404);
  });

  test('gives away a record that was changed afterwards', async () => {
    const db = installation.database.query();
    await sql`update audit_entry set hash = 'x' || hash where activity = 'reEnrolment.completed'`.execute(db);
    expect((await administration.checkReceipt({ receipt })).recordHolds).toBe(false);
    await sql`update audit_entry set hash = substr(hash, 2) where activity = 'reEnrolment.completed'`.execute(
      db,
    );
    expect((await administration.checkReceipt({ receipt })).recordHolds).toBe(true);
  });
});

describe('mails (D37, R10)', () => {
  /** The organisation of this test writes Arabic: whoever starts a recovery does not choose the language of the notice (T21). */
  const subjectOf = (kind: string) => composeMail({ kind, language: 'ar', values: {} }).subject;
  const subjects = {
    started: subjectOf('recoveryStarted'),
    redeemed: subjectOf('passRedeemed'),
    recovered: subjectOf('recovered'),
  };

  test('a server that is away loses none; back, it gets each once, in UTF-8, with nothing secret inside', async () => {
    const server = await openTestMailServer();
    const send = createSmtpTransport({ url: server.url, from: 'Regain <no-reply@localhost>' });
    const waiting = (await installation.mailQueue.readDue({ now, mostAttempts: 99, limit: 99 })).length;
    const away = createSmtpTransport({ url: 'smtp://127.0.0.1:1', from: 'x@localhost' });
    const decoys = await outbox.sendDue(away);
    expect(waiting - decoys, 'what a decoy was told is done with, the rest waits').toBe(4);
    expect(await outbox.sendDue(send), 'not yet').toBe(0);
    now += 60_000;
    expect(await outbox.sendDue(send)).toBe(4);
    expect(await outbox.sendDue(send)).toBe(0);
    await server.close();

    const { received } = server;
    expect(received.map(({ to }) => to)).toEqual(Array(4).fill(['mara.lindqvist@alderfinch.example']));
    expect(received.map(({ subject }) => subject).toSorted()).toEqual(
      [subjects.started, subjects.started, subjects.redeemed, subjects.recovered].toSorted(),
    );
    expect(found(received.map(({ text }) => text).join('\n'))).toEqual([]);
    expect(received.every(({ text }) => text.startsWith('مرحبًا Mara،\n'))).toBe(true);
    expect(log.join('')).not.toContain('@alderfinch');
  });

  test('the example shows them on its page, latest first, those to nobody left out', async () => {
    const { mails } = (await newBrowser().get('/api/outbox')).body as {
      mails: { to: string; subject: string; text: string }[];
    };
    expect(mails.map(({ to }) => to)).toEqual(Array(4).fill('mara.lindqvist@alderfinch.example'));
    expect(mails.map(({ subject }) => subject)).toContain(subjects.recovered);
    expect(found(JSON.stringify(mails))).toEqual([]);
    expect(mails.every(({ text }) => !text.includes('{{'))).toBe(true);
  });
});

describe('"This wasn\'t me", pressed late (R10, T20)', () => {
  test('while somebody sets up a new way in: set-up ends, and nothing that it brought stays', async () => {
    now += 24 * 60 * 60_000;
    const thief = newBrowser();
    await presents(thief, 'second');
    await showsFace(thief);
    await thief.post('/api/recovery/access-pass/redeem');
    const totp = await setsUpPassword(thief);
    const [latest] = await administration.listRecoveries({ limit: 1 });
    const link = new URL(assembled.journey.objectionLink(latest!.id));
    const objected = await newBrowser().post('/api/recovery/objection', { token: link.hash.slice(1) });
    expect(objected).toMatchObject({ status: 200, body: { stopped: true } });

    expect((await thief.get('/api/enrolment')).status).toBe(401);
    now += 60_000;
    const signIn = { identifier: 'mara.lindqvist', password: secrets.get('new password') };
    const tried = await thief.post('/api/sign-in/password', {
      ...signIn,
      code: totp.generate({ timestamp: now }),
    });
    expect(tried).toMatchObject({ status: 401, body: { error: 'signInFailed' } });
    expect((await thief.get('/api/session')).body).toMatchObject({ signedIn: false });
    expect(await pageOf(thief)).toEqual({ page: 'ended' });
  });
});
