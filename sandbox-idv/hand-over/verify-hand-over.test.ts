import { createServer } from 'node:http';
import type { JWTPayload } from 'jose';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goToOffer, openTestBrowser } from '../test-browser.ts';
import { startTestInstallation, type TestInstallation } from '../test-installation.ts';
import { createReturnAddress } from './create-return-address.ts';
import { createHandOverVerifier } from './verify-hand-over.ts';

let installation: TestInstallation;
beforeAll(async () => {
  installation = await startTestInstallation();
});
afterAll(() => installation.close());

describe('hand-over (D23)', () => {
  test('a good token opens a check, and leaves the address', async () => {
    const browser = openTestBrowser(installation);
    const response = await browser.get(`/start?token=${await installation.createToken()}`);
    expect([response.status, response.headers.get('location')]).toEqual([303, '/check']);
    expect(response.headers.get('set-cookie')).toMatch(
      /^specimen-id-check=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const page = await (await browser.get('/check')).text();
    expect(page).toContain('<option value="DE" selected>Germany</option>');
  });

  const seconds = () => Math.floor(installation.now() / 1000);
  test.each<[string, () => [JWTPayload?, Record<string, unknown>?], number]>([
    ['another issuer', () => [{ iss: 'http://localhost:1' }], 400],
    ['another audience', () => [{ aud: 'http://localhost:1' }], 400],
    ['no jti', () => [{ jti: undefined } as never], 400],
    ['no exp', () => [{ exp: undefined } as never], 400],
    ['no iat', () => [{ iat: undefined } as never], 400],
    ['another typ', () => [{}, { typ: 'JWT' }], 400],
    ['no typ', () => [{}, { typ: undefined }], 400],
    ['an unknown key', () => [{}, { kid: 'two' }], 400],
    ['its time over', () => [{ iat: seconds() - 400, exp: seconds() - 10 }], 410],
    ['an iat too long ago', () => [{ iat: seconds() - 700, exp: seconds() - 100 }], 410],
    ['an iat to come', () => [{ iat: seconds() + 60 }], 400],
    ['a life of more than ten minutes', () => [{ exp: seconds() + 700 }], 400],
    ['another site to return to', () => [{ return_to: 'http://elsewhere.example/recover/returned' }], 400],
    [
      'a site that begins alike',
      () => [{ return_to: `${installation.relyingParty}.example/recover/x` }],
      400,
    ],
    [
      'a user name in the return address',
      () => [{ return_to: `${installation.relyingParty.replace('//', '//a@')}/recover/x` }],
      400,
    ],
    ['another folder to return to', () => [{ return_to: `${installation.relyingParty}/admin` }], 400],
    [
      'dots that leave the folder',
      () => [{ return_to: `${installation.relyingParty}/recover/../admin` }],
      400,
    ],
    ['no return address', () => [{ return_to: undefined }], 400],
  ])('refuses a token with %s', async (_name, changes, status) => {
    const browser = openTestBrowser(installation);
    const response = await browser.get(`/start?token=${await installation.createToken(...changes())}`);
    expect(response.status).toBe(status);
    expect(response.headers.has('set-cookie')).toBe(false);
    expect(await response.text()).toContain('<h1>');
  });

  test('refuses no token, no JWT, an unsigned and a symmetrically signed one', async () => {
    const payload = (await installation.createToken()).split('.')[1];
    const none = Buffer.from('{"alg":"none","typ":"regain-hand-over+jwt"}').toString('base64url');
    const symmetric = await new SignJWT({})
      .setProtectedHeader({ alg: 'HS256', kid: 'one', typ: 'regain-hand-over+jwt' })
      .sign(new Uint8Array(32));
    for (const token of ['', 'x', `${none}.${payload}.`, symmetric]) {
      expect((await fetch(`${installation.origin}/start?token=${token}`)).status).toBe(400);
    }
  });

  test('a token works once; only the browser that used it may come back to it', async () => {
    const token = await installation.createToken();
    const browser = openTestBrowser(installation);
    await browser.get(`/start?token=${token}`);
    expect((await openTestBrowser(installation).get(`/start?token=${token}`)).status).toBe(410);
    const again = await browser.get(`/start?token=${token}`);
    expect([again.status, again.headers.get('location')]).toEqual([303, '/check']);
  });

  test('HEAD does not use a token up', async () => {
    const token = await installation.createToken();
    await fetch(`${installation.origin}/start?token=${token}`, { method: 'HEAD' });
    expect((await openTestBrowser(installation).get(`/start?token=${token}`)).status).toBe(303);
  });

  test('keys that cannot be fetched are no verdict about the token', async () => {
    const down = createServer((_request, response) => response.writeHead(500).end());
    await new Promise<void>((done) => down.listen(0, done));
    const { port } = down.address() as { port: number };
    const verify = createHandOverVerifier({
      relyingParty: `http://localhost:${port}`,
      expectedAudience: installation.origin,
      now: installation.now,
    });
    expect(await verify(await installation.createToken())).toEqual({
      kind: 'refused',
      code: 'relyingPartyUnreachable',
    });
    await new Promise((done) => down.close(done));
  });

  test('the way back carries the request and a hint, and keeps what was there', () => {
    const handOver = {
      requestId: 'r 1',
      relyingParty: '',
      returnTo: 'http://a.example/recover/x?y=1',
      country: undefined,
      locale: undefined,
    };
    expect(createReturnAddress(handOver, 'failed')).toBe(
      'http://a.example/recover/x?y=1&request=r+1&status=failed',
    );
  });

  test('another browser does not see the check', async () => {
    await goToOffer(installation);
    expect((await openTestBrowser(installation).get('/check/credential')).status).toBe(404);
  });
});
