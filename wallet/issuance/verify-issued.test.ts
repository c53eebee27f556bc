import { base64url, CompactSign } from 'jose';
import { beforeAll, expect, test } from 'vitest';
import { createHolderKey, type HolderKey } from '../credentials/index.ts';
import { createAuthority, issueCredential, type Leaf, VCT } from '../fixtures/index.ts';
import { verifyIssued } from './verify-issued.ts';

const NOW = Date.UTC(2026, 4, 1);
const hidden = { given_name: 'Mara' };

let signer: Leaf;
let other: Leaf;
let key: HolderKey;

beforeAll(async () => {
  const authority = await createAuthority('Issuers', NOW);
  signer = await authority.issue({ host: 'issuer.example' });
  other = await authority.issue({ host: 'issuer.example' });
  key = await createHolderKey();
});

const good = () => issueCredential({ signer, holder: key.jwk, hidden, at: NOW });
const check = (credential: string, options: { expectedType?: string; now?: number } = {}) =>
  verifyIssued({
    ...{ format: 'dc+sd-jwt', credential, expectedType: VCT, expectedHolder: key.jwk, now: NOW },
    ...options,
  });

/** The same credential under another header, properly signed again. */
async function withHeader(change: object): Promise<string> {
  const [jwt = '', ...rest] = (await good()).split('~');
  const [header = '', payload = ''] = jwt
    .split('.')
    .map((part) => new TextDecoder().decode(base64url.decode(part)));
  const signed = await new CompactSign(new TextEncoder().encode(payload))
    .setProtectedHeader({ ...JSON.parse(header), ...change })
    .sign(signer.privateKey);
  return [signed, ...rest].join('~');
}

test('a good credential passes', async () => {
  expect(await check(await good())).toBeUndefined();
});

test.each<[string, () => Promise<string | undefined>, string]>([
  ['no SD-JWT at all', async () => check('hello'), 'notACredential'],
  [
    'a disclosure that nobody signed',
    async () => check(`${await good()}${base64url.encode('["s","a",1]')}~`),
    'notACredential',
  ],
  ['another type of JWT', async () => check(await withHeader({ typ: 'JWT' })), 'wrongType'],
  [
    'another type of credential than offered',
    async () => check(await good(), { expectedType: 'urn:x' }),
    'wrongType',
  ],
  ['no certificate', async () => check(await withHeader({ x5c: undefined })), 'noIssuerCertificate'],
  [
    'the certificate of another key',
    async () => check(await withHeader({ x5c: [other.base64] })),
    'badIssuerSignature',
  ],
  [
    'somebody else as holder',
    async () =>
      check(await issueCredential({ signer, holder: (await createHolderKey()).jwk, hidden, at: NOW })),
    'notOurKey',
  ],
  [
    'a credential that is over',
    async () => check(await good(), { now: NOW + 3600 * 1000 }),
    'alreadyExpired',
  ],
])('%s is refused', async (_what, checked, code) => expect(await checked()).toBe(code));
