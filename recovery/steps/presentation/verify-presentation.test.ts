import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Refusal, refuse } from '../../outcome.ts';
import { sealDecoy, sealEligible } from '../eligibility/eligible.ts';
import { sealSent } from '../identity-verification/sent.ts';
import {
  anchorOf,
  audience,
  bindKey,
  buildSdJwt,
  createScene,
  digestOf,
  disclosureOf,
  Extension,
  honestClaims,
  leafExtensions,
  makeCertificate,
  makeKeys,
  nonce,
  now,
  policyOf,
  portraitBase64,
  publicJwk,
  type RawCredential,
  type RawKeyBinding,
  referenceSdJwt,
  sandboxType,
  seconds,
  x5cOf,
} from './fixtures/index.ts';
import type { PresentationRefusalCode } from './presentation-refusal-codes.ts';
import { sealPresented } from './presented.ts';
import { type PresentationCheck, verifyPresentation } from './verify-presentation.ts';

const scene = await createScene();

describe('an honest presentation', () => {
  test('issued and presented by the reference library becomes evidence (R37)', async () => {
    const library = referenceSdJwt(scene.leaf.keys.privateKey, scene.holder.privateKey);
    const names = ['given_name', 'family_name', 'birthdate', 'document_number', 'portrait'] as const;
    const credential = await library.issue(
      { ...(scene.base.payload as { vct: string }), ...honestClaims, document_number: 'D1234001' },
      { _sd: [...names] },
      { header: { typ: 'dc+sd-jwt', x5c: scene.base.header.x5c } },
    );
    const frame = { given_name: true, family_name: true, birthdate: true, portrait: true };
    const presentation = await library.present(credential, frame as never, {
      kb: { payload: { iat: seconds, aud: audience, nonce } },
    });
    const signed = presentation.split('~')[0]?.split('.').slice(0, 2).join('.') ?? '';
    expect(await verifyPresentation(scene.check(presentation))).toEqual(
      sealPresented({
        recoveryId: 'r1',
        claims: {
          givenName: 'Mara',
          familyName: 'Lindqvist',
          birthDate: '1988-04-12',
          documentNumber: null,
          issuingCountry: null,
          nationality: null,
          nationalId: null,
        },
        portrait: portraitBase64,
        credential: {
          format: 'dc+sd-jwt',
          type: sandboxType,
          anchorId: 'root',
          countries: [],
          issuedAt: (seconds - 600) * 1000,
          issuedAtLatest: (seconds - 600) * 1000,
          status: [],
          fingerprint: createHash('sha256').update(signed).digest('base64url'),
        },
        presentedAt: now,
      }),
    );
  });
});

const { present, check } = scene;

test('an issuer of one country, for that country (T6)', async () => {
  const trustAnchors = [{ ...anchorOf('root', scene.root), countries: ['DE'] }];
  const presentation = await present({ payload: { issuing_country: 'DE' } });
  expect((await verifyPresentation(check(presentation, { trustAnchors }))).kind).toBe('presented');
});

const otherKeys = await makeKeys();
const holderJwk = await publicJwk(scene.holder);
const without = (name: keyof typeof honestClaims) => {
  const { [name]: _, ...claims } = honestClaims;
  return claims;
};
const withPolicy = (changes: Parameters<typeof policyOf>[0], recoveryId = 'r1') =>
  sealEligible({ recoveryId, accountId: 'a1', country: 'DE', policy: policyOf(changes) });

type Case = readonly [
  title: string,
  refusal: Refusal<PresentationRefusalCode>,
  raw?: RawCredential,
  binding?: RawKeyBinding,
  changes?: Partial<PresentationCheck>,
];

const credentialCases: readonly Case[] = [
  [
    'typ of another format',
    refuse('credentialMalformed', { reason: 'typ' }),
    { header: { typ: 'vc+sd-jwt' } },
  ],
  ['typ missing', refuse('credentialMalformed', { reason: 'typ' }), { header: { typ: undefined } }],
  ['alg none', refuse('credentialMalformed', { reason: 'alg' }), { header: { alg: 'none' } }],
  [
    'alg HS256 (algorithm confusion, T6)',
    refuse('credentialMalformed', { reason: 'alg' }),
    { header: { alg: 'HS256' } },
  ],
  [
    'critical header',
    refuse('credentialMalformed', { reason: 'issuerJwt' }),
    { header: { crit: ['b64'], b64: false } },
  ],
  [
    'no x5c, key in the header instead',
    refuse('credentialMalformed', { reason: 'x5c' }),
    { header: { x5c: undefined, jwk: holderJwk } },
  ],
  ['empty x5c', refuse('credentialMalformed', { reason: 'x5c' }), { header: { x5c: [] } }],
  [
    'x5c not base64',
    refuse('credentialMalformed', { reason: 'x5c' }),
    { header: { x5c: [`${x5cOf(scene.leaf)[0]}\n`] } },
  ],
  ['vct that nobody accepts', refuse('credentialType'), { payload: { vct: 'urn:eudi:pid:xx' } }],
  ['vct missing', refuse('credentialType'), { payload: { vct: undefined } }],
  ['vct as a list', refuse('credentialType'), { payload: { vct: [sandboxType] } }],
  ['expired', refuse('credentialExpired'), { payload: { exp: seconds - 60 } }],
  ['exp as text', refuse('credentialMalformed', { reason: 'time' }), { payload: { exp: '2999' } }],
  ['exp null', refuse('credentialMalformed', { reason: 'time' }), { payload: { exp: null } }],
  ['nbf ahead', refuse('credentialNotYetValid'), { payload: { nbf: seconds + 61 } }],
  ['nbf as text', refuse('credentialMalformed', { reason: 'time' }), { payload: { nbf: '0' } }],
  ['iat ahead', refuse('credentialNotYetValid'), { payload: { iat: seconds + 61 } }],
  [
    'iat missing: its age is unknown (D22)',
    refuse('credentialMalformed', { reason: 'iat' }),
    { payload: { iat: undefined } },
  ],
  ['iat negative', refuse('credentialMalformed', { reason: 'time' }), { payload: { iat: -1 } }],
  [
    'older than a provider’s may be (D22)',
    refuse('credentialTooOld'),
    { payload: { iat: seconds - 24 * 3600 - 1 } },
  ],
  [
    'carries a status whose list cannot be had (T7)',
    refuse('statusUnavailable', { reason: 'unreachable' }),
    { payload: { status: { status_list: { idx: 1, uri: 'https://x' } } } },
  ],
  ['no cnf (T8)', refuse('holderKeyMissing'), { payload: { cnf: undefined } }],
  ['cnf without jwk', refuse('holderKeyMissing'), { payload: { cnf: { kid: 'x' } } }],
  [
    'cnf for other operations',
    refuse('holderKeyMissing'),
    { payload: { cnf: { jwk: { ...holderJwk, key_ops: ['deriveKey'] } } } },
  ],
  [
    'cnf with a private key',
    refuse('holderKeyMissing'),
    { payload: { cnf: { jwk: { ...holderJwk, d: holderJwk.x } } } },
  ],
  [
    'cnf for another algorithm',
    refuse('holderKeyMissing'),
    { payload: { cnf: { jwk: { ...holderJwk, alg: 'ES384' } } } },
  ],
  [
    'cnf for encryption',
    refuse('holderKeyMissing'),
    { payload: { cnf: { jwk: { ...holderJwk, use: 'enc' } } } },
  ],
  [
    'cnf on another curve',
    refuse('holderKeyMissing'),
    { payload: { cnf: { jwk: await publicJwk(await makeKeys('P-384')) } } },
  ],
  [
    'cnf not on the curve',
    refuse('holderKeyMissing'),
    { payload: { cnf: { jwk: { ...holderJwk, y: holderJwk.x } } } },
  ],
  ['_sd_alg md5', refuse('disclosureInvalid', { reason: 'algorithm' }), { payload: { _sd_alg: 'md5' } }],
  [
    'a disclosure that the issuer never signed',
    refuse('disclosureInvalid', { reason: 'unreferenced' }),
    { payload: { _sd: [] } },
  ],
  ['family name withheld', refuse('claimMissing'), { claims: without('family_name') }],
  ['birth date withheld', refuse('claimMissing'), { claims: without('birthdate') }],
  ['portrait withheld', refuse('portraitMissing'), { claims: without('portrait') }],
  [
    'given name empty',
    refuse('claimMalformed', { field: 'givenName' }),
    { claims: { ...honestClaims, given_name: ' ' } },
  ],
  [
    'given name not text',
    refuse('claimMalformed', { field: 'givenName' }),
    { claims: { ...honestClaims, given_name: ['Mara'] } },
  ],
  [
    'birth date that never was',
    refuse('claimMalformed', { field: 'birthDate' }),
    { claims: { ...honestClaims, birthdate: '1988-02-30' } },
  ],
  [
    'portrait of another kind',
    refuse('portraitUnusable'),
    { claims: { ...honestClaims, portrait: 'data:image/svg+xml;base64,AAAA' } },
  ],
];

const bindingCases: readonly Case[] = [
  [
    'KB-JWT of another type',
    refuse('keyBindingMalformed', { reason: 'typ' }),
    {},
    { header: { typ: 'JWT' } },
  ],
  ['KB-JWT alg none', refuse('keyBindingMalformed', { reason: 'alg' }), {}, { header: { alg: 'none' } }],
  [
    'KB-JWT with critical header',
    refuse('keyBindingMalformed', { reason: 'jwt' }),
    {},
    { header: { crit: ['exp'] } },
  ],
  ['signed by another key (T8)', refuse('keyBindingSignature'), {}, { key: otherKeys.privateKey }],
  [
    'signed by another key that it brings along',
    refuse('keyBindingSignature'),
    {},
    { key: otherKeys.privateKey, header: { jwk: await publicJwk(otherKeys) } },
  ],
  [
    'made for another verifier (T4)',
    refuse('keyBindingAudience'),
    {},
    { payload: { aud: 'x509_hash:other' } },
  ],
  ['made for several verifiers', refuse('keyBindingAudience'), {}, { payload: { aud: [audience] } }],
  ['made for another request (T4, T13)', refuse('keyBindingNonce'), {}, { payload: { nonce: `${nonce}x` } }],
  ['nonce missing', refuse('keyBindingNonce'), {}, { payload: { nonce: undefined } }],
  ['iat missing', refuse('keyBindingTime', { reason: 'iat' }), {}, { payload: { iat: undefined } }],
  ['iat as text', refuse('keyBindingTime', { reason: 'iat' }), {}, { payload: { iat: `${seconds}` } }],
  ['too old', refuse('keyBindingTime', { reason: 'window' }), {}, { payload: { iat: seconds - 301 } }],
  [
    'from the future',
    refuse('keyBindingTime', { reason: 'window' }),
    {},
    { payload: { iat: seconds + 301 } },
  ],
  [
    'expired by its own word',
    refuse('keyBindingTime', { reason: 'validity' }),
    {},
    { payload: { exp: seconds - 60 } },
  ],
  [
    'not yet valid by its own word',
    refuse('keyBindingTime', { reason: 'validity' }),
    {},
    { payload: { nbf: seconds + 61 } },
  ],
  ['sd_hash of something else', refuse('keyBindingHash'), {}, { payload: { sd_hash: digestOf('else') } }],
  ['sd_hash missing', refuse('keyBindingHash'), {}, { payload: { sd_hash: undefined } }],
];

const policyCases: readonly Case[] = [
  [
    'wallet-first where the profile has none',
    refuse('walletFirstNotAllowed'),
    {},
    {},
    { route: { kind: 'walletFirst' } },
  ],
  [
    'older than wallet-first allows (D22)',
    refuse('credentialTooOld'),
    { payload: { iat: seconds - 3601 } },
    {},
    {
      route: { kind: 'walletFirst' },
      applicant: withPolicy({
        walletFirst: true,
        maximumCredentialAgeHours: { provider: 24, walletFirst: 1 },
      }),
    },
  ],
  [
    'issuer switched off in mid-journey (D17, T24)',
    refuse('issuerSwitchedOff'),
    {},
    {},
    { trustAnchors: [anchorOf('root', scene.root, false)] },
  ],
  [
    'issuer gone in mid-journey (D17, T24)',
    refuse('issuerUntrusted', { reason: 'noPath' }),
    {},
    {},
    { trustAnchors: [] },
  ],
  [
    'trusted issuer of another type (T6)',
    refuse('issuerUntrusted', { reason: 'anchorNotForType' }),
    {},
    {},
    {
      applicant: withPolicy({
        acceptedCredentials: [
          { format: 'dc+sd-jwt', type: sandboxType, anchorIds: ['government'] },
          { format: 'dc+sd-jwt', type: 'urn:other', anchorIds: ['root'] },
        ],
      }),
    },
  ],
  ...['SE', 7].map(
    (issuing_country): Case => [
      `issued for ${issuing_country}, which its issuer may not (T6)`,
      refuse('issuerUntrusted', { reason: 'anchorNotForCountry' }),
      { payload: { issuing_country } },
      {},
      { trustAnchors: [{ ...anchorOf('root', scene.root), countries: ['DE'] }] },
    ],
  ),
  [
    'issued for nobody knows which country, by an issuer of one (T6)',
    refuse('issuerUntrusted', { reason: 'anchorNotForCountry' }),
    {},
    {},
    { trustAnchors: [{ ...anchorOf('root', scene.root), countries: ['DE'] }] },
  ],
  ['nothing presented', refuse('credentialMissing'), {}, {}, { vpToken: {} }],
  ['presented under another id', refuse('credentialMissing'), {}, {}, { vpToken: { other: ['x'] } }],
  [
    'not an SD-JWT',
    refuse('credentialMalformed', { reason: 'issuerJwt' }),
    {},
    {},
    { vpToken: { idv: ['x'] } },
  ],
];

describe('refused', () => {
  const cases = [...credentialCases, ...bindingCases, ...policyCases];
  test.each(cases.map(([title, refusal, ...input]) => ({ title, refusal, input })))(
    '$title (R37)',
    async ({ refusal, input: [raw, binding, changes] }) => {
      expect(await verifyPresentation(check(await present(raw, binding), changes))).toEqual(refusal);
    },
  );

  test('two presentations, or one beside it: exactly one was asked for', async () => {
    const one = await present();
    const several = refuse('credentialMalformed', { reason: 'several' });
    expect(await verifyPresentation(check(one, { vpToken: { idv: [one, one] } }))).toEqual(several);
    expect(await verifyPresentation(check(one, { vpToken: { idv: [one], other: [one] } }))).toEqual(several);
  });

  test('a stripped key binding, with and without its tilde (T8)', async () => {
    const sdJwt = await buildSdJwt(scene.base);
    expect(await verifyPresentation(check(sdJwt))).toEqual(refuse('keyBindingMissing'));
    expect(await verifyPresentation(check(sdJwt.split('~')[0] ?? ''))).toEqual(refuse('keyBindingMissing'));
  });

  test('a credential whose issuer signature is another one’s (T6)', async () => {
    const forged = await buildSdJwt({ ...scene.base, key: otherKeys.privateKey });
    const presentation = await bindKey(forged, { nonce, audience, now, key: scene.holder.privateKey });
    expect(await verifyPresentation(check(presentation))).toEqual(refuse('credentialSignature'));
  });

  test.each(['expired', 'critical'] as const)('a leaf that is %s', async (kind) => {
    const oid = '1.3.6.1.4.1.32473.71.1';
    const extra = new Extension(oid, true, new Uint8Array([5, 0]));
    const leaf = await makeCertificate({
      subject: 'CN=Issuer',
      issuer: scene.root,
      extensions: kind === 'critical' ? [...leafExtensions(), extra] : leafExtensions(),
      ...(kind === 'expired' && { notAfter: new Date(now - 1000) }),
    });
    const base = {
      ...scene.base,
      header: { ...scene.base.header, x5c: x5cOf(leaf) },
      key: leaf.keys.privateKey,
    };
    const sdJwt = await buildSdJwt(base);
    const presentation = await bindKey(sdJwt, { nonce, audience, now, key: scene.holder.privateKey });
    const refusals = {
      expired: refuse('certificateExpired', { reason: 'expired', position: 0 }),
      critical: refuse('certificateExtension', { oid }),
    };
    expect(await verifyPresentation(check(presentation))).toEqual(refusals[kind]);
    if (kind === 'critical') {
      // Only an example installation says that it knows the sandbox's mark (D2).
      expect((await verifyPresentation(check(presentation, { understoodExtensions: [oid] }))).kind).toBe(
        'presented',
      );
    }
  });

  test('a disclosure added, dropped or reordered after the holder signed', async () => {
    const presentation = await present();
    const [jwt, first, second, ...rest] = presentation.split('~');
    const verify = (parts: readonly (string | undefined)[]) => verifyPresentation(check(parts.join('~')));
    expect(await verify([jwt, second, first, ...rest])).toEqual(refuse('keyBindingHash'));
    expect(await verify([jwt, second, ...rest])).toEqual(refuse('keyBindingHash'));
    const added = disclosureOf(['salt', 'given_name', 'Mallory']);
    expect(await verify([jwt, added, first, second, ...rest])).toEqual(
      refuse('disclosureInvalid', { reason: 'unreferenced' }),
    );
  });

  test('hundreds of disclosures, before any work is done', async () => {
    const disclosures = Array.from({ length: 257 }, (_, index) => disclosureOf([`${index}`, 'x', 1]));
    const refusal = refuse('credentialMalformed', { reason: 'disclosures' });
    expect(await verifyPresentation(check(await present({ disclosures })))).toEqual(refusal);
  });

  test.each(['iss', 'nbf', 'exp', 'cnf', 'vct', 'vct#integrity', 'aka_vcts', 'status'])(
    'the registered claim %s out of a disclosure (SD-JWT VC 2.2.2.2)',
    async (name) => {
      const raw = { claims: { ...honestClaims, [name]: 1 } };
      const payload = name === 'vct' ? {} : { [name]: undefined };
      const refusal = refuse('disclosureInvalid', { reason: 'registeredClaim' });
      expect(await verifyPresentation(check(await present({ ...raw, payload })))).toEqual(refusal);
    },
  );

  test('non-canonical base64url in every part, though it decodes to the same bytes', async () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const presentation = await present();
    const pieces = presentation.split(/([.~])/);
    for (const [index, piece] of pieces.entries()) {
      if (piece.length < 2) continue;
      const last = alphabet[alphabet.indexOf(piece.at(-1) ?? '') ^ 1];
      const bent = `${piece.slice(0, -1)}${last}`;
      if (piece.length % 4 !== 0 && Buffer.from(bent, 'base64url').equals(Buffer.from(piece, 'base64url'))) {
        expect(await verifyPresentation(check(pieces.with(index, bent).join('')))).toMatchObject({
          kind: 'refused',
        });
      }
      for (const padded of [`${piece}=`, ` ${piece}`, `${piece}\n`]) {
        expect(await verifyPresentation(check(pieces.with(index, padded).join('')))).toMatchObject({
          kind: 'refused',
        });
      }
    }
  });
});

describe('accepted', () => {
  const kindOf = async (raw?: RawCredential, binding?: RawKeyBinding, changes?: Partial<PresentationCheck>) =>
    verifyPresentation(check(await present(raw, binding), changes));

  test.each<[string, RawCredential, RawKeyBinding]>([
    ['without exp: its age is limited all the same', { payload: { exp: undefined } }, {}],
    ['without iss', { payload: { iss: undefined } }, {}],
    ['exactly as old as allowed', { payload: { iat: seconds - 24 * 3600 } }, {}],
    ['clocks a minute apart', { payload: { exp: seconds - 59, nbf: seconds + 60 } }, {}],
    ['key binding at the edge of its window', {}, { payload: { iat: seconds - 300 } }],
    ['key binding from a clock that is ahead', {}, { payload: { iat: seconds + 300 } }],
    [
      'cnf with kid and alg',
      { payload: { cnf: { jwk: { ...holderJwk, kid: '1', alg: 'ES256', use: 'sig' } } } },
      {},
    ],
  ])('%s', async (_title, raw, binding) => {
    expect(await kindOf(raw, binding)).toMatchObject({ kind: 'presented' });
  });

  test('a decoy’s presentation is verified like any other (D14)', async () => {
    const applicant = sealDecoy({ recoveryId: 'r1', country: 'DE', policy: policyOf() });
    expect(await kindOf({}, {}, { applicant })).toMatchObject({ kind: 'presented', recoveryId: 'r1' });
    const nobody = await kindOf({}, { key: otherKeys.privateKey }, { applicant });
    expect(nobody).toEqual(refuse('keyBindingSignature'));
  });

  test('wallet-first where the profile allows it (D20)', async () => {
    const changes = { route: { kind: 'walletFirst' }, applicant: withPolicy({ walletFirst: true }) } as const;
    expect(await kindOf({ payload: { iat: seconds - 90 * 24 * 3600 + 60 } }, {}, changes)).toMatchObject({
      kind: 'presented',
    });
  });

  test('what was not asked for is dropped', async () => {
    const applicant = withPolicy({
      claimBindings: [{ attribute: 'names', claim: 'names', matchConfidenceLevel: 'exact', required: true }],
    });
    const presented = await kindOf({ claims: { ...honestClaims, document_number: 'D1' } }, {}, { applicant });
    expect(presented).toMatchObject({
      claims: {
        givenName: 'Mara',
        familyName: 'Lindqvist',
        birthDate: null,
        documentNumber: null,
        issuingCountry: null,
        nationality: null,
        nationalId: null,
      },
    });
  });

  test('an EU PID by its own claim names', async () => {
    const type = 'urn:eudi:pid:1';
    const acceptedCredentials = [{ format: 'dc+sd-jwt', type, anchorIds: ['root'] }] as const;
    const claims = {
      given_name: 'Mara',
      family_name: 'Lindqvist',
      birth_date: '1988-04-12',
      picture: portraitBase64,
    };
    const changes = { applicant: withPolicy({ acceptedCredentials }) };
    expect(await kindOf({ payload: { vct: type }, claims }, {}, changes)).toMatchObject({
      kind: 'presented',
      claims: { birthDate: '1988-04-12' },
      portrait: portraitBase64,
    });
  });
});

test('evidence of two recoveries side by side is misuse (T13)', async () => {
  const route = sealSent({ recoveryId: 'r2', providerId: 'sandbox', country: 'DE', sentAt: now });
  const presentation = await present();
  await expect(verifyPresentation(check(presentation, { route }))).rejects.toThrow(TypeError);
});

test('both signatures of ECDSA name the same credential (D16)', async () => {
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const sdJwt = await buildSdJwt(scene.base);
  const [jwt = '', ...rest] = sdJwt.split('~');
  const [header, payload, signature = ''] = jwt.split('.');
  const hex = Buffer.from(signature, 'base64url').toString('hex');
  const otherS = (order - BigInt(`0x${hex.slice(64)}`)).toString(16).padStart(64, '0');
  const other = Buffer.from(hex.slice(0, 64) + otherS, 'hex').toString('base64url');
  const wallet = { nonce, audience, now, key: scene.holder.privateKey };
  const one = await verifyPresentation(check(await bindKey(sdJwt, wallet)));
  const two = await verifyPresentation(
    check(await bindKey([`${header}.${payload}.${other}`, ...rest].join('~'), wallet)),
  );
  expect(one).toMatchObject({ kind: 'presented' });
  expect(two).toEqual(one);
});
