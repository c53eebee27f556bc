import fastifyCookie from '@fastify/cookie';
import fastify, { type FastifyInstance } from 'fastify';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NewPass } from '../../directory/index.ts';
import { createTestAuthenticator, type TestPasskey } from '../../directory/test-authenticator.ts';
import { openTestDirectory, type TestDirectory } from '../../directory/test-directory.ts';
import { createCookies } from '../cookies.ts';
import { protect } from '../protect.ts';
import { registerSignInDoor } from './sign-in.ts';
import type { MethodChange } from './sign-in-door.ts';

let fixture: TestDirectory;
let app: FastifyInstance;
const password = 'three small green boats';
const completes = new Set<string>();
const changes: MethodChange[] = [];

beforeAll(async () => {
  fixture = await openTestDirectory();
  app = fastify();
  await app.register(fastifyCookie);
  protect(app, { origin: fixture.origin });
  const cookies = createCookies({ secure: false });
  registerSignInDoor(app, {
    directory: fixture.directory,
    cookies,
    now: () => fixture.clock.now,
    recoveryOfCookie: async (request) => cookies.read(request, 'recovery') ?? null,
    redeemRecoveryPassByValue: async (attempt) => {
      const redeemed = await fixture.directory.passes.redeemForRecovery(attempt);
      if (typeof redeemed === 'string') return null;
      return { token: redeemed.enrolmentToken, expiresAt: redeemed.expiresAt };
    },
    redeemInvitation: fixture.directory.invitations.redeem,
    onSignedIn: async ({ accountId }) => ({ recoveryCompleted: completes.has(accountId) }),
    transaction: fixture.database.transaction,
    onMethodChanged: async (change) => {
      changes.push(change);
    },
  });
});
afterAll(async () => {
  await app.close();
  await fixture.database.close();
});

/** A browser: keeps cookies between requests. */
function openBrowser(jar: Record<string, string> = {}) {
  const cookies = { ...jar };
  const call = async (method: 'GET' | 'POST' | 'DELETE', url: string, body: object = {}) => {
    const headers = { origin: fixture.origin };
    const payload = method === 'POST' ? { payload: body } : {};
    const answer = await app.inject({ method, url, cookies, headers, ...payload });
    for (const { name, value } of answer.cookies) {
      if (value === '') delete cookies[name];
      else cookies[name] = value;
    }
    return {
      status: answer.statusCode,
      body: answer.body === '' ? null : answer.json(),
      headers: answer.headers,
    };
  };
  return {
    cookies,
    get: (url: string) => call('GET', url),
    post: (url: string, body?: object) => call('POST', url, body),
    delete: (url: string) => call('DELETE', url),
  };
}

type Browser = ReturnType<typeof openBrowser>;

async function addPerson() {
  const person = await fixture.addPerson();
  await fixture.directory.methods.addPassword({ accountId: person.id, password });
  const secret = new Uint8Array(20).fill(9);
  await fixture.directory.methods.addTotp({ accountId: person.id, secret });
  fixture.clock.now += 60_000; // a code of its own for every sign-in
  return { ...person, code: () => codeOf(new Secret({ buffer: Uint8Array.from(secret).buffer })) };
}

const codeOf = (secret: Secret) => TOTP.generate({ secret, timestamp: fixture.clock.now });

async function signedIn() {
  const person = await addPerson();
  const browser = openBrowser();
  const answer = await browser.post('/api/sign-in/password', {
    identifier: person.accountName,
    password,
    code: person.code().replace(/^.../, '$& '),
  });
  expect(answer).toMatchObject({ status: 200, body: { location: '/security-info' } });
  return { ...person, browser };
}

async function addPasskey(browser: Browser, path: string): Promise<{ answer: object; passkey: TestPasskey }> {
  const options = await browser.post(`${path}/options`);
  const { passkey, credential } = createTestAuthenticator(fixture.origin).create(options.body);
  return { passkey, answer: await browser.post(path, { credential, label: 'Phone' }) };
}

async function assertion(browser: Browser, passkey: TestPasskey) {
  const options = await browser.post('/api/sign-in/passkey/options');
  return { credential: createTestAuthenticator(fixture.origin).get(passkey, options.body.challenge) };
}

describe('signing in', () => {
  test('nobody is signed in without a session', async () => {
    const browser = openBrowser();
    expect((await browser.get('/api/session')).body).toEqual({
      signedIn: false,
      person: null,
      mayChangeMethods: false,
    });
    expect(await browser.get('/api/security-info')).toMatchObject({
      status: 401,
      body: { error: 'notSignedIn' },
    });
  });

  test('password and code; then sign-out ends the session on the server too', async () => {
    const { browser, accountName } = await signedIn();
    expect((await browser.get('/api/session')).body).toMatchObject({
      signedIn: true,
      person: { accountName },
    });
    const stolen = openBrowser(browser.cookies);
    expect((await browser.post('/api/sign-out')).status).toBe(204);
    expect((await stolen.get('/api/session')).body.signedIn).toBe(false);
  });

  test('T16, R33: signing in again gives a new session, and the old cookie is dead', async () => {
    const { browser, accountName, code } = await signedIn();
    const before = openBrowser(browser.cookies);
    fixture.clock.now += 60_000;
    await browser.post('/api/sign-in/password', { identifier: accountName, password, code: code() });
    expect((await before.get('/api/session')).body.signedIn).toBe(false);
    expect((await browser.get('/api/session')).body.signedIn).toBe(true);
  });

  test('passkey, replayed: refused, also from the same browser', async () => {
    const { browser } = await signedIn();
    const { passkey } = await addPasskey(browser, '/api/security-info/passkeys');
    const fresh = openBrowser();
    const body = await assertion(fresh, passkey);
    const jar = { ...fresh.cookies };
    expect(await fresh.post('/api/sign-in/passkey', body)).toMatchObject({
      body: { location: '/security-info' },
    });
    const replay = await openBrowser(jar).post('/api/sign-in/passkey', body);
    expect(replay).toMatchObject({ status: 401, body: { error: 'signInFailed' } });
  });

  test('a sign-in that completes a recovery goes to its last page', async () => {
    const { id, accountName, code } = await addPerson();
    completes.add(id);
    const answer = await openBrowser().post('/api/sign-in/password', {
      identifier: accountName,
      password,
      code: code(),
    });
    expect(answer.body).toEqual({ location: '/recover' });
  });

  test('D14, R23: every failure has the same bytes and headers', async () => {
    const known = await addPerson();
    const disabled = await addPerson();
    await fixture.directory.accounts.edit({ id: disabled.id, changes: { enabled: false } });
    const shown = [];
    for (const [identifier, typed] of [
      [known.accountName, 'wrong horse battery'],
      [disabled.accountName, password],
      ['nobody.at.all', password],
    ] as const) {
      const browser = openBrowser();
      const code = known.code();
      const { headers: one, ...first } = await browser.post('/api/sign-in/password', {
        identifier,
        password: typed,
        code,
      });
      const { headers: two, ...second } = await browser.post('/api/sign-in/access-pass', {
        identifier,
        pass: 'WRONG000',
      });
      shown.push([first, { ...one, date: '' }, second, { ...two, date: '' }]);
    }
    expect(shown[0]).toEqual(shown[1]);
    expect(shown[0]).toEqual(shown[2]);
    expect(shown[0]?.[0]).toEqual({ status: 401, body: { error: 'signInFailed' } });
  });
});

describe('access pass', () => {
  test("an admin's pass opens set-up, and signs nobody in", async () => {
    const { id, accountName } = await fixture.addPerson();
    const pass = (await fixture.directory.passes.issue({ accountId: id, issuedBy: 'admin' })) as NewPass;
    const browser = openBrowser();
    const answer = await browser.post('/api/sign-in/access-pass', {
      identifier: accountName,
      pass: pass.value,
    });
    expect(answer).toMatchObject({ status: 200, body: { location: '/enrol' } });
    expect((await browser.get('/api/session')).body.signedIn).toBe(false);
    expect((await browser.get('/api/enrolment')).body).toMatchObject({
      accountName,
      reason: 'accessPass',
      done: null,
    });
  });

  test("T19, D28: a recovery's pass works only beside that recovery's cookie, and once", async () => {
    const { id, accountName } = await fixture.addPerson();
    const order = { accountId: id, recoveryId: 'mine', lifetimeMinutes: 10 };
    const pass = await fixture.directory.passes.issueForRecovery(order);
    const body = { identifier: accountName, pass: pass.value };
    for (const jar of [{}, { 'regain-recovery': 'other' }] as Record<string, string>[]) {
      expect((await openBrowser(jar).post('/api/sign-in/access-pass', body)).status).toBe(401);
    }
    const browser = openBrowser({ 'regain-recovery': 'mine' });
    expect((await browser.post('/api/sign-in/access-pass', body)).body).toEqual({ location: '/enrol' });
    expect((await browser.get('/api/enrolment')).body).toMatchObject({ reason: 'recovery' });
    expect((await browser.post('/api/sign-in/access-pass', body)).body).toEqual({ error: 'signInFailed' });
  });
});

describe('security info', () => {
  test('adds a passkey, an app and a password; each gives the session a new token and a notice', async () => {
    const { id, browser } = await signedIn();
    changes.length = 0;
    const before = openBrowser(browser.cookies);
    const { answer } = await addPasskey(browser, '/api/security-info/passkeys');
    expect(answer).toMatchObject({ status: 200 });
    expect((await before.get('/api/session')).body.signedIn).toBe(false);

    const start = (await browser.post('/api/security-info/totp/start')).body;
    expect(Object.keys(start)).toEqual(['secret', 'uri']);
    expect((await browser.post('/api/security-info/totp/start')).body).toEqual(start);
    expect((await browser.post('/api/security-info/totp', { code: '000000' })).body).toEqual({
      error: 'codeWrong',
      field: 'code',
    });
    const code = codeOf(Secret.fromBase32(start.secret));
    expect((await browser.post('/api/security-info/totp', { code })).status).toBe(200);
    expect((await browser.post('/api/security-info/totp', { code })).body.error).toBe('codeWrong');

    expect((await browser.post('/api/security-info/password', { password: 'short' })).body).toEqual({
      error: 'passwordTooShort',
      field: 'password',
    });
    const view = (await browser.post('/api/security-info/password', { password: `${password}!` })).body;
    const kinds = view.methods.map(({ kind }: { kind: string }) => kind).sort();
    expect(kinds).toEqual(['passkey', 'password', 'totp', 'totp']);
    expect(changes).toEqual([
      { accountId: id, change: 'added', kind: 'passkey', label: 'Phone' },
      { accountId: id, change: 'added', kind: 'totp', label: '' },
      { accountId: id, change: 'added', kind: 'password', label: '' },
    ]);
  });

  test('removes a method, but not the last way in; a pass may be removed too', async () => {
    const { id, browser } = await signedIn();
    await fixture.directory.passes.issue({ accountId: id, issuedBy: 'admin' });
    const idOf = async (kind: string): Promise<string> =>
      (await browser.get('/api/security-info')).body.methods.find(
        (each: { kind: string }) => each.kind === kind,
      )?.id;
    const remove = async (kind: string) => browser.delete(`/api/security-info/methods/${await idOf(kind)}`);
    expect(await remove('totp')).toMatchObject({ status: 409, body: { error: 'lastMethod' } });
    expect((await remove('accessPass')).status).toBe(200);
    expect(await idOf('accessPass')).toBeUndefined();
    await addPasskey(browser, '/api/security-info/passkeys');
    expect((await remove('totp')).status).toBe(200);
    expect((await browser.delete('/api/security-info/methods/unknown')).status).toBe(404);
  });

  test('T20: who removes what they signed in with is signed out, and is told of the change', async () => {
    const { id, browser } = await signedIn();
    await addPasskey(browser, '/api/security-info/passkeys');
    const { methods } = (await browser.get('/api/security-info')).body;
    const mine = methods.find(({ kind }: { kind: string }) => kind === 'password');
    changes.length = 0;
    expect(await browser.delete(`/api/security-info/methods/${mine.id}`)).toMatchObject({
      status: 401,
      body: { error: 'notSignedIn' },
    });
    expect(browser.cookies['regain-session']).toBeUndefined();
    expect(changes).toEqual([{ accountId: id, change: 'removed', kind: 'password', label: '' }]);
    expect((await fixture.directory.methods.list(id)).map(({ kind }) => kind)).toEqual(['totp', 'passkey']);
  });

  test('a new password in place of the one signed in with: signed in still', async () => {
    const { browser } = await signedIn();
    const body = { password: `${password}!` };
    expect((await browser.post('/api/security-info/password', body)).status).toBe(200);
    expect((await browser.get('/api/session')).body.signedIn).toBe(true);
  });

  test('T20: while a recovery is under way everything may be seen and nothing changed', async () => {
    const { id, accountName, code } = await addPerson();
    const order = { accountId: id, recoveryId: `of-${id}`, lifetimeMinutes: 10 };
    await fixture.directory.passes.issueForRecovery(order);
    await fixture.directory.passes.redeemForRecovery(order);
    const browser = openBrowser();
    await browser.post('/api/sign-in/password', { identifier: accountName, password, code: code() });
    expect((await browser.get('/api/session')).body).toMatchObject({
      signedIn: true,
      mayChangeMethods: false,
    });
    const { methods } = (await browser.get('/api/security-info')).body;
    const answer = { status: 403, body: { error: 'signInAgain' } };
    expect(await browser.post('/api/security-info/password', { password: `${password}!` })).toMatchObject(
      answer,
    );
    expect(await browser.post('/api/security-info/passkeys/options')).toMatchObject(answer);
    expect(await browser.delete(`/api/security-info/methods/${methods[0].id}`)).toMatchObject(answer);
  });

  test('R34: ten minutes after the sign-in everything may be seen and nothing changed', async () => {
    const { browser } = await signedIn();
    fixture.clock.now += 10 * 60_000;
    expect((await browser.get('/api/security-info')).status).toBe(200);
    for (const path of [
      'passkeys/options',
      'passkeys',
      'totp/start',
      'totp',
      'password',
      'sessions/end-others',
    ]) {
      expect(await browser.post(`/api/security-info/${path}`)).toMatchObject({
        status: 403,
        body: { error: 'signInAgain' },
      });
    }
    for (const path of ['methods/x', 'sessions/x']) {
      expect((await browser.delete(`/api/security-info/${path}`)).status).toBe(403);
    }
  });

  test('ends other sessions; ending the own one signs out', async () => {
    const { browser, accountName, code } = await signedIn();
    const other = openBrowser();
    fixture.clock.now += 60_000;
    await other.post('/api/sign-in/password', { identifier: accountName, password, code: code() });
    const { sessions } = (await browser.get('/api/security-info')).body;
    expect(sessions.map(({ current }: { current: boolean }) => current)).toEqual([true, false]);
    expect((await browser.post('/api/security-info/sessions/end-others')).body.sessions).toHaveLength(1);
    expect((await other.get('/api/session')).body.signedIn).toBe(false);
    await browser.delete(`/api/security-info/sessions/${sessions[0].id}`);
    expect((await browser.get('/api/session')).body.signedIn).toBe(false);
  });
});

describe('enrolment', () => {
  async function invited() {
    const person = await fixture.addPerson();
    const { token } = (await fixture.directory.invitations.create({ accountId: person.id }))!;
    const browser = openBrowser();
    expect((await browser.post('/api/invitation', { token })).body).toEqual({ location: '/enrol' });
    return { ...person, browser, token };
  }

  test('an invitation opens it once; a passkey ends it; then the person signs in with that', async () => {
    const { browser, token, accountName } = await invited();
    expect(await openBrowser().post('/api/invitation', { token })).toMatchObject({
      status: 400,
      body: { error: 'invitationInvalid' },
    });
    const { answer, passkey } = await addPasskey(browser, '/api/enrolment/passkey');
    expect(answer).toMatchObject({
      status: 200,
      body: { accountName, reason: 'invitation', done: 'passkey' },
    });
    expect((await browser.post('/api/enrolment/passkey/options')).body).toEqual({ error: 'enrolmentEnded' });
    const fresh = openBrowser();
    expect((await fresh.post('/api/sign-in/passkey', await assertion(fresh, passkey))).status).toBe(200);
  });

  test('who signs in after another in the same browser is not handed the app that the other began (T20)', async () => {
    const { browser, accountName: identifier, code } = await signedIn();
    const start = async () => (await browser.post('/api/security-info/totp/start')).body.secret;
    const begun = await start();
    fixture.clock.now += 60_000;
    const answer = await browser.post('/api/sign-in/password', { identifier, password, code: code() });
    expect(answer.status).toBe(200);
    expect(await start()).not.toBe(begun);
  });

  test('password first, then the app, then done', async () => {
    const { browser } = await invited();
    expect((await browser.post('/api/enrolment/totp', { code: '000000' })).body).toEqual({
      error: 'passwordFirst',
    });
    const mistake = await browser.post('/api/enrolment/password', { password: 'short' });
    expect(mistake.body).toEqual({ error: 'passwordTooShort', field: 'password' });
    expect((await browser.post('/api/enrolment/password', { password })).body).toMatchObject({
      passwordSet: true,
    });
    const { secret } = (await browser.post('/api/enrolment/totp/start')).body;
    expect((await browser.post('/api/enrolment/totp/start')).body.secret).toBe(secret);
    expect((await browser.post('/api/enrolment/totp', { code: '000000' })).body.error).toBe('codeWrong');
    const code = codeOf(Secret.fromBase32(secret));
    expect((await browser.post('/api/enrolment/totp', { code })).body).toMatchObject({ done: 'password' });
  });

  test('without its cookie there is none', async () => {
    expect(await openBrowser().get('/api/enrolment')).toMatchObject({
      status: 401,
      body: { error: 'enrolmentEnded' },
    });
  });
});

describe('what nobody can type is refused with 400, never 500', () => {
  const bad = ['a\0b', 'a\u0007', 'tab\there', '\u0085 ', 'half \ud800'];
  const credential = { id: 'a', rawId: 'a', type: 'public-key', clientExtensionResults: {} };
  const registered = { ...credential, response: { clientDataJSON: 'a', attestationObject: 'a' } };

  test.each([
    ['/api/sign-in/password', (typed: string) => ({ identifier: typed, password: 'x', code: '1' })],
    ['/api/sign-in/password', (typed: string) => ({ identifier: 'x', password: typed, code: '1' })],
    ['/api/sign-in/password', (typed: string) => ({ identifier: 'x', password: 'x', code: `${typed}\0` })],
    ['/api/sign-in/access-pass', (typed: string) => ({ identifier: typed, pass: 'x' })],
    ['/api/sign-in/access-pass', (typed: string) => ({ identifier: 'x', pass: typed })],
    ['/api/invitation', (token: string) => ({ token })],
    ['/api/enrolment/password', (typed: string) => ({ password: typed })],
    ['/api/enrolment/passkey', (label: string) => ({ credential: registered, label })],
    [
      '/api/enrolment/passkey',
      (typed: string) => ({
        credential: { ...registered, response: { ...registered.response, transports: [typed] } },
        label: 'x',
      }),
    ],
  ])('%s', async (url, body) => {
    for (const each of bad) {
      const answer = await openBrowser().post(url, body(each));
      // What no database takes is told as itself at every field; the rest as the field has it.
      const error = each.includes('\0') ? 'controlCharacters' : expect.stringMatching(/^(control|badReq)/);
      expect(answer).toMatchObject({ status: 400, body: { error, field: expect.any(String) } });
    }
    expect((await openBrowser().post(url, body('fine'))).status).not.toBe(500);
  });

  test.each([
    'tag\u{E0001}',
    'two\u2028lines',
    'two\u2029parts',
    'turned\u202Eround',
    'soft\u00ADhyphen',
    'x'.repeat(61),
    '   ',
  ])('a label %j', async (label) => {
    const { browser } = await signedIn();
    const body = { credential: registered, label };
    expect(await browser.post('/api/security-info/passkeys', body)).toMatchObject({
      status: 400,
      body: { error: 'badRequest', field: 'label' },
    });
  });

  test.each(['  Mara’s phone ', '私の電話', 'Łódź 📱', 'x'.repeat(60)])('not a label %j', async (label) => {
    const { browser, id } = await signedIn();
    const options = await browser.post('/api/security-info/passkeys/options');
    const { credential: made } = createTestAuthenticator(fixture.origin).create(options.body);
    expect((await browser.post('/api/security-info/passkeys', { credential: made, label })).status).toBe(200);
    expect((await fixture.directory.methods.list(id)).map((each) => each.label)).toContain(label.trim());
  });

  test('space around what is pasted does not count', async () => {
    const { accountName, code } = await addPerson();
    const pasted = { identifier: `\t${accountName}\n`, password, code: ` ${code()}\n` };
    expect((await openBrowser().post('/api/sign-in/password', pasted)).status).toBe(200);
  });
});
