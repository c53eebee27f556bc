import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goToOffer } from '../test-browser.ts';
import { startTestInstallation, type TestInstallation } from '../test-installation.ts';
import {
  createProof,
  GRANT,
  readPreAuthorizedCode,
  requestCredential,
  requestToken,
  takeNonce,
  takeToken,
} from '../test-wallet.ts';

let installation: TestInstallation;
let token: string;
beforeAll(async () => {
  installation = await startTestInstallation();
  token = await takeToken(installation, await goToOffer(installation));
});
afterAll(() => installation.close());

const CONFIGURATION = 'specimen-identity';
const answerOf = async (response: Response) => [
  response.status,
  ((await response.json()) as { error: string }).error,
];

describe('token endpoint', () => {
  test.each<[string, Record<string, string>, string]>([
    ['no grant type', {}, 'invalid_request'],
    ['another grant type', { grant_type: 'authorization_code', code: 'x' }, 'unsupported_grant_type'],
    ['no code', { grant_type: GRANT }, 'invalid_request'],
    [
      'an unknown code',
      { grant_type: GRANT, 'pre-authorized_code': 'x', tx_code: '000000' },
      'invalid_grant',
    ],
  ])('refuses %s', async (_name, form, error) => {
    const response = await requestToken(installation, form);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await answerOf(response)).toEqual([400, error]);
  });

  test('refuses repeated parameters and other encodings', async () => {
    const address = `${installation.origin}/token`;
    const repeated = `grant_type=${encodeURIComponent(GRANT)}&grant_type=x&pre-authorized_code=x`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await answerOf(await fetch(address, { method: 'POST', headers, body: repeated }))).toEqual([
      400,
      'invalid_request',
    ]);
    const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    expect(await answerOf(await fetch(address, json))).toEqual([400, 'invalid_request']);
  });

  test('a code works once, and the offer is gone with it', async () => {
    const offer = await goToOffer(installation);
    const form = {
      grant_type: GRANT,
      'pre-authorized_code': await readPreAuthorizedCode(offer.offerUri),
      tx_code: offer.txCode,
    };
    const first = await requestToken(installation, form);
    expect(await first.json()).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 300,
    });
    expect(await answerOf(await requestToken(installation, form))).toEqual([400, 'invalid_grant']);
    expect((await fetch(offer.offerUri)).status).toBe(404);
  });

  test('five wrong transaction codes kill the offer; a missing one does not count', async () => {
    const offer = await goToOffer(installation);
    const code = await readPreAuthorizedCode(offer.offerUri);
    const attempt = (txCode: Record<string, string>) =>
      requestToken(installation, { grant_type: GRANT, 'pre-authorized_code': code, ...txCode });
    const wrong = offer.txCode === '000000' ? '000001' : '000000';
    expect(await answerOf(await attempt({}))).toEqual([400, 'invalid_request']);
    for (let tries = 0; tries < 5; tries++) {
      expect(await answerOf(await attempt({ tx_code: wrong }))).toEqual([400, 'invalid_grant']);
    }
    expect(await answerOf(await attempt({ tx_code: offer.txCode }))).toEqual([400, 'invalid_grant']);
    expect(await (await offer.browser.get('/check/credential')).text()).toContain('This offer has ended');
    await offer.browser.post('/check/offer');
    expect(await (await offer.browser.get('/check/credential')).text()).toContain('data-tx-code');
  });

  test('four wrong codes leave the fifth try', async () => {
    const offer = await goToOffer(installation);
    const code = await readPreAuthorizedCode(offer.offerUri);
    const form = (tx_code: string) => ({ grant_type: GRANT, 'pre-authorized_code': code, tx_code });
    for (let tries = 0; tries < 4; tries++) await requestToken(installation, form('x'));
    expect((await requestToken(installation, form(offer.txCode))).status).toBe(200);
  });
});

describe('credential endpoint', () => {
  test('refuses a request without, with an unknown, and with a token in the address', async () => {
    const body = {
      credential_configuration_id: CONFIGURATION,
      proofs: { jwt: [await createProof(installation)] },
    };
    const missing = await requestCredential(installation, { body });
    expect(missing.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    expect(await answerOf(missing)).toEqual([401, 'invalid_token']);
    expect(await answerOf(await requestCredential(installation, { token: 'x', body }))).toEqual([
      401,
      'invalid_token',
    ]);
    const query = `?access_token=${token}`;
    expect(await answerOf(await requestCredential(installation, { query, body }))).toEqual([
      400,
      'invalid_request',
    ]);
    expect(await answerOf(await requestCredential(installation, { token, query, body }))).toEqual([
      400,
      'invalid_request',
    ]);
  });

  test.each<[string, unknown, string]>([
    ['no JSON', '{', 'invalid_credential_request'],
    ['a JSON array', [], 'invalid_credential_request'],
    ['neither configuration nor identifier', {}, 'invalid_credential_request'],
    [
      'both',
      { credential_configuration_id: CONFIGURATION, credential_identifier: 'x' },
      'invalid_credential_request',
    ],
    ['an unknown configuration', { credential_configuration_id: 'x' }, 'unknown_credential_configuration'],
    ['an unknown identifier', { credential_identifier: 'x' }, 'unknown_credential_identifier'],
    [
      'encryption',
      { credential_configuration_id: CONFIGURATION, credential_response_encryption: {} },
      'invalid_encryption_parameters',
    ],
    ['no proof', { credential_configuration_id: CONFIGURATION }, 'invalid_proof'],
    [
      'a draft proof',
      { credential_configuration_id: CONFIGURATION, proof: { proof_type: 'jwt', jwt: 'x' } },
      'invalid_proof',
    ],
    [
      'another proof type',
      { credential_configuration_id: CONFIGURATION, proofs: { attestation: ['x'] } },
      'invalid_proof',
    ],
    [
      'two proofs',
      { credential_configuration_id: CONFIGURATION, proofs: { jwt: ['x', 'y'] } },
      'invalid_proof',
    ],
    [
      'a proof that is no JWT',
      { credential_configuration_id: CONFIGURATION, proofs: { jwt: ['x'] } },
      'invalid_proof',
    ],
  ])('refuses %s', async (_name, body, error) => {
    expect(await answerOf(await requestCredential(installation, { token, body }))).toEqual([400, error]);
  });

  const seconds = () => Math.floor(installation.now() / 1000);
  test.each<[string, () => Parameters<typeof createProof>[1], string]>([
    ['another audience', () => ({ payload: { aud: 'http://elsewhere.example' } }), 'invalid_proof'],
    ['no audience', () => ({ payload: { aud: undefined } }) as never, 'invalid_proof'],
    ['no iat', () => ({ payload: { iat: undefined } }) as never, 'invalid_proof'],
    ['an old iat', () => ({ payload: { iat: seconds() - 400 } }), 'invalid_proof'],
    ['an iat to come', () => ({ payload: { iat: seconds() + 120 } }), 'invalid_proof'],
    ['another typ', () => ({ header: { typ: 'JWT' } }), 'invalid_proof'],
    ['another alg', () => ({ alg: 'ES384' }), 'invalid_proof'],
    ['no key', () => ({ header: { jwk: undefined } }), 'invalid_proof'],
    ['two keys', () => ({ header: { kid: 'did:jwk:e30#0' } }), 'invalid_proof'],
    ['an x5c', () => ({ header: { x5c: ['x'] } }), 'invalid_proof'],
    ['a foreign kid', () => ({ header: { jwk: undefined, kid: 'key-1' } }), 'invalid_proof'],
    [
      'a did:jwk that is no key',
      () => ({ header: { jwk: undefined, kid: 'did:jwk:bnVsbA' } }),
      'invalid_proof',
    ],
    ['no nonce', () => ({ payload: { nonce: undefined } }), 'invalid_proof'],
    ['an unknown nonce', () => ({ payload: { nonce: 'x' } }), 'invalid_nonce'],
  ])('refuses a proof with %s', async (_name, changes, error) => {
    const proof = await createProof(installation, changes());
    const body = { credential_configuration_id: CONFIGURATION, proofs: { jwt: [proof] } };
    expect(await answerOf(await requestCredential(installation, { token, body }))).toEqual([400, error]);
  });

  test('refuses a private key in the header, a wrong key, and a broken signature', async () => {
    const send = async (proof: string) =>
      answerOf(
        await requestCredential(installation, {
          token,
          body: { credential_configuration_id: CONFIGURATION, proofs: { jwt: [proof] } },
        }),
      );
    const proof = await createProof(installation);
    const { jwk } = JSON.parse(Buffer.from(proof.split('.')[0] ?? '', 'base64url').toString());
    expect(await send(await createProof(installation, { header: { jwk: { ...jwk, d: 'AAAA' } } }))).toEqual([
      400,
      'invalid_proof',
    ]);
    expect(await send(await createProof(installation, { header: { jwk } }))).toEqual([400, 'invalid_proof']);
    expect(await send(await createProof(installation, { header: { jwk: { ...jwk, x: 'AAAA' } } }))).toEqual([
      400,
      'invalid_proof',
    ]);
    expect(await send(`${proof.slice(0, -8)}AAAAAAAA`)).toEqual([400, 'invalid_proof']);
  });

  test('a nonce works once, even for requests at the same time, and for five minutes (atomic take)', async () => {
    const nonce = await takeNonce(installation);
    const send = async () => {
      const proof = await createProof(installation, { payload: { nonce } });
      const body = { credential_configuration_id: CONFIGURATION, proofs: { jwt: [proof] } };
      return (await requestCredential(installation, { token, body })).status;
    };
    expect((await Promise.all([send(), send(), send()])).sort()).toEqual([200, 400, 400]);
  });

  test('a did:jwk kid is taken', async () => {
    const { exportJWK, generateKeyPair, SignJWT } = await import('jose');
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const kid = `did:jwk:${Buffer.from(JSON.stringify(await exportJWK(publicKey))).toString('base64url')}#0`;
    const proof = await new SignJWT({
      nonce: await takeNonce(installation),
      iat: seconds(),
      aud: installation.origin,
    })
      .setProtectedHeader({ alg: 'ES256', typ: 'openid4vci-proof+jwt', kid })
      .sign(privateKey);
    const body = { credential_configuration_id: CONFIGURATION, proofs: { jwt: [proof] } };
    expect((await requestCredential(installation, { token, body })).status).toBe(200);
  });

  test('nonces, offers and tokens end with their time', async () => {
    const nonce = await takeNonce(installation);
    const offer = await goToOffer(installation);
    installation.advance(301_000);
    const body = {
      credential_configuration_id: CONFIGURATION,
      proofs: { jwt: [await createProof(installation, { payload: { nonce } })] },
    };
    expect(await answerOf(await requestCredential(installation, { token, body }))).toEqual([
      401,
      'invalid_token',
    ]);
    token = await takeToken(installation, await goToOffer(installation));
    expect(await answerOf(await requestCredential(installation, { token, body }))).toEqual([
      400,
      'invalid_nonce',
    ]);
    installation.advance(300_000);
    expect((await fetch(offer.offerUri)).status).toBe(404);
  });
});

describe('cross-origin and metadata', () => {
  test.each([
    '/token',
    '/nonce',
    '/credential',
    '/jwks',
    '/offer/x',
    '/.well-known/openid-credential-issuer',
  ])('OPTIONS %s answers any origin, without credentials (D26)', async (path) => {
    const response = await fetch(`${installation.origin}${path}`, { method: 'OPTIONS' });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.has('access-control-allow-credentials')).toBe(false);
    expect(response.headers.get('access-control-allow-headers')).toContain('Authorization');
  });

  test('metadata names the issuer it came from; the key set has no private member', async () => {
    const read = async (path: string) =>
      (await (await fetch(`${installation.origin}${path}`)).json()) as never;
    expect(await read('/.well-known/openid-credential-issuer')).toMatchObject({
      credential_issuer: installation.origin,
      nonce_endpoint: `${installation.origin}/nonce`,
      credential_configurations_supported: {
        [CONFIGURATION]: { format: 'dc+sd-jwt', vct: 'urn:regain:sandbox:identity:1' },
      },
    });
    expect(await read('/.well-known/oauth-authorization-server')).toMatchObject({
      issuer: installation.origin,
      'pre-authorized_grant_anonymous_access_supported': true,
    });
    const { keys } = (await read('/jwks')) as { keys: Record<string, unknown>[] };
    expect(keys.map((key) => Object.keys(key).sort())).toEqual([
      ['alg', 'crv', 'kty', 'use', 'x', 'x5c', 'y'],
    ]);
  });
});
