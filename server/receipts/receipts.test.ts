import { createPublicKey, verify } from 'node:crypto';
import { CompactSign, SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import type { AuditEntry } from '../../recovery/audit/index.ts';
import { beginCourse } from '../../recovery/journey/course.ts';
import { defaultProfile } from '../../recovery/policy/index.ts';
import type { Recovery } from '../../recovery/store/index.ts';
import { composeReceipt, createReceiptKey, signReceipt, verifyReceipt } from './index.ts';
import { receiptOf } from './test-receipt.ts';

/** The key of RFC 8037, appendix A. */
const key = createReceiptKey(Buffer.from('nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A', 'base64url'));
const stranger = createReceiptKey(new Uint8Array(32).fill(7));
const receipt = receiptOf();

describe('the signature of a receipt', () => {
  test('is a compact JWS that anybody can check: kid by RFC 7638, vector of RFC 8037 A.3', async () => {
    expect(key.publicJwk).toEqual({
      ...{ kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' },
      ...{ kid: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k', alg: 'EdDSA', use: 'sig' },
    });
    const [header = '', payload = '', signature = ''] = (await signReceipt(receipt, key)).split('.');
    const publicKey = createPublicKey({ key: key.publicJwk, format: 'jwk' });
    expect(
      verify(null, Buffer.from(`${header}.${payload}`), publicKey, Buffer.from(signature, 'base64url')),
    ).toBe(true);
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({
      ...{ alg: 'EdDSA', typ: 'regain-receipt+jwt', kid: key.publicJwk.kid },
    });
  });

  test('comes back as what it was, and the same receipt is the same text', async () => {
    const text = await signReceipt(receipt, key);
    expect(await verifyReceipt(`${text}\n`, [stranger.publicJwk, key.publicJwk])).toEqual(receipt);
    expect(await signReceipt(receipt, key)).toBe(text);
  });

  const content = new TextEncoder().encode(JSON.stringify(receipt));
  const lies: readonly (readonly [string, () => Promise<string> | string])[] = [
    ['signed by another', () => signReceipt(receipt, stranger)],
    [
      'changed afterwards',
      async () => {
        const [header, , signature] = (await signReceipt(receipt, key)).split('.');
        const other = { ...receipt, account: { name: 'omar.haddad', displayName: '' } };
        return `${header}.${Buffer.from(JSON.stringify(other)).toString('base64url')}.${signature}`;
      },
    ],
    [
      'signed as something else (RFC 8725, 3.11)',
      () => new CompactSign(content).setProtectedHeader({ alg: 'EdDSA', typ: 'JWT' }).sign(key.privateKey),
    ],
    [
      'not signed at all',
      () => {
        const header = Buffer.from('{"alg":"none","typ":"regain-receipt+jwt"}').toString('base64url');
        return `${header}.${Buffer.from(content).toString('base64url')}.`;
      },
    ],
    [
      'another shape',
      () =>
        new SignJWT({}).setProtectedHeader({ alg: 'EdDSA', typ: 'regain-receipt+jwt' }).sign(key.privateKey),
    ],
    ['no receipt', () => 'account: mara.lindqvist'],
    ['empty', () => ''],
  ];
  test.each(lies)('%s: not genuine', async (_, make) => {
    expect(await verifyReceipt(await make(), [key.publicJwk])).toBeNull();
  });

  test('a key of another length is our own bug', () => {
    expect(() => createReceiptKey(new Uint8Array(31))).toThrow(TypeError);
  });
});

describe('what a receipt says', () => {
  const at = Date.parse('2026-11-22T12:00:00Z');
  const profile = {
    ...defaultProfile({
      id: 'staff',
      name: 'Staff',
      priority: 0,
      providerIds: ['p'],
      acceptedCredentials: [],
    }),
    version: 3,
  };
  const recovery = {
    ...{
      id: 'r1',
      caseNumber: 'K7QF-2M9D',
      outcome: 'recovered',
      createdAt: at - 600_000,
      provedAt: at - 300_000,
    },
    policy: { profile, organisationPolicyVersion: 2 },
    receipt: { at, added: [{ kind: 'passkey', label: 'New' }], disabled: [], sessionsEnded: 1 },
    course: { ...beginCourse(''), endedAt: at + 5 },
  } as unknown as Recovery;
  const entry = (activity: string, sequence: number, data: AuditEntry['data']) =>
    ({ activity, sequence, data, hash: `hash-${sequence}` }) as AuditEntry;
  const entries = [
    entry('eligibility.assessed', 0, { identifier: 'hash of a name' }),
    entry('presentation.received', 1, { anchor: 'state', credentialType: 'urn:example:identity' }),
    entry('matching.passed', 2, { agreed: 'names,birthDate', candidates: 1 }),
    entry('reEnrolment.completed', 3, { added: 1 }),
  ];
  const parts = {
    ...{ recovery, entries, account: receipt.account, origin: 'https://recover.example.org' },
    organisation: { name: 'Alder & Finch', trustAnchors: [{ id: 'state', name: 'State' }] } as never,
  };

  test('who, whose word was taken, by which rule, when, what changed; nothing out of the document', () => {
    expect(composeReceipt(parts)).toEqual({
      ...receipt,
      ...{ iat: at / 1000, begun: at / 1000 - 600, proved: at / 1000 - 300, completed: at / 1000 },
      changed: { added: [{ kind: 'passkey', label: 'New' }], disabled: [], sessionsEnded: 1 },
      record: { sequence: 3, hash: 'hash-3' },
    });
  });

  test.each(['rehearsed', 'refused', 'left', null] as const)('%s: there is none', (outcome) => {
    expect(composeReceipt({ ...parts, recovery: { ...recovery, outcome } })).toBeNull();
  });
});
