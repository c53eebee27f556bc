import { createHash, verify, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goToOffer } from '../test-browser.ts';
import { startTestInstallation, type TestInstallation } from '../test-installation.ts';
import { createProof, requestCredential, takeToken } from '../test-wallet.ts';

let installation: TestInstallation;
beforeAll(async () => {
  installation = await startTestInstallation();
});
afterAll(() => installation.close());

const json = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());

async function issue(outcome = 'pass') {
  const offer = await goToOffer(installation, outcome);
  const token = await takeToken(installation, offer);
  const proof = await createProof(installation);
  const body = {
    credential_configuration_id: 'specimen-identity',
    proofs: { jwt: [proof] },
    unknown: 'ignored',
  };
  const response = await requestCredential(installation, { token, body });
  const { credentials } = (await response.json()) as { credentials: { credential: string }[] };
  const credential = credentials[0]?.credential ?? '';
  const [jwt = '', ...rest] = credential.split('~');
  const disclosures = rest.slice(0, -1);
  const [header = '', payload = '', signature = ''] = jwt.split('.');
  const claims = Object.fromEntries(disclosures.map((disclosure) => json(disclosure).slice(1)));
  return { ...offer, response, proof, credential, disclosures, header, payload, signature, claims };
}

async function readAuthority() {
  return new X509Certificate(await readFile(join(installation.dataDir, 'authority.pem')));
}

describe('issuance over HTTP', () => {
  test('a wallet gets an SD-JWT VC with exactly the promised claims', async () => {
    const issued = await issue();
    expect(issued.response.status).toBe(200);
    expect(issued.response.headers.get('content-type')).toContain('application/json');
    expect(issued.response.headers.get('cache-control')).toBe('no-store');
    expect(issued.response.headers.get('access-control-allow-origin')).toBe('*');
    expect(issued.response.headers.has('date')).toBe(true);
    expect(issued.credential.endsWith('~')).toBe(true);
    expect(json(issued.header)).toEqual({ alg: 'ES256', typ: 'dc+sd-jwt', x5c: [expect.any(String)] });
    const { jwk } = json(issued.proof.split('.')[0] ?? '');
    const payload = json(issued.payload);
    expect(payload).toEqual({
      iss: installation.origin,
      vct: 'urn:regain:sandbox:identity:1',
      iat: expect.any(Number),
      exp: payload.iat + 90 * 86_400,
      status: { status_list: { idx: expect.any(Number), uri: `${installation.origin}/status/1` } },
      cnf: { jwk: { kty: 'EC', crv: 'P-256', x: jwk.x, y: jwk.y } },
      _sd: expect.any(Array),
      _sd_alg: 'sha-256',
    });
    const age = installation.now() / 1000 - payload.iat;
    expect(payload.iat % 60).toBe(0);
    expect(age >= 0 && age < 90).toBe(true);
    expect(issued.claims).toEqual({
      given_name: 'Mara',
      family_name: 'Lindqvist',
      birthdate: '1988-04-12',
      document_number: 'D1234001',
      issuing_country: 'DE',
      date_of_expiry: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      portrait: 'data:image/jpeg;base64,/9j/4AECAw==',
    });
  });

  test('every disclosure has its digest, salts are unique, decoys are among the digests', async () => {
    const issued = await issue();
    const digests: string[] = json(issued.payload)._sd;
    const own = issued.disclosures.map((text) => createHash('sha256').update(text).digest('base64url'));
    expect(own.every((digest) => digests.includes(digest))).toBe(true);
    expect(digests.length).toBe(own.length + 3);
    expect(new Set(issued.disclosures.map((text) => json(text)[0])).size).toBe(own.length);
  });

  test('the signature is the leaf’s, the leaf is the authority’s, and both are marked critically (D2)', async () => {
    const issued = await issue();
    const leaf = new X509Certificate(Buffer.from(json(issued.header).x5c[0], 'base64'));
    const authority = await readAuthority();
    const signed = Buffer.from(`${issued.header}.${issued.payload}`);
    const key = { key: leaf.publicKey, dsaEncoding: 'ieee-p1363' } as const;
    expect(verify('sha256', signed, key, Buffer.from(issued.signature, 'base64url'))).toBe(true);
    expect(leaf.checkIssued(authority) && leaf.verify(authority.publicKey)).toBe(true);
    expect([authority.ca, leaf.ca]).toEqual([true, false]);
    // SEQUENCE { OID 1.3.6.1.4.1.32473.71.1, critical TRUE, OCTET STRING { NULL } }
    const marker = Buffer.from('060a2b060104018 1fd5947010101ff04020500'.replaceAll(' ', ''), 'hex');
    expect([authority.raw.includes(marker), leaf.raw.includes(marker)]).toEqual([true, true]);
    expect(leaf.subject).toBe('CN=Specimen ID issuer\nO=Specimen ID\nC=DE');
    expect(leaf.subjectAltName).toBe(`URI:${installation.origin}, IP Address:127.0.0.1`);
  });

  test.each([
    ['otherName', { given_name: 'Robin', family_name: 'Sandberg', birthdate: '1988-04-12' }],
    ['otherBirthDate', { given_name: 'Mara', family_name: 'Lindqvist', birthdate: '1985-07-17' }],
  ])('outcome %s changes just that', async (outcome, expected) => {
    expect((await issue(outcome)).claims).toMatchObject(expected);
  });

  test('outcomes tooOld and expired bend the times, each only its own', async () => {
    const now = installation.now() / 1000;
    const tooOld = json((await issue('tooOld')).payload);
    expect(now - tooOld.iat).toBeGreaterThan(29 * 86_400);
    expect(tooOld.exp).toBeGreaterThan(now);
    const expired = json((await issue('expired')).payload);
    expect(expired.exp).toBeLessThan(now - 300);
    expect(now - expired.iat).toBeLessThan(7200);
  });

  test('outcome untrusted is signed under an authority that has only the names of ours', async () => {
    const leaf = new X509Certificate(Buffer.from(json((await issue('untrusted')).header).x5c[0], 'base64'));
    const authority = await readAuthority();
    expect(leaf.issuer).toBe(authority.subject);
    expect(leaf.verify(authority.publicKey)).toBe(false);
  });

  test('the person’s page learns that the wallet has it, and leads back', async () => {
    const { browser } = await issue();
    expect(await (await browser.get('/check/offer-state')).json()).toEqual({ state: 'issued' });
    const page = await (await browser.get('/check/credential')).text();
    expect(page).toMatch(
      new RegExp(`href="${installation.relyingParty}/recover/returned\\?request=[\\w-]{36}&amp;status=done"`),
    );
  });
});
