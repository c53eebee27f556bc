import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { isRefusal, type Refusal, refuse } from '../../../../outcome.ts';
import { noKnownCertificates } from '../../certificate-path/index.ts';
import {
  audience,
  type BentJwtVc,
  bitstringList,
  createJwtVcScene,
  didAnchorOf,
  didJwkOf,
  employeeType,
  encryptionKey,
  honestSubject,
  issuerDid,
  listUri,
  makeKeys,
  nonce,
  now,
  publicJwk,
  responseUri,
  seconds,
} from '../../fixtures/index.ts';
import type { PresentationRefusalCode } from '../../presentation-refusal-codes.ts';
import { findStatusRefusal } from '../../status/index.ts';
import { verifyJwtVc } from './verify-jwt-vc.ts';

const scene = await createJwtVcScene();
const other = await makeKeys();
const otherDid = await didJwkOf(other);

type Check = Parameters<typeof verifyJwtVc>[0];
const checkOf = (presentation: string, changes: Partial<Check> = {}): Check => ({
  presentation,
  acceptedCredentials: [{ format: 'jwt_vc_json', type: employeeType, anchorIds: ['employer'] }],
  trustAnchors: [didAnchorOf('employer', issuerDid)],
  understoodExtensions: [],
  knownCertificates: noKnownCertificates,
  issuerKeys: { readDocument: async () => ({ document: scene.document, fetchedAt: now }) },
  maximumAgeHours: 24,
  expectedNonce: nonce,
  expectedAudience: audience,
  expectedResponseUri: responseUri,
  encryptionKey,
  now,
  ...changes,
});
const verify = async (bent: BentJwtVc = {}, changes: Partial<Check> = {}) =>
  await verifyJwtVc(checkOf(await scene.present(bent), changes));

describe('an honest credential', () => {
  test('of an issuer with a DID document (R37)', async () => {
    const presentation = await scene.present();
    const { vp } = JSON.parse(Buffer.from(presentation.split('.')[1] ?? '', 'base64url').toString());
    const signed = vp.verifiableCredential[0].split('.').slice(0, 2).join('.');
    expect(await verifyJwtVc(checkOf(presentation))).toEqual({
      kind: { format: 'jwt_vc_json', type: employeeType },
      anchor: didAnchorOf('employer', issuerDid),
      signerCountries: [],
      claims: {
        '@context': ['https://www.w3.org/2018/credentials/v1'],
        type: ['VerifiableCredential', employeeType],
        credentialSubject: honestSubject,
      },
      issuedAt: (seconds - 600) * 1000,
      issuedAtLatest: (seconds - 600) * 1000,
      fingerprint: hash('sha256', signed, 'base64url'),
      status: [],
    });
  });

  test('of an issuer that is its key', async () => {
    const did = await didJwkOf(scene.issuer);
    const bent = { header: { kid: `${did}#0` }, payload: { iss: did } };
    const changes = {
      trustAnchors: [didAnchorOf('employer', did)],
      issuerKeys: { readDocument: async () => null },
    };
    expect(await verify(bent, changes)).toMatchObject({ kind: { type: employeeType } });
  });

  test('that names subject and issuer a second time', async () => {
    const verified = await verify({
      subject: { id: scene.holderDid },
      vc: { issuer: { id: issuerDid }, expirationDate: new Date(now + 1000).toISOString() },
    } as BentJwtVc);
    expect(verified).toMatchObject({ kind: { type: employeeType } });
  });

  // As Credo's wallets present; when it was made, the nonce says.
  test('whose presentation has no date of its own', async () => {
    expect(await verify({ vpPayload: { iat: undefined } })).toMatchObject({ kind: { type: employeeType } });
  });

  test('that says its issuance date once, as nbf', async () => {
    expect(await verify({ payload: { iat: undefined } })).toMatchObject({ issuedAt: (seconds - 600) * 1000 });
  });
});

/** Issuers date `nbf` back, lest a clock that is behind refuses; a list from between the two knows nothing of a withdrawal. */
test.each([
  ['nbf', { nbf: seconds - 3601, iat: seconds - 61 }],
  ['iat', { nbf: seconds - 61, iat: seconds - 3601 }],
  ['neither', { nbf: seconds - 61, iat: seconds - 61 }],
])(
  'T7: by a credential that dates %s back, a list from after the later of both is asked for',
  async (_, times) => {
    const entry = { type: 'BitstringStatusListEntry', statusPurpose: 'revocation' };
    const credentialStatus = { ...entry, statusListIndex: '7', statusListCredential: listUri };
    const credential = await verify({ payload: times, vc: { credentialStatus } } as BentJwtVc);
    if (isRefusal(credential)) throw new Error(credential.code);
    const before = { body: await bitstringList(scene.issuer.privateKey, []), fetchedAt: now - 600_000 };
    const after = { body: await bitstringList(scene.issuer.privateKey, [7]), fetchedAt: now };
    const refusal = await findStatusRefusal({
      ...{ credential, now, trustAnchors: [didAnchorOf('employer', issuerDid)] },
      ...{ understoodExtensions: [], knownCertificates: noKnownCertificates },
      issuerKeys: { readDocument: async () => ({ document: scene.document, fetchedAt: now }) },
      statusLists: {
        read: async ({ notBefore }) => (before.fetchedAt >= notBefore ? before : after),
      },
    });
    expect(refusal).toEqual(refuse('credentialRevoked', { status: 1 }));
  },
);

type Case = readonly [title: string, refusal: Refusal<PresentationRefusalCode>, bent: BentJwtVc];
const malformed = (reason: string) => refuse('credentialMalformed', { reason });
const untrusted = (reason: string) => refuse('issuerUntrusted', { reason });
const bindingMalformed = (reason: string) => refuse('keyBindingMalformed', { reason });
const bindingTime = (reason: string) => refuse('keyBindingTime', { reason });
const vpOf = (changes: object) => (credential: string) => ({
  type: ['VerifiablePresentation'],
  verifiableCredential: [credential],
  ...changes,
});

const cases: readonly Case[] = [
  ['presentation without vp', malformed('vp'), { vpPayload: { vp: undefined } }],
  ['presentation of another type', malformed('vp'), { vp: vpOf({ type: ['VerifiableCredential'] }) }],
  ['no credential', malformed('several'), { vp: vpOf({ verifiableCredential: [] }) }],
  [
    'two credentials',
    malformed('several'),
    { vp: (each) => ({ type: ['VerifiablePresentation'], verifiableCredential: [each, each] }) },
  ],
  [
    'a credential that is no list',
    malformed('several'),
    { vp: (each) => ({ type: ['VerifiablePresentation'], verifiableCredential: each }) },
  ],
  ['a credential that is no JWT', malformed('credential'), { vp: vpOf({ verifiableCredential: [{}] }) }],
  ['a credential in halves', malformed('credential'), { vp: vpOf({ verifiableCredential: ['a.b'] }) }],
  ['alg none', malformed('alg'), { header: { alg: 'none' } }],
  ['alg ES256K (T6)', malformed('alg'), { header: { alg: 'ES256K' } }],
  ['critical header', malformed('credential'), { header: { crit: ['exp'] } }],
  ['no vc', malformed('vc'), { payload: { vc: undefined } }],
  [
    'type that nobody accepts (T6)',
    refuse('credentialType'),
    { vc: { type: ['VerifiableCredential', 'Other'] } },
  ],
  ['type that is no credential’s', refuse('credentialType'), { vc: { type: [employeeType] } }],
  ['type as text', refuse('credentialType'), { vc: { type: `VerifiableCredential ${employeeType}` } }],
  [
    'no kid, a key in the header instead',
    malformed('kid'),
    { header: { kid: undefined, jwk: await publicJwk(other) } },
  ],
  ['kid of somebody else', malformed('kid'), { header: { kid: `${otherDid}#0` } }],
  ['iss of somebody else', malformed('kid'), { payload: { iss: otherDid } }],
  ['kid with two fragments', malformed('kid'), { header: { kid: `${issuerDid}#key-1#key-1` } }],
  ['issuer inside of somebody else', malformed('issuer'), { vc: { issuer: otherDid } }],
  ['issuer inside of somebody else, as an object', malformed('issuer'), { vc: { issuer: { id: otherDid } } }],
  [
    'an issuer that nobody trusts (T6)',
    untrusted('noPath'),
    { header: { kid: `${otherDid}#0` }, payload: { iss: otherDid }, key: other.privateKey },
  ],
  ['signed by another key (T6)', refuse('credentialSignature'), { key: other.privateKey }],
  ['a key that the document does not list', untrusted('key'), { header: { kid: `${issuerDid}#key-2` } }],
  ['no key named', untrusted('key'), { header: { kid: issuerDid } }],
  ['no subject (T8)', refuse('holderKeyMissing'), { payload: { sub: undefined } }],
  ['no subject inside', refuse('holderKeyMissing'), { vc: { credentialSubject: undefined } }],
  ['two subjects', refuse('holderKeyMissing'), { vc: { credentialSubject: [honestSubject, honestSubject] } }],
  ['about two people', refuse('holderKeyMissing'), { subject: { id: otherDid } }],
  [
    'a subject that is no key',
    refuse('holderKeyMissing'),
    {
      payload: { sub: issuerDid },
      vpHeader: { kid: `${issuerDid}#key-1` },
      vpPayload: { iss: issuerDid },
    },
  ],
  ['expired', refuse('credentialExpired'), { payload: { exp: seconds - 60 } }],
  ['exp as text', malformed('time'), { payload: { exp: '2999' } }],
  ['expired inside', refuse('credentialExpired'), { vc: { expirationDate: '2026-11-22T11:58:00Z' } }],
  ['an end inside that is no date', malformed('time'), { vc: { expirationDate: 'never' } }],
  ['not yet valid', refuse('credentialNotYetValid'), { payload: { nbf: seconds + 61 } }],
  [
    'no issue time: its age is unknown (D22)',
    malformed('iat'),
    { payload: { iat: undefined, nbf: undefined } },
  ],
  ['older than it may be (D22)', refuse('credentialTooOld'), { payload: { iat: seconds - 86_401 } }],
  ['older by nbf', refuse('credentialTooOld'), { payload: { nbf: seconds - 86_401 } }],
  ['presentation alg none', bindingMalformed('alg'), { vpHeader: { alg: 'none' } }],
  ['presentation of another type of JWT', bindingMalformed('typ'), { vpHeader: { typ: 'kb+jwt' } }],
  ['presentation without kid', bindingMalformed('kid'), { vpHeader: { kid: undefined } }],
  [
    'presented by somebody else (T8)',
    refuse('keyBindingHolder'),
    { vpHeader: { kid: `${otherDid}#0` }, vpPayload: { iss: otherDid }, vpKey: other.privateKey },
  ],
  ['presented in another’s name', refuse('keyBindingHolder'), { vpPayload: { iss: otherDid } }],
  ['presented by no name', refuse('keyBindingHolder'), { vpPayload: { iss: undefined } }],
  ['presented under another key (T8)', refuse('keyBindingSignature'), { vpKey: other.privateKey }],
  [
    'a fragment that a key does not have',
    refuse('holderKeyMissing'),
    { vpHeader: { kid: `${scene.holderDid}#1` } },
  ],
  ['made for another verifier (T4)', refuse('keyBindingAudience'), { vpPayload: { aud: 'x509_hash:other' } }],
  ['made for several verifiers', refuse('keyBindingAudience'), { vpPayload: { aud: [audience] } }],
  ['made for another request (T4, T13)', refuse('keyBindingNonce'), { vpPayload: { nonce: 'other' } }],
  ['presentation of no date', bindingTime('iat'), { vpPayload: { iat: 'today' } }],
  ['presentation too old', bindingTime('window'), { vpPayload: { iat: seconds - 301 } }],
  ['presentation from the future', bindingTime('window'), { vpPayload: { iat: seconds + 301 } }],
  ['presentation expired', bindingTime('validity'), { vpPayload: { exp: seconds - 60 } }],
];

describe('refused', () => {
  test.each(cases.map(([title, refusal, bent]) => ({ title, refusal, bent })))(
    '$title (R37)',
    async ({ refusal, bent }) => {
      expect(await verify(bent)).toEqual(refusal);
    },
  );

  test('a credential without its presentation (T8)', async () => {
    expect(await verifyJwtVc(checkOf(await scene.issue()))).toEqual(malformed('vp'));
    expect(await verifyJwtVc(checkOf('x'))).toEqual(malformed('presentation'));
  });

  test('an issuer switched off, even if it is listed twice (D17, T24)', async () => {
    const [on, off] = [didAnchorOf('employer', issuerDid), didAnchorOf('again', issuerDid, false)];
    expect(await verify({}, { trustAnchors: [on, off] })).toEqual(refuse('issuerSwitchedOff'));
  });

  test('an issuer of other things, by the rules of the start and of now (D17, T6)', async () => {
    const anchor = didAnchorOf('employer', issuerDid);
    const trustAnchors = [{ ...anchor, mayIssue: [{ format: 'jwt_vc_json' as const, type: 'Other' }] }];
    expect(await verify({}, { trustAnchors })).toEqual(untrusted('anchorNotForType'));
    expect(await verify({}, { trustAnchors: [{ ...anchor, id: 'other' }] })).toEqual(
      untrusted('anchorNotForType'),
    );
  });

  test('an issuer whose keys cannot be had', async () => {
    const issuerKeys = { readDocument: async () => null };
    expect(await verify({}, { issuerKeys })).toEqual(refuse('issuerKeysUnavailable'));
  });

  test('before anything is fetched, what is not the holder’s own', async () => {
    const issuerKeys = {
      readDocument: () => {
        throw new Error('fetched');
      },
    };
    expect(await verify({ vpKey: other.privateKey }, { issuerKeys })).toEqual(refuse('keyBindingSignature'));
    await expect(verify({}, { issuerKeys })).rejects.toThrow('fetched');
  });
});
