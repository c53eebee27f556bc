import 'reflect-metadata';
import { createHash, X509Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { decodeProtectedHeader, importJWK, importX509, type JWK, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import {
  createHandOverSigner,
  createRequestSigner,
  type IdentityStore,
  loadOrCreateIdentity,
  type SigningIdentity,
} from './index.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
const day = 24 * 60 * 60_000;
const about = { organisation: 'Alder & Finch, "East" + Söhne', origin: 'https://recover.example.org', now };

function openStore() {
  const rows = new Map<string, SigningIdentity>();
  const written: string[] = [];
  const store: IdentityStore = {
    read: async (purpose) => rows.get(purpose) ?? null,
    write: async (identity) => {
      written.push(identity.purpose);
      rows.set(identity.purpose, identity);
    },
  };
  return { store, written };
}
const make = (purpose: SigningIdentity['purpose'], more: Partial<typeof about> = {}) =>
  loadOrCreateIdentity({ ...about, ...more, purpose, store: openStore().store });
const chainOf = ({ certificatePem }: SigningIdentity) =>
  (certificatePem ?? '')
    .split(/(?<=-----END CERTIFICATE-----\n)/)
    .filter((pem) => pem.trim() !== '')
    .map((pem) => new X509Certificate(pem));

describe('the certificate under which wallets are asked (D27, interop.md 2.2)', () => {
  test('a leaf that is not self-signed, under an authority that may sign nothing but leaves', async () => {
    const [leaf, authority, ...more] = chainOf(await make('request'));
    expect(more).toEqual([]);
    expect([leaf!.ca, authority!.ca]).toEqual([false, true]);
    const constraints = new x509.X509Certificate(leaf!.raw).getExtension(x509.BasicConstraintsExtension);
    expect([constraints?.ca, constraints?.critical]).toEqual([false, true]);
    expect(leaf!.checkIssued(authority!) && leaf!.verify(authority!.publicKey)).toBe(true);
    expect(leaf!.verify(leaf!.publicKey)).toBe(false);
    expect(authority!.verify(authority!.publicKey)).toBe(true);
  });

  test('it names who asks and from where, whatever the organisation is called', async () => {
    const [leaf] = chainOf(await make('request'));
    expect(leaf!.toLegacyObject().subject).toMatchObject({
      O: about.organisation,
      CN: 'recover.example.org',
    });
    expect(leaf!.subjectAltName).toBe('DNS:recover.example.org');
    expect(leaf!.checkHost('recover.example.org')).toBe('recover.example.org');
    expect(leaf!.checkHost('evil.example.org')).toBeUndefined();
  });

  test.each(['"Quoted"', '#0403666f6f', 'A\\B, C=D', 'アルダー商会'])(
    'an organisation called %s',
    async (name) => {
      const [leaf] = chainOf(await make('request', { organisation: name }));
      expect(leaf!.toLegacyObject().subject).toMatchObject({ O: name });
    },
  );

  test('it holds two years from yesterday: clocks differ', async () => {
    const [leaf] = chainOf(await make('request'));
    expect(Date.parse(leaf!.validFrom)).toBe(now - day);
    expect(Date.parse(leaf!.validTo)).toBe(now + 730 * day);
  });

  test('two installations share neither keys nor numbers', async () => {
    const [one, two] = [await make('request'), await make('request')];
    expect(one.publicJwk.kid).not.toBe(two.publicJwk.kid);
    expect(chainOf(one)[0]!.serialNumber).not.toBe(chainOf(two)[0]!.serialNumber);
  });
});

describe('made once, and made anew when it must be', () => {
  const reload = async (later: Partial<typeof about>) => {
    const { store, written } = openStore();
    const first = await loadOrCreateIdentity({ ...about, purpose: 'request', store });
    const second = await loadOrCreateIdentity({ ...about, ...later, purpose: 'request', store });
    return { isSame: second === first, written: written.length };
  };

  test('the next start reads it', async () => {
    expect(await reload({ now: now + 600 * day })).toEqual({ isSame: true, written: 1 });
  });

  test('it is renewed when a month is left', async () => {
    expect(await reload({ now: now + 699 * day })).toEqual({ isSame: true, written: 1 });
    expect(await reload({ now: now + 701 * day })).toEqual({ isSame: false, written: 2 });
  });

  test('and after a move to another host, which it would not name', async () => {
    expect(await reload({ origin: 'https://new.example.org' })).toEqual({ isSame: false, written: 2 });
    expect(await reload({ origin: 'https://recover.example.org:8443' })).toEqual({
      isSame: true,
      written: 1,
    });
  });

  test('a hand-over key has no certificate to run out', async () => {
    const { store, written } = openStore();
    for (const later of [0, 5_000 * day])
      await loadOrCreateIdentity({ ...about, now: now + later, purpose: 'hand-over', store });
    expect(written).toEqual(['hand-over']);
  });
});

describe('what it signs', () => {
  test('request objects: typ, the leaf alone in x5c, and a client id that is its hash (OpenID4VP 5.9.3)', async () => {
    const identity = await make('request');
    const [leaf] = chainOf(identity);
    const { clientId, sign } = createRequestSigner(identity);
    const jwt = await sign({ response_type: 'vp_token', client_id: clientId });
    expect(clientId).toBe(`x509_hash:${createHash('sha256').update(leaf!.raw).digest('base64url')}`);
    expect(decodeProtectedHeader(jwt)).toEqual({
      alg: 'ES256',
      typ: 'oauth-authz-req+jwt',
      x5c: [leaf!.raw.toString('base64')],
    });
    const { payload } = await jwtVerify(jwt, await importX509(leaf!.toString(), 'ES256'));
    expect(payload).toEqual({ response_type: 'vp_token', client_id: clientId });
  });

  test('request objects in the name of the host that the certificate names', async () => {
    const identity = await make('request');
    const [leaf] = chainOf(identity);
    const { clientId } = createRequestSigner(identity, 'x509_san_dns');
    expect(clientId).toBe(`x509_san_dns:${new URL(about.origin).hostname}`);
    expect(leaf?.subjectAltName).toBe(`DNS:${new URL(about.origin).hostname}`);
  });

  test('hand-overs: typ and the key id that the published key has (D23)', async () => {
    const identity = await make('hand-over');
    const jwt = await createHandOverSigner(identity)({ jti: 'r1' });
    const { kid } = identity.publicJwk;
    expect(decodeProtectedHeader(jwt)).toEqual({ alg: 'ES256', typ: 'regain-hand-over+jwt', kid });
    const { payload } = await jwtVerify(jwt, await importJWK(identity.publicJwk as JWK, 'ES256'));
    expect(payload).toEqual({ jti: 'r1' });
  });

  test('the published half holds nothing of the private one', async () => {
    const { publicJwk, privateJwk } = await make('hand-over');
    expect(Object.keys(publicJwk).sort()).toEqual(['crv', 'kid', 'kty', 'x', 'y']);
    expect(JSON.stringify(publicJwk)).not.toContain(privateJwk.d);
  });

  test('without a certificate nobody is asked', async () => {
    expect(() => createRequestSigner({ ...identityWithout })).toThrow(TypeError);
  });
});
const identityWithout: SigningIdentity = {
  purpose: 'request',
  privateJwk: {},
  publicJwk: { kid: '' },
  certificatePem: null,
};
