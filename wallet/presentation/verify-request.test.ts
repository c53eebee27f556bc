import { base64url, SignJWT } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Authority, createAuthority, KeyUsageFlags, type Leaf } from '../fixtures/index.ts';
import { audienceOf, verifyRequest } from './verify-request.ts';

const NOW = Date.UTC(2026, 4, 1);
const SECONDS = NOW / 1000;

let authority: Authority;
let stranger: Authority;
let leaf: Leaf;
let encryptionKey: Record<string, unknown>;

beforeAll(async () => {
  authority = await createAuthority('Regain requests', NOW);
  stranger = await createAuthority('Somebody else', NOW);
  leaf = await authority.issue();
  const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  encryptionKey = { kty, crv, x, y, kid: 'k1', alg: 'ECDH-ES', use: 'enc' };
});

async function clientIdOf(one: Leaf): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', one.certificate.rawData);
  return `x509_hash:${base64url.encode(new Uint8Array(hash))}`;
}

const query = { credentials: [{ id: 'idv', format: 'dc+sd-jwt', meta: { vct_values: ['urn:x'] } }] };

const requestUri = 'https://verifier.example/request/1';

interface Scene {
  readonly signer?: Leaf;
  readonly chain?: readonly Leaf[];
  readonly key?: CryptoKey;
  readonly header?: Record<string, unknown>;
  readonly payload?: Record<string, unknown>;
  readonly metadata?: Record<string, unknown>;
  readonly expectedClientId?: string;
  readonly walletNonce?: string;
  readonly now?: number;
  /** By way of a browser, which names it. */
  readonly origin?: string;
}

async function verify({ signer = leaf, chain = [signer], key = signer.privateKey, ...scene }: Scene) {
  const clientId = await clientIdOf(signer);
  const payload = {
    response_type: 'vp_token',
    response_mode: 'direct_post.jwt',
    client_id: clientId,
    response_uri: 'https://verifier.example/answer/1',
    nonce: 'n-1',
    state: 's-1',
    aud: 'https://self-issued.me/v2',
    iat: SECONDS - 5,
    exp: SECONDS + 300,
    dcql_query: query,
    client_metadata: {
      jwks: { keys: [encryptionKey] },
      encrypted_response_enc_values_supported: ['A128GCM', 'A256GCM'],
      ...scene.metadata,
    },
    ...scene.payload,
  };
  const requestObject = await new SignJWT(payload)
    .setProtectedHeader({
      alg: 'ES256',
      typ: 'oauth-authz-req+jwt',
      x5c: chain.map((one) => one.base64),
      ...scene.header,
    })
    .sign(key);
  return verifyRequest({
    requestObject,
    cameBy:
      scene.origin !== undefined
        ? { kind: 'browser', origin: scene.origin }
        : {
            kind: 'address',
            expectedClientId: scene.expectedClientId ?? clientId,
            requestUri,
            expectedWalletNonce: scene.walletNonce,
          },
    authorities: [authority.certificate],
    now: scene.now ?? NOW,
  });
}

const refused = (code: string) => ({ kind: 'refused', code });

describe('a request that this wallet can name (D26)', () => {
  test('gives who asks, what for, and how to answer', async () => {
    expect(await verify({})).toEqual({
      asker: { organisation: 'Alder & Finch', commonName: 'verifier.example', hosts: ['verifier.example'] },
      clientId: await clientIdOf(leaf),
      nonce: 'n-1',
      wayBack: { kind: 'post', responseUri: 'https://verifier.example/answer/1', state: 's-1' },
      query: {
        credentials: [
          {
            id: 'idv',
            format: 'dc+sd-jwt',
            vctValues: ['urn:x'],
            documentType: undefined,
            typeValues: [],
            claims: [],
            claimSets: undefined,
          },
        ],
        sets: undefined,
      },
      encryption: { jwk: encryptionKey, enc: 'A256GCM' },
    });
  });

  test('may come through an intermediate authority', async () => {
    const between = await authority.issue({ authority: true, organisation: 'Between' });
    const signer = await between.issue();
    expect(await verify({ signer, chain: [signer, between] })).toHaveProperty('nonce', 'n-1');
  });

  test('may be addressed to whoever reads it where it stands, as Credo does', async () => {
    expect(await verify({ payload: { aud: requestUri } })).toHaveProperty('nonce', 'n-1');
  });

  test('echoes the wallet nonce after a POST', async () => {
    const echoed = { payload: { wallet_nonce: 'w' }, walletNonce: 'w' };
    expect(await verify(echoed)).toHaveProperty('nonce', 'n-1');
  });

  test('takes A128GCM when that is all there is, and when no list is given', async () => {
    const listed = await verify({ metadata: { encrypted_response_enc_values_supported: ['A128GCM'] } });
    const unlisted = await verify({ metadata: { encrypted_response_enc_values_supported: undefined } });
    expect([listed, unlisted]).toEqual([
      expect.objectContaining({ encryption: { jwk: encryptionKey, enc: 'A128GCM' } }),
      expect.objectContaining({ encryption: { jwk: encryptionKey, enc: 'A128GCM' } }),
    ]);
  });
});

describe('signature and certificate', () => {
  test.each<[string, () => Promise<Scene>, string]>([
    ['another type of JWT', async () => ({ header: { typ: 'JWT' } }), 'notSigned'],
    ['no certificate', async () => ({ header: { x5c: undefined } }), 'noCertificate'],
    ['garbage for a certificate', async () => ({ header: { x5c: ['AAAA'] } }), 'noCertificate'],
    ['another authority', async () => ({ signer: await stranger.issue() }), 'untrustedAuthority'],
    [
      'an authority of the same name',
      async () => ({ signer: await (await createAuthority('Regain requests', NOW)).issue() }),
      'untrustedAuthority',
    ],
    [
      'a chain through a certificate that is no authority',
      async () => {
        const between = await authority.issue();
        const signer = await between.issue();
        return { signer, chain: [signer, between] };
      },
      'untrustedAuthority',
    ],
    ['a self-signed certificate', async () => ({ signer: stranger }), 'selfSigned'],
    ['the authority in the message', async () => ({ chain: [leaf, authority] }), 'authorityInChain'],
    [
      'a certificate that has ended',
      async () => ({ signer: await authority.issue({ notAfter: new Date(NOW - 1000) }) }),
      'notInDate',
    ],
    [
      'a certificate that has not begun',
      async () => ({ signer: await authority.issue({ notBefore: new Date(NOW + 1000) }) }),
      'notInDate',
    ],
    [
      'a critical extension nobody knows',
      async () => ({ signer: await authority.issue({ unknownCritical: true }) }),
      'unknownCriticalExtension',
    ],
    [
      'a certificate for something else than signing',
      async () => ({ signer: await authority.issue({ usage: KeyUsageFlags.keyAgreement }) }),
      'notASigner',
    ],
    [
      'an address that names another certificate',
      async () => ({ expectedClientId: await clientIdOf(await authority.issue()) }),
      'otherCertificate',
    ],
    ['a signature by another key', async () => ({ key: stranger.privateKey }), 'badSignature'],
  ])('refuses %s', async (_what, scene, code) => {
    expect(await verify(await scene())).toEqual(refused(code));
  });

  test('refuses a request without signature, and one that is no JWT', async () => {
    const encode = (value: unknown) => base64url.encode(JSON.stringify(value));
    const unsigned = `${encode({ alg: 'none', typ: 'oauth-authz-req+jwt' })}.${encode({ nonce: 'n' })}.`;
    for (const requestObject of [unsigned, `${unsigned}AA`, '{}', '']) {
      const expectedClientId = await clientIdOf(leaf);
      const address = { expectedClientId, requestUri, expectedWalletNonce: undefined };
      const cameBy = { kind: 'address', ...address } as const;
      expect(
        await verifyRequest({ requestObject, cameBy, now: NOW, authorities: [authority.certificate] }),
      ).toEqual(refused('notSigned'));
    }
  });

  test('refuses everybody while the list of authorities is empty', async () => {
    const authorityNow = authority;
    authority = stranger;
    expect(await verify({})).toEqual(refused('untrustedAuthority'));
    authority = authorityNow;
  });
});

describe('content', () => {
  test.each<[string, Scene, string]>([
    ['another client_id inside', { payload: { client_id: 'x509_hash:other' } }, 'otherClient'],
    ['an iss that is not the client', { payload: { iss: 'https://other.example' } }, 'otherClient'],
    ['the address of another request as audience', { payload: { aud: `${requestUri}0` } }, 'wrongAudience'],
    ['no audience', { payload: { aud: undefined } }, 'wrongAudience'],
    ['another audience', { payload: { aud: 'https://wallet.example' } }, 'wrongAudience'],
    ['an expired request', { payload: { exp: SECONDS } }, 'expired'],
    ['a request without end', { payload: { exp: undefined } }, 'expired'],
    ['a request from the future', { payload: { iat: SECONDS + 301 } }, 'issuedLater'],
    [
      'a wallet nonce that is not ours',
      { payload: { wallet_nonce: 'x' }, walletNonce: 'w' },
      'wrongWalletNonce',
    ],
    ['no wallet nonce after a POST', { walletNonce: 'w' }, 'wrongWalletNonce'],
    ['a wallet nonce after a GET', { payload: { wallet_nonce: 'x' } }, 'wrongWalletNonce'],
    ['no nonce', { payload: { nonce: undefined } }, 'noNonce'],
    ['an empty nonce', { payload: { nonce: '' } }, 'noNonce'],
    ['an unencrypted answer', { payload: { response_mode: 'direct_post' } }, 'wrongResponseMode'],
    ['another kind of answer', { payload: { response_type: 'code' } }, 'unsupported'],
    ['transaction data', { payload: { transaction_data: ['x'] } }, 'unsupported'],
    ['a redirect_uri', { payload: { redirect_uri: 'https://verifier.example/' } }, 'unsupported'],
    ['a draft query', { payload: { presentation_definition: {} } }, 'unsupported'],
    ['an answer to another host', { payload: { response_uri: 'https://evil.example/' } }, 'wrongResponseUri'],
    [
      'an answer over plain http',
      { payload: { response_uri: 'http://verifier.example/' } },
      'wrongResponseUri',
    ],
    ['no query', { payload: { dcql_query: undefined } }, 'malformedQuery'],
    ['no encryption key', { metadata: { jwks: { keys: [] } } }, 'noEncryptionKey'],
    [
      'no cipher we know',
      { metadata: { encrypted_response_enc_values_supported: ['A256CBC-HS512'] } },
      'noEncryptionKey',
    ],
  ])('refuses %s', async (_what, scene, code) => {
    expect(await verify(scene)).toEqual(refused(code));
  });
});

describe('by way of a browser (OpenID4VP 1.0, appendix A)', () => {
  const origin = 'https://verifier.example';
  const asked = {
    ...{ response_mode: 'dc_api.jwt', response_uri: undefined, state: undefined },
    expected_origins: ['https://verifier.example:8443', origin],
  };
  const ask = ({ payload, ...scene }: Scene = {}) =>
    verify({ origin, ...scene, payload: { ...asked, ...payload } });

  test('is answered through it, for its origin', async () => {
    const request = await ask();
    expect(request).toMatchObject({ wayBack: { kind: 'browser', origin }, nonce: 'n-1' });
    if ('kind' in request) throw new TypeError(request.code);
    expect(audienceOf(request)).toBe('origin:https://verifier.example');
  });

  test.each<[string, () => Promise<Scene>, string]>([
    ['the page of another origin', async () => ({ origin: 'https://evil.example' }), 'wrongOrigin'],
    ['a page under a longer name', async () => ({ origin: `${origin}.evil.example` }), 'wrongOrigin'],
    ['another port of the same host', async () => ({ origin: `${origin}:444` }), 'wrongOrigin'],
    ['a request without origins', async () => ({ payload: { expected_origins: undefined } }), 'wrongOrigin'],
    ['origins that are no list', async () => ({ payload: { expected_origins: origin } }), 'wrongOrigin'],
    ['a certificate of nobody known', async () => ({ signer: await stranger.issue() }), 'untrustedAuthority'],
    [
      'a client id of another certificate',
      async () => ({ payload: { client_id: 'x509_hash:other' } }),
      'otherClient',
    ],
    ['no client id', async () => ({ payload: { client_id: undefined } }), 'otherClient'],
    ['a signature by another key', async () => ({ key: stranger.privateKey }), 'badSignature'],
    [
      'a request that is to be posted',
      async () => ({ payload: { response_mode: 'direct_post.jwt' } }),
      'wrongResponseMode',
    ],
    ['another audience', async () => ({ payload: { aud: requestUri } }), 'wrongAudience'],
    ['no audience', async () => ({ payload: { aud: undefined } }), 'wrongAudience'],
    ['an answer in plain', async () => ({ payload: { response_mode: 'dc_api' } }), 'wrongResponseMode'],
    ['a request that is over', async () => ({ payload: { exp: SECONDS } }), 'expired'],
  ])('refuses %s', async (_what, scene, code) => {
    expect(await ask(await scene())).toEqual(refused(code));
  });

  test('what is made for a browser is no request at an address', async () => {
    expect(await verify({ payload: asked })).toEqual(refused('wrongResponseMode'));
  });
});
