import { createHash, createPublicKey, verify, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, inflateSync } from 'node:zlib';
import { cborDecode, IssuerSigned } from '@owf/mdoc';
import { compactVerify, decodeJwt, decodeProtectedHeader, importJWK, importX509 } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goToOffer } from '../test-browser.ts';
import { startTestInstallation, type TestInstallation } from '../test-installation.ts';
import { createProof, requestCredential, takeToken } from '../test-wallet.ts';

let installation: TestInstallation;
beforeAll(async () => {
  installation = await startTestInstallation();
});
afterAll(() => installation.close());

const configurations = { identity: 'specimen-identity', licence: 'specimen-licence', card: 'specimen-card' };
type Kind = keyof typeof configurations;

async function issue(kind: Kind, outcome = 'pass') {
  const offer = await goToOffer(installation, outcome, kind);
  const token = await takeToken(installation, offer);
  const proof = await createProof(installation);
  const { jwk } = decodeProtectedHeader(proof);
  const order = (configuration: string) =>
    requestCredential(installation, {
      token,
      body: { credential_configuration_id: configuration, proofs: { jwt: [proof] } },
    });
  const other = await order(configurations[kind === 'card' ? 'licence' : 'card']);
  const response = await order(configurations[kind]);
  const { credentials } = (await response.json()) as { credentials: { credential: string }[] };
  return { credential: credentials[0]?.credential ?? '', holder: { ...jwk }, otherStatus: other.status };
}

async function readLicence(outcome?: string) {
  const { credential, holder } = await issue('licence', outcome);
  const { issuerAuth, issuerNamespaces } = IssuerSigned.fromEncodedForOid4Vci(credential);
  return { issuerAuth, issuerNamespaces, object: issuerAuth.mobileSecurityObject, holder };
}

const statusOf = (object: { encodedStructure: ReadonlyMap<unknown, unknown> }) =>
  (object.encodedStructure.get('status') as ReadonlyMap<string, ReadonlyMap<string, unknown>>).get(
    'status_list',
  );

describe('a driving licence', () => {
  test('holds every element that one must have, each with its digest (ISO/IEC 18013-5, 7.2.1, 9.1.2.5)', async () => {
    const { issuerNamespaces, object } = await readLicence();
    const items = issuerNamespaces?.issuerNamespaces.get('org.iso.18013.5.1') ?? [];
    const values = Object.fromEntries(items.map((item) => [item.elementIdentifier, item.elementValue]));
    expect(Object.keys(values).sort()).toEqual([
      ...['birth_date', 'document_number', 'driving_privileges', 'expiry_date', 'family_name', 'given_name'],
      ...['issue_date', 'issuing_authority', 'issuing_country', 'portrait', 'un_distinguishing_sign'],
    ]);
    expect([values.given_name, values.family_name, String(values.birth_date)]).toEqual([
      'Mara',
      'Lindqvist',
      '1988-04-12',
    ]);
    const digests = object.valueDigests.valueDigests.get('org.iso.18013.5.1');
    for (const item of items) {
      const bytes = item.encode({ asDataItem: true });
      expect(createHash('sha256').update(bytes).digest()).toEqual(
        Buffer.from(digests?.get(item.digestId) ?? []),
      );
    }
    expect(object.docType).toBe('org.iso.18013.5.1.mDL');
  });

  test('is bound to the wallet’s key, and signed by the document signer', async () => {
    const { issuerAuth, object, holder } = await readLicence();
    const { x, y } = object.deviceKeyInfo.deviceKey.jwk;
    expect({ x, y }).toEqual({ x: (holder as { x: string }).x, y: (holder as { y: string }).y });
    const signer = new X509Certificate(issuerAuth.certificate);
    const authority = new X509Certificate(await readFile(join(installation.dataDir, 'authority.pem')));
    expect(signer.verify(authority.publicKey)).toBe(true);
    const key = { key: signer.publicKey, dsaEncoding: 'ieee-p1363' } as const;
    expect(verify('sha256', issuerAuth.toBeSigned, key, issuerAuth.signature)).toBe(true);
  });

  test('stands in the status list as CWT, and is withdrawn there', async () => {
    const read = async (outcome: string) => {
      const { object } = await readLicence(outcome);
      const status = statusOf(object);
      const response = await fetch(String(status?.get('uri')), {
        headers: { accept: 'application/statuslist+cwt' },
      });
      expect(response.headers.get('content-type')).toBe('application/statuslist+cwt');
      const body = new Uint8Array(await response.arrayBuffer());
      expect(body[0]).toBe(0xd2);
      const [, , payload] = cborDecode<[unknown, unknown, Uint8Array]>(body.slice(1));
      const list = cborDecode<Map<number, Map<string, Uint8Array>>>(payload).get(65_533)?.get('lst');
      const index = Number(status?.get('idx'));
      return ((inflateSync(list ?? new Uint8Array())[index >> 3] ?? 0) >> (index & 7)) & 1;
    };
    expect([await read('pass'), await read('revoked')]).toEqual([0, 1]);
  });
});

describe('a card', () => {
  test('is a W3C credential about the wallet’s key, under the key that the issuer’s DID is', async () => {
    const { credential, holder } = await issue('card');
    const did = (await readFile(join(installation.dataDir, 'issuer.did'), 'utf8')).trim();
    expect(decodeProtectedHeader(credential)).toEqual({ alg: 'ES256', typ: 'JWT', kid: `${did}#0` });
    const jwk = JSON.parse(Buffer.from(did.slice('did:jwk:'.length), 'base64url').toString());
    await compactVerify(credential, await importJWK(jwk, 'ES256'));
    const { sub = '', iss, vc } = decodeJwt<{ vc: Record<string, Record<string, string>> }>(credential);
    expect(iss).toBe(did);
    expect(JSON.parse(Buffer.from(sub.slice('did:jwk:'.length), 'base64url').toString())).toEqual(holder);
    expect(vc.type).toEqual(['VerifiableCredential', 'VerifiedIdentity']);
    expect(vc.credentialSubject).toMatchObject({
      id: sub,
      firstName: 'Mara',
      lastName: 'Lindqvist',
      dateOfBirth: '1988-04-12',
    });
  });

  test('stands in a W3C list of the same issuer, and is withdrawn there', async () => {
    const read = async (outcome: string) => {
      const { credential } = await issue('card', outcome);
      const { iss, vc } = decodeJwt<{ vc: { credentialStatus: Record<string, string> } }>(credential);
      const { statusListCredential = '', statusListIndex } = vc.credentialStatus;
      const response = await fetch(statusListCredential);
      expect(response.headers.get('content-type')).toBe('application/vc+jwt');
      const jwt = await response.text();
      const list = decodeJwt<{ issuer: string; credentialSubject: { encodedList: string } }>(jwt);
      expect(list.issuer).toBe(iss);
      const bits = gunzipSync(Buffer.from(list.credentialSubject.encodedList.slice(1), 'base64url'));
      expect(bits.length).toBe(16_384);
      const index = Number(statusListIndex);
      return ((bits[index >> 3] ?? 0) >> (7 - (index & 7))) & 1;
    };
    expect([await read('pass'), await read('revoked')]).toEqual([0, 1]);
  });
});

test('an identity stands in the status list as JWT, signed by its issuer', async () => {
  const read = async (outcome: string) => {
    const { credential } = await issue('identity', outcome);
    const [jwt = ''] = credential.split('~');
    const { status } = decodeJwt<{ status: { status_list: { idx: number; uri: string } } }>(jwt);
    const response = await fetch(status.status_list.uri, {
      headers: { accept: 'application/statuslist+jwt' },
    });
    const list = await response.text();
    const { x5c = [] } = decodeProtectedHeader(list);
    const leaf = new X509Certificate(Buffer.from(x5c[0] ?? '', 'base64'));
    await compactVerify(list, await importX509(leaf.toString(), 'ES256'));
    const { sub, status_list } = decodeJwt<{ status_list: { lst: string } }>(list);
    expect(sub).toBe(status.status_list.uri);
    const bits = inflateSync(Buffer.from(status_list.lst, 'base64url'));
    const { idx } = status.status_list;
    return ((bits[idx >> 3] ?? 0) >> (idx & 7)) & 1;
  };
  expect([await read('pass'), await read('revoked')]).toEqual([0, 1]);
});

test.each(['identity', 'licence', 'card'] as const)(
  'an offer of one kind (%s) gives no other',
  async (kind) => {
    expect((await issue(kind)).otherStatus).toBe(400);
  },
);

test.each(['licence', 'card'] as const)('from an unknown authority: %s', async (kind) => {
  if (kind === 'card') {
    const did = (await readFile(join(installation.dataDir, 'issuer.did'), 'utf8')).trim();
    const { credential } = await issue(kind, 'untrusted');
    expect(decodeJwt(credential).iss).not.toBe(did);
    return;
  }
  const { issuerAuth } = await readLicence('untrusted');
  const authority = new X509Certificate(await readFile(join(installation.dataDir, 'authority.pem')));
  const signer = new X509Certificate(issuerAuth.certificate);
  expect(signer.issuer).toBe(authority.subject);
  expect(signer.verify(createPublicKey(authority.publicKey.export({ type: 'spki', format: 'pem' })))).toBe(
    false,
  );
});
