import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Refusal, refuse } from '../../../../outcome.ts';
import { noKnownCertificates } from '../../certificate-path/index.ts';
import type { CredentialCheck } from '../../credential-check.ts';
import {
  anchorOf,
  audience,
  authorityExtensions,
  authorityKeyIdentifier,
  type BentMdoc,
  type CborStructure,
  type CertificateOptions,
  coseKeyOf,
  createMdocScene,
  documentSignerOid,
  embedded,
  encryptionKey,
  honestElements,
  leafExtensions,
  licence,
  makeCertificate,
  makeKeys,
  mapOf,
  nonce,
  now,
  pid,
  portraitBase64,
  presentByReference,
  purposes,
  responseUri,
  type SignedParts,
  signerExtensions,
  subjectKeyIdentifier,
  tagged,
  thumbprint,
  toCbor,
  transcriptOf,
  uncriticalPurposes,
} from '../../fixtures/index.ts';
import type { PresentationRefusalCode } from '../../presentation-refusal-codes.ts';
import { verifyMdoc } from './verify-mdoc.ts';

const scene = await createMdocScene();
const other = await makeKeys();
const checkOf = (presentation: string, changes: Partial<CredentialCheck> = {}): CredentialCheck => ({
  presentation,
  acceptedCredentials: [
    { format: 'mso_mdoc', type: licence.type, anchorIds: ['iaca'] },
    { format: 'mso_mdoc', type: pid.type, anchorIds: ['iaca'] },
  ],
  trustAnchors: [anchorOf('iaca', scene.authority)],
  understoodExtensions: [],
  knownCertificates: noKnownCertificates,
  maximumAgeHours: 24,
  expectedNonce: nonce,
  expectedAudience: audience,
  expectedResponseUri: responseUri,
  encryptionKey,
  now,
  ...changes,
});
const verify = async (bent: BentMdoc = {}, changes: Partial<CredentialCheck> = {}) =>
  verifyMdoc(checkOf(await scene.present(bent), changes));

describe('an honest document', () => {
  test.each([licence, pid])('$type (R37)', async (kind) => {
    let payload = Buffer.alloc(0);
    const verified = await verify({
      ...kind,
      issuerAuth: (parts) => {
        payload = Buffer.from(parts.payload ?? []);
      },
    });
    expect(verified).toEqual({
      kind: { format: 'mso_mdoc', type: kind.type },
      anchor: anchorOf('iaca', scene.authority),
      signerCountries: ['SE'],
      claims: {
        [kind.namespace]: { ...honestElements, birth_date: '1988-04-12', portrait: portraitBase64 },
      },
      issuedAt: now - 600_000,
      issuedAtLatest: now - 600_000,
      fingerprint: hash('sha256', payload, 'base64url'),
      status: [],
    });
  });

  test.each([licence, pid])('$type, issued and presented by the reference library (R37)', async (kind) => {
    expect(verifyMdoc(checkOf(await presentByReference(scene, kind)))).toMatchObject({
      kind: { format: 'mso_mdoc', type: kind.type },
      claims: {
        [kind.namespace]: { ...honestElements, birth_date: '1988-04-12', portrait: portraitBase64 },
      },
    });
  });

  test.each(['SHA-384', 'SHA-512'] as const)('with digests in %s', async (digestAlgorithm) => {
    const verified = await verify({
      securityObject: (object) =>
        object
          .set('digestAlgorithm', digestAlgorithm)
          .set('valueDigests', mapOf({ [licence.namespace]: new Map() })),
      namespaces: (namespaces) => namespaces.set(licence.namespace, []),
    });
    expect(verified).toMatchObject({ claims: { [licence.namespace]: {} } });
  });

  test('that the browser handed over (OpenID4VP B.2.6.2)', async () => {
    const info = toCbor(['https://regain.example', nonce, thumbprint]);
    const transcript = toCbor([
      null,
      null,
      ['OpenID4VPDCAPIHandover', Buffer.from(hash('sha256', info, 'hex'), 'hex')],
    ]);
    const browser = { expectedAudience: 'origin:https://regain.example', expectedResponseUri: null };
    expect(await verify({ transcript }, browser)).toMatchObject({ kind: { type: licence.type } });
    expect(await verify({}, browser)).toEqual(refuse('keyBindingSignature'));
    await expect(verify({}, { expectedResponseUri: null })).rejects.toThrow(TypeError);
  });

  test('names the country of its signer', async () => {
    const elements = { ...honestElements, issuing_country: 'SE' };
    expect(await verify({ elements })).toMatchObject({ signerCountries: ['SE'] });
    expect(await verify({ elements: { ...elements, issuing_country: 'DE' } })).toEqual(
      refuse('issuerUntrusted', { reason: 'issuingCountry' }),
    );
  });

  test('with elements that the issuer let the device add; none of them becomes a claim', async () => {
    const deviceNamespaces = mapOf({ 'org.example': mapOf({ mood: 'fine' }) });
    const allow = (authorizations: CborStructure) => (object: CborStructure) =>
      void (object.get('deviceKeyInfo') as CborStructure).set('keyAuthorizations', authorizations);
    const allowed = [
      mapOf({ nameSpaces: ['org.example'] }),
      mapOf({ dataElements: mapOf({ 'org.example': ['mood'] }) }),
    ];
    for (const authorizations of allowed) {
      const verified = await verify({ deviceNamespaces, securityObject: allow(authorizations) });
      expect(verified).toMatchObject({ kind: { type: licence.type } });
      expect(verified).not.toHaveProperty(['claims', 'org.example']);
    }
    for (const authorizations of [
      mapOf({ nameSpaces: ['org.other'] }),
      mapOf({ nameSpaces: 'org.example' }),
      mapOf({ dataElements: mapOf({ 'org.example': ['name'] }) }),
      mapOf({ dataElements: mapOf({ 'org.other': ['mood'] }) }),
    ]) {
      expect(await verify({ deviceNamespaces, securityObject: allow(authorizations) })).toEqual(
        refuse('deviceSignedUnauthorised'),
      );
    }
  });
});

type Case = readonly [title: string, refusal: Refusal<PresentationRefusalCode>, bent: BentMdoc];
const malformed = (reason: string) => refuse('credentialMalformed', { reason });
const disclosure = (reason: string) => refuse('disclosureInvalid', { reason });
const binding = (reason: string) => refuse('keyBindingMalformed', { reason });
const header = (change: (parts: SignedParts) => void) => change;
const flip = (signature: Buffer) => signature.map((byte, index) => (index === 9 ? byte ^ 1 : byte)) as Buffer;
const longer = (raw: Buffer) => Buffer.concat([raw, Buffer.alloc(6)]);
const inObject = (...[name, value]: [string, unknown]) => ({
  securityObject: (object: CborStructure) => void object.set(name, value),
});
const validity = (changes: Readonly<Record<string, unknown>>) => ({
  securityObject: (object: CborStructure) => {
    const info = object.get('validityInfo') as CborStructure;
    for (const [name, value] of Object.entries(changes)) info.set(name, value);
  },
});
const at = (seconds: number) => tagged(new Date(now + seconds * 1000).toISOString().replace(/\.\d+/, ''), 0);
const withItem = (change: (item: CborStructure) => void): BentMdoc => ({
  item: (item, name) => (name === 'given_name' ? change(item) : undefined),
});
const deviceKey = (key: unknown) => ({
  securityObject: (object: CborStructure) =>
    void (object.get('deviceKeyInfo') as CborStructure).set('deviceKey', key),
});
const keyWith = async (label: number, value: unknown) => (await coseKeyOf(scene.device)).set(label, value);
const anotherNonce = { nonce: 'another', clientId: audience, responseUri, thumbprint };

const cases: readonly Case[] = [
  [
    'response of another version',
    malformed('version'),
    { response: (each) => void each.set('version', '2.0') },
  ],
  ['status 20 (interop.md 5)', malformed('status'), { response: (each) => void each.set('status', 20) }],
  ['no status', malformed('status'), { response: (each) => void each.delete('status') }],
  ['no document', malformed('documents'), { response: (each) => void each.set('documents', []) }],
  [
    'two documents',
    malformed('documents'),
    { response: (each) => void each.set('documents', [...(each.get('documents') as []), new Map()]) },
  ],
  ['document without type', malformed('document'), { document: (each) => void each.delete('docType') }],
  [
    'document without issuer’s part',
    malformed('document'),
    { document: (each) => void each.delete('issuerSigned') },
  ],
  [
    'device’s part stripped (T8)',
    refuse('keyBindingMissing'),
    { document: (each) => void each.delete('deviceSigned') },
  ],
  [
    'no elements’ map',
    malformed('nameSpaces'),
    { document: (each) => void (each.get('issuerSigned') as CborStructure).delete('nameSpaces') },
  ],
  [
    'an element that is not wrapped',
    malformed('nameSpaces'),
    { namespaces: (each) => void each.set(licence.namespace, [new Map()]) },
  ],
  ['a namespace that is a number', malformed('nameSpaces'), { namespaces: (each) => void each.set(7, []) }],
  [
    'issuer’s signature missing',
    malformed('issuerAuth'),
    { document: (each) => void (each.get('issuerSigned') as CborStructure).delete('issuerAuth') },
  ],
  ['issuer alg none', malformed('alg'), { issuerAuth: header((parts) => parts.protectedHeader.delete(1)) }],
  [
    'issuer alg ES384 (T6)',
    malformed('alg'),
    { issuerAuth: header((parts) => parts.protectedHeader.set(1, -35)) },
  ],
  [
    'issuer alg where nothing signs it',
    malformed('issuerAuth'),
    { issuerAuth: header((parts) => parts.unprotectedHeader.set(1, -7)) },
  ],
  [
    'issuer header that we would have to understand',
    malformed('issuerAuth'),
    { issuerAuth: header((parts) => parts.protectedHeader.set(2, [99])) },
  ],
  [
    'critical header where nothing signs it',
    malformed('issuerAuth'),
    { issuerAuth: header((parts) => parts.unprotectedHeader.set(2, [99])) },
  ],
  [
    'no certificate',
    malformed('x5chain'),
    { issuerAuth: header((parts) => parts.unprotectedHeader.delete(33)) },
  ],
  [
    'a list of one certificate (RFC 9360 2)',
    malformed('x5chain'),
    { issuerAuth: header((parts) => parts.unprotectedHeader.set(33, [scene.signer.der])) },
  ],
  [
    'the authority in the chain (T6)',
    refuse('issuerUntrusted', { reason: 'selfSigned' }),
    {
      issuerAuth: header((parts) => parts.unprotectedHeader.set(33, [scene.signer.der, scene.authority.der])),
    },
  ],
  ['signed by another key (T6)', refuse('credentialSignature'), { issuerKey: other.privateKey }],
  [
    'issuer’s signature bent',
    refuse('credentialSignature'),
    { issuerAuth: header((parts) => void Object.assign(parts, { spoil: flip })) },
  ],
  [
    'issuer’s signature in DER',
    refuse('credentialSignature'),
    { issuerAuth: header((parts) => void Object.assign(parts, { spoil: longer })) },
  ],
  [
    'issuer’s payload detached',
    malformed('payload'),
    { issuerAuth: header((parts) => void Object.assign(parts, { payload: null })) },
  ],
  [
    'payload that is not wrapped',
    malformed('securityObject'),
    { issuerAuth: header((parts) => void Object.assign(parts, { payload: toCbor(new Map()) })) },
  ],
  [
    'relabelled outside: a holder files another document as a licence (interop.md 5)',
    refuse('credentialRelabelled'),
    { ...pid, document: (each) => void each.set('docType', licence.type) },
  ],
  ['security object of another type', refuse('credentialRelabelled'), inObject('docType', pid.type)],
  ['type that nobody accepts', refuse('credentialType'), { type: 'org.example.card' }],
  ['security object of another version', malformed('securityObjectVersion'), inObject('version', '1.1')],
  ['digest algorithm MD5', malformed('digestAlgorithm'), inObject('digestAlgorithm', 'MD5')],
  [
    'digest algorithm out of the language',
    malformed('digestAlgorithm'),
    inObject('digestAlgorithm', 'toString'),
  ],
  ['no digests', malformed('securityObject'), inObject('valueDigests', [])],
  ['no validity', malformed('securityObject'), inObject('validityInfo', null)],
  [
    'key authorisations that are none',
    malformed('securityObject'),
    {
      securityObject: (object) =>
        void (object.get('deviceKeyInfo') as CborStructure).set('keyAuthorizations', 'all'),
    },
  ],
  [
    'an element changed after it was signed',
    disclosure('digest'),
    {
      namespaces: (each) => {
        const item = mapOf({
          digestID: 0,
          random: Buffer.alloc(32),
          elementIdentifier: 'given_name',
          elementValue: 'Eve',
        });
        each.set(licence.namespace, [embedded(item)]);
      },
    },
  ],
  [
    'an element that the issuer never counted',
    disclosure('digest'),
    withItem((item) => item.set('digestID', 99)),
  ],
  [
    'an element in another namespace',
    disclosure('namespace'),
    {
      namespaces: (each) => {
        each.set('org.example', each.get(licence.namespace));
        each.delete(licence.namespace);
      },
    },
  ],
  [
    'the same element twice',
    disclosure('repeatedDigest'),
    {
      namespaces: (each) => {
        const [first] = each.get(licence.namespace) as unknown[];
        each.set(licence.namespace, [first, first]);
      },
    },
  ],
  [
    'two elements of one name',
    disclosure('collision'),
    { item: (item, name) => void (name === 'family_name' && item.set('elementIdentifier', 'given_name')) },
  ],
  [
    'a salt that can be guessed',
    disclosure('salt'),
    withItem((item) => item.set('random', Buffer.alloc(15))),
  ],
  ['a salt that is text', disclosure('salt'), withItem((item) => item.set('random', 'x'.repeat(32)))],
  ['an element without value', disclosure('malformed'), withItem((item) => item.delete('elementValue'))],
  ['an element with more in it', disclosure('malformed'), withItem((item) => item.set('more', 1))],
  ['a digest id below zero', disclosure('malformed'), withItem((item) => item.set('digestID', -1))],
  ['a name that is a number', disclosure('malformed'), withItem((item) => item.set('elementIdentifier', 1))],
  [
    'hundreds of elements, before any work is done',
    disclosure('tooMany'),
    {
      namespaces: (each) => {
        const [first] = each.get(licence.namespace) as unknown[];
        each.set(licence.namespace, Array(257).fill(first));
      },
    },
  ],
  ['expired', refuse('credentialExpired'), validity({ validUntil: at(-60) })],
  ['not yet valid', refuse('credentialNotYetValid'), validity({ validFrom: at(61) })],
  ['signed in the future', refuse('credentialNotYetValid'), validity({ signed: at(61), validFrom: at(61) })],
  ['valid before it was signed', malformed('time'), validity({ validFrom: at(-601) })],
  ['valid until before it is valid', malformed('time'), validity({ validUntil: at(-600) })],
  [
    'signed before its certificate was valid (9.3.1)',
    malformed('signedOutsideCertificate'),
    validity({ signed: tagged('2025-12-31T23:59:59Z', 0) }),
  ],
  [
    'older than it may be (D22)',
    refuse('credentialTooOld'),
    validity({ signed: at(-86_401), validFrom: at(-86_401) }),
  ],
  ['time with fractions', malformed('time'), validity({ signed: tagged('2026-11-22T11:50:00.5Z', 0) })],
  ['time of another zone', malformed('time'), validity({ signed: tagged('2026-11-22T11:50:00+01:00', 0) })],
  ['time that never was', malformed('time'), validity({ signed: tagged('2026-02-30T11:50:00Z', 0) })],
  ['time without its tag', malformed('time'), validity({ signed: '2026-11-22T11:50:00Z' })],
  ['time as a number', malformed('time'), validity({ validUntil: tagged(2_000_000_000, 1) })],
  ['no device key (T8)', refuse('holderKeyMissing'), deviceKey(null)],
  ['device key on another curve', refuse('holderKeyMissing'), deviceKey(await keyWith(-1, 2))],
  ['device key of another type', refuse('holderKeyMissing'), deviceKey(await keyWith(1, 1))],
  ['device key for another algorithm', refuse('holderKeyMissing'), deviceKey(await keyWith(3, -35))],
  ['device key for other operations', refuse('holderKeyMissing'), deviceKey(await keyWith(4, [1]))],
  [
    'device key with its private part',
    refuse('holderKeyMissing'),
    deviceKey(await keyWith(-4, Buffer.alloc(32))),
  ],
  ['device key with a sign for y', refuse('holderKeyMissing'), deviceKey(await keyWith(-3, true))],
  [
    'device key not on the curve',
    refuse('holderKeyMissing'),
    deviceKey(await keyWith(-3, Buffer.alloc(32, 1))),
  ],
  ['signed by another device (T8)', refuse('keyBindingSignature'), { deviceKey: other.privateKey }],
  [
    'device signature without algorithm (interop.md 5)',
    binding('alg'),
    { deviceAuth: header((parts) => parts.protectedHeader.delete(1)) },
  ],
  [
    'device signature with another algorithm',
    binding('alg'),
    { deviceAuth: header((parts) => parts.protectedHeader.set(1, -35)) },
  ],
  [
    'device signature over what it brings along',
    binding('payload'),
    { deviceAuth: header((parts) => void Object.assign(parts, { payload: Buffer.from('x') })) },
  ],
  [
    'device signature of another shape',
    binding('deviceSignature'),
    { devicePart: (part) => void part.set('deviceAuth', mapOf({ deviceSignature: [] })) },
  ],
  [
    'a MAC in place of the signature',
    refuse('keyBindingMissing'),
    { devicePart: (part) => void part.set('deviceAuth', mapOf({ deviceMac: [] })) },
  ],
  [
    'a MAC beside the signature',
    refuse('keyBindingMissing'),
    { devicePart: (part) => void (part.get('deviceAuth') as CborStructure).set('deviceMac', []) },
  ],
  [
    'device’s elements that are not wrapped',
    binding('nameSpaces'),
    { devicePart: (part) => void part.set('nameSpaces', new Map()) },
  ],
  [
    'device’s elements changed after it signed',
    refuse('keyBindingSignature'),
    { devicePart: (part) => void part.set('nameSpaces', embedded(mapOf({ 'org.example': new Map() }))) },
  ],
  [
    'elements on the device’s own word',
    refuse('deviceSignedUnauthorised'),
    { deviceNamespaces: mapOf({ [licence.namespace]: mapOf({ given_name: 'Eve' }) }) },
  ],
  [
    'a namespace on the device’s own word, of a shape that holds none',
    refuse('deviceSignedUnauthorised'),
    { deviceNamespaces: mapOf({ [licence.namespace]: [] }) },
  ],
  [
    'made for another request (T4, T13)',
    refuse('keyBindingSignature'),
    { transcript: transcriptOf(anotherNonce) },
  ],
  [
    'made for another verifier (T4)',
    refuse('keyBindingSignature'),
    { transcript: transcriptOf({ nonce, clientId: 'x509_hash:other', responseUri, thumbprint }) },
  ],
  [
    'made for another answer address (T4)',
    refuse('keyBindingSignature'),
    { transcript: transcriptOf({ nonce, clientId: audience, responseUri: `${responseUri}0`, thumbprint }) },
  ],
  [
    'made for another encryption key',
    refuse('keyBindingSignature'),
    { transcript: transcriptOf({ nonce, clientId: audience, responseUri, thumbprint: Buffer.alloc(32) }) },
  ],
  [
    'made for an answer that is not encrypted',
    refuse('keyBindingSignature'),
    { transcript: transcriptOf({ nonce, clientId: audience, responseUri, thumbprint: null }) },
  ],
];

describe('refused', () => {
  test.each(cases.map(([title, refusal, bent]) => ({ title, refusal, bent })))(
    '$title (R37)',
    async ({ refusal, bent }) => {
      expect(await verify(bent)).toEqual(refusal);
    },
  );

  test('text that is no CBOR, or not all of it', async () => {
    const honest = await scene.present();
    for (const text of ['', 'x', 'oA', `${honest}AA`, honest.slice(0, -4), `${honest}=`]) {
      expect(verifyMdoc(checkOf(text)).kind).toBe('refused');
    }
  });
});

describe('the signer’s certificate (ISO/IEC 18013-5, Annex B)', () => {
  const untrusted = (reason: string) => refuse('issuerUntrusted', { reason });
  const verifySignedBy = async (options: Partial<CertificateOptions>, authority = scene.authority) => {
    const signer = await makeCertificate({
      subject: 'C=SE, CN=Document signer',
      issuer: authority,
      extensions: signerExtensions(),
      ...options,
    });
    const bent: BentMdoc = {
      issuerAuth: (parts) => void parts.unprotectedHeader.set(33, signer.der),
      issuerKey: signer.keys.privateKey,
    };
    return await verify(bent, { trustAnchors: [anchorOf('iaca', authority)] });
  };

  test.each<[string, string, Partial<CertificateOptions>]>([
    [
      'without a purpose',
      'documentSignerPurpose',
      { extensions: [...leafExtensions(), authorityKeyIdentifier()] },
    ],
    [
      'for TLS',
      'documentSignerPurpose',
      {
        extensions: [...leafExtensions(), uncriticalPurposes('1.3.6.1.5.5.7.3.1'), authorityKeyIdentifier()],
      },
    ],
    [
      'for TLS too',
      'documentSignerPurpose',
      {
        extensions: [
          ...leafExtensions(),
          uncriticalPurposes(documentSignerOid, '1.3.6.1.5.5.7.3.1'),
          authorityKeyIdentifier(),
        ],
      },
    ],
    [
      'that names no key of its authority',
      'documentSignerKeyIdentifier',
      { extensions: [...leafExtensions(), purposes(documentSignerOid)] },
    ],
    [
      'that names another key of its authority',
      'documentSignerKeyIdentifier',
      {
        extensions: [
          ...leafExtensions(),
          purposes(documentSignerOid),
          authorityKeyIdentifier(Buffer.alloc(20)),
        ],
      },
    ],
    ['of no country', 'documentSignerCountry', { subject: 'CN=Document signer' }],
    ['of another country', 'documentSignerCountry', { subject: 'C=DE, CN=Document signer' }],
    ['of two countries', 'documentSignerCountry', { subject: 'C=SE, C=DE, CN=Document signer' }],
  ])('refuses one %s', async (_, reason, options) => {
    expect(await verifySignedBy(options)).toEqual(untrusted(reason));
  });

  test('refuses one that must be for TLS only, before it looks further', async () => {
    const extensions = [...leafExtensions(), purposes('1.3.6.1.5.5.7.3.1'), authorityKeyIdentifier()];
    expect(await verifySignedBy({ extensions })).toEqual(
      refuse('certificateExtension', { oid: '2.5.29.37' }),
    );
  });

  test('refuses one that an authority in between signed', async () => {
    const authority = await makeCertificate({
      subject: 'C=SE, CN=IACA',
      extensions: [...authorityExtensions(), subjectKeyIdentifier()],
    });
    const between = await makeCertificate({
      subject: 'C=SE, CN=Between',
      issuer: authority,
      extensions: [...authorityExtensions(0), subjectKeyIdentifier()],
    });
    const signer = await makeCertificate({
      ...{ subject: 'C=SE, CN=Document signer', issuer: between, extensions: signerExtensions() },
    });
    const bent: BentMdoc = {
      issuerAuth: (parts) => void parts.unprotectedHeader.set(33, [signer.der, between.der]),
      issuerKey: signer.keys.privateKey,
    };
    expect(await verify(bent, { trustAnchors: [anchorOf('iaca', authority)] })).toEqual(
      untrusted('documentSignerNotDirect'),
    );
  });

  test('takes an authority by its rules of now and of the start (D17, T6)', async () => {
    const anchor = anchorOf('iaca', scene.authority);
    const verifyUnder = (changes: object) => verify({}, { trustAnchors: [{ ...anchor, ...changes }] });
    expect(await verifyUnder({ enabled: false })).toEqual(refuse('issuerSwitchedOff'));
    expect(await verifyUnder({ mayIssue: [{ format: 'mso_mdoc', type: pid.type }] })).toEqual(
      untrusted('anchorNotForType'),
    );
    expect(await verifyUnder({ mayIssue: [{ format: 'dc+sd-jwt', type: licence.type }] })).toEqual(
      untrusted('anchorNotForType'),
    );
    const acceptedCredentials = [{ format: 'mso_mdoc' as const, type: licence.type, anchorIds: ['other'] }];
    expect(await verify({}, { acceptedCredentials })).toEqual(untrusted('anchorNotForType'));
  });
});
