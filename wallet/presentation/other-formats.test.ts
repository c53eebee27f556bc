import { DeviceResponse, SessionTranscript } from '@owf/mdoc';
import {
  base64url,
  calculateJwkThumbprint,
  compactDecrypt,
  compactVerify,
  decodeJwt,
  exportJWK,
  importJWK,
  SignJWT,
} from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  type CardFace,
  createHolderKey,
  type HeldCredential,
  readCardFace,
  toDidJwk,
} from '../credentials/index.ts';
import {
  createAuthority,
  createMdocContext,
  issueMdoc,
  type Leaf,
  LICENCE,
  LICENCE_NAMESPACE,
  verifyMdoc,
} from '../fixtures/index.ts';
import { verifyIssued } from '../issuance/verify-issued.ts';
import { createAnswer } from './create-answer.ts';
import { listRevealed } from './list-revealed.ts';
import { parseQuery } from './parse-query.ts';
import { selectCredentials } from './select-credentials.ts';
import type { VerifiedRequest } from './verify-request.ts';

const NOW = Date.UTC(2026, 4, 1);
const PORTRAIT = new Uint8Array([0xff, 0xd8, 0xff, 0xe0]);
const TYPES = ['VerifiableCredential', 'VerifiedIdentity'];

let signer: Leaf;
let issuer: CryptoKeyPair;
let seal: CryptoKeyPair;
let byAddress: VerifiedRequest;
let byBrowser: VerifiedRequest;

beforeAll(async () => {
  signer = await (await createAuthority('Issuers', NOW)).issue({ organisation: 'Licensing Office' });
  issuer = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  seal = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
  byAddress = {
    asker: { organisation: 'Alder & Finch', commonName: undefined, hosts: [] },
    ...{ clientId: 'x509_hash:abc', nonce: 'n-1' },
    // Not as a URL object would spell it: what is signed over are these bytes.
    wayBack: { kind: 'post', responseUri: 'https://Verifier.example:443/answer/1', state: 's-1' },
    query: { credentials: [], sets: undefined },
    encryption: { jwk: { ...(await exportJWK(seal.publicKey)), kid: 'k1' }, enc: 'A128GCM' },
  };
  byBrowser = { ...byAddress, wayBack: { kind: 'browser', origin: 'https://verifier.example' } };
});

const hold = async (credential: Pick<HeldCredential, 'format' | 'credential' | 'key'>): Promise<CardFace> => {
  const card = await readCardFace({
    ...{
      id: 'c1',
      typeName: undefined,
      issuerAddress: 'https://issuer.example',
      offer: '?x',
      receivedAt: NOW,
    },
    ...credential,
  });
  if (!card) throw new TypeError('unreadable');
  return card;
};

async function holdLicence() {
  const key = await createHolderKey();
  const elements = {
    given_name: 'Mara',
    family_name: 'Lindqvist',
    portrait: PORTRAIT,
    document_number: 'D1',
  };
  const credential = await issueMdoc({ signer, holder: key.jwk, elements, at: NOW });
  return await hold({ format: 'mso_mdoc', credential, key });
}

async function holdCard(changes: { subject?: string; vc?: object } = {}) {
  const key = await createHolderKey();
  const did = toDidJwk(await exportJWK(issuer.publicKey));
  const credentialSubject = { firstName: 'Mara', lastName: 'Lindqvist', dateOfBirth: '1988-04-12' };
  const credential = await new SignJWT({ vc: { type: TYPES, credentialSubject, ...changes.vc } })
    .setProtectedHeader({ alg: 'ES256', typ: 'JWT', kid: `${did}#0` })
    .setIssuer(did)
    .setSubject(changes.subject ?? toDidJwk(key.jwk))
    .setExpirationTime(NOW / 1000 + 3600)
    .sign(issuer.privateKey);
  return await hold({ format: 'jwt_vc_json', credential, key });
}

const names = ['given_name', 'birth_date', 'portrait'];
const licenceQuery = {
  ...{ id: 'idv2', format: 'mso_mdoc', meta: { doctype_value: LICENCE } },
  claims: names.map((name) => ({ path: [LICENCE_NAMESPACE, name] })),
};
const cardQuery = {
  ...{ id: 'idv3', format: 'jwt_vc_json', meta: { type_values: [TYPES] } },
  claims: [{ path: ['credentialSubject', 'firstName'] }],
};
const identityQuery = { id: 'idv', format: 'dc+sd-jwt', meta: { vct_values: ['urn:x'] } };
const anyOf = (...credentials: readonly { readonly id: string }[]) => ({
  credentials,
  credential_sets: [{ options: credentials.map(({ id }) => [id]) }],
});

function select(query: unknown, cards: readonly CardFace[], now = NOW) {
  const parsed = parseQuery(query);
  return parsed && selectCredentials({ query: parsed, cards, now });
}

async function answer(card: CardFace, query: object, request = byAddress): Promise<Record<string, string[]>> {
  const [choice] = select(query, [card])?.[0] ?? [];
  const [candidate] = choice?.candidates ?? [];
  if (!choice || !candidate) throw new TypeError('nothing to answer with');
  const jwe = await createAnswer(request, new Map([[choice.queryId, candidate]]), NOW);
  const { plaintext } = await compactDecrypt(jwe, seal.privateKey);
  return JSON.parse(new TextDecoder().decode(plaintext)).vp_token;
}

describe('a driving licence', () => {
  test('shows the agreed elements and no other, signed for this question', async () => {
    const card = await holdLicence();
    const { idv2 = [] } = await answer(card, anyOf(identityQuery, licenceQuery));
    const thumbprint = base64url.decode(await calculateJwkThumbprint(byAddress.encryption.jwk));
    const { clientId, nonce } = byAddress;
    const responseUri = 'https://Verifier.example:443/answer/1';
    const transcriptFor = (changes: object = {}) =>
      SessionTranscript.forOid4Vp(
        { clientId, nonce, responseUri, jwkThumbprint: thumbprint, ...changes },
        createMdocContext(),
      );
    const [presentation = ''] = idv2;
    const good = await verifyMdoc({ presentation, sessionTranscript: await transcriptFor(), now: NOW });
    expect(good.failed.filter((check) => !/country/i.test(check))).toEqual([]);
    expect(Object.keys(good.elements).sort()).toEqual(['birth_date', 'given_name', 'portrait']);
    const other = await transcriptFor({ nonce: 'n-2' });
    expect((await verifyMdoc({ presentation, sessionTranscript: other, now: NOW })).failed).not.toEqual(
      good.failed,
    );
    // Without its algorithm a device signature is refused by careful verifiers.
    const signature =
      DeviceResponse.fromEncodedForOid4Vp(presentation).documents?.[0]?.deviceSigned.deviceAuth
        .deviceSignature;
    expect(signature?.signatureAlgorithmName).toBe('ES256');
  });

  test('by way of a browser is signed for its origin (OpenID4VP B.2.6.2)', async () => {
    const { idv2: [presentation = ''] = [] } = await answer(
      await holdLicence(),
      anyOf(licenceQuery),
      byBrowser,
    );
    const jwkThumbprint = base64url.decode(await calculateJwkThumbprint(byBrowser.encryption.jwk));
    const failedFor = async (origin: string) => {
      const info = { origin, nonce: byBrowser.nonce, jwkThumbprint };
      const sessionTranscript = await SessionTranscript.forOid4VpDcApi(info, createMdocContext());
      return (await verifyMdoc({ presentation, sessionTranscript, now: NOW })).failed;
    };
    const good = await failedFor('https://verifier.example');
    expect(good.filter((check) => !/country/i.test(check))).toEqual([]);
    expect(await failedFor('https://evil.example')).not.toEqual(good);
  });

  test('is read for the pages: names, dates, a picture, who issued it and until when', async () => {
    const card = await holdLicence();
    expect(card.claims[LICENCE_NAMESPACE]).toEqual({
      ...{ given_name: 'Mara', family_name: 'Lindqvist', document_number: 'D1', birth_date: '1988-04-12' },
      portrait: 'data:image/jpeg;base64,/9j/4A==',
    });
    expect([card.type, card.issuerName, card.expiresAt]).toEqual([
      LICENCE,
      'Licensing Office',
      NOW + 3_600_000,
    ]);
    expect(listRevealed({ card, paths: [[LICENCE_NAMESPACE, 'given_name']] })).toEqual([
      [LICENCE_NAMESPACE, 'given_name'],
    ]);
  });

  test('is no answer to a question for another document, or once it is over', async () => {
    const card = await holdLicence();
    expect(
      select({ credentials: [{ ...licenceQuery, meta: { doctype_value: 'org.example' } }] }, [card]),
    ).toBeUndefined();
    expect(select({ credentials: [licenceQuery] }, [card], NOW + 3_600_001)).toBeUndefined();
    expect(select({ credentials: [{ ...licenceQuery, meta: {} }] }, [card])).toBeUndefined();
  });
});

describe('a W3C credential', () => {
  test('is shown whole, in a presentation that its holder signed for this question', async () => {
    const card = await holdCard();
    const { idv3 = [] } = await answer(card, anyOf(identityQuery, licenceQuery, cardQuery));
    const [presentation = ''] = idv3;
    const { protectedHeader } = await compactVerify(
      presentation,
      await importJWK(card.held.key.jwk, 'ES256'),
    );
    const holder = toDidJwk(card.held.key.jwk);
    expect(protectedHeader).toEqual({ alg: 'ES256', typ: 'JWT', kid: `${holder}#0` });
    expect(decodeJwt(presentation)).toEqual({
      ...{ iss: holder, aud: 'x509_hash:abc', nonce: 'n-1', iat: NOW / 1000 },
      vp: {
        '@context': ['https://www.w3.org/2018/credentials/v1'],
        type: ['VerifiablePresentation'],
        verifiableCredential: [card.held.credential],
      },
    });
  });

  test('by way of a browser is for its origin, whoever signed the request (OpenID4VP A.4)', async () => {
    const { idv3: [presentation = ''] = [] } = await answer(await holdCard(), anyOf(cardQuery), byBrowser);
    expect(decodeJwt(presentation).aud).toBe('origin:https://verifier.example');
  });

  test('reveals everything, and the consent says so', async () => {
    const card = await holdCard();
    expect(listRevealed({ card, paths: [['credentialSubject', 'firstName']] })).toEqual([
      ['credentialSubject', 'firstName'],
      ['credentialSubject', 'lastName'],
      ['credentialSubject', 'dateOfBirth'],
    ]);
  });

  test('is no answer to a question for other types', async () => {
    const card = await holdCard();
    const meta = { type_values: [['VerifiableCredential', 'VerifiedEmployee']] };
    expect(select({ credentials: [{ ...cardQuery, meta }] }, [card])).toBeUndefined();
    expect(select({ credentials: [{ ...cardQuery, meta: {} }] }, [card])).toBeUndefined();
  });
});

describe('before it is kept', () => {
  const check = async (card: CardFace, changes: object = {}) =>
    await verifyIssued({
      ...{ format: card.held.format, credential: card.held.credential, expectedType: card.type },
      ...{ expectedHolder: card.held.key.jwk, now: NOW },
      ...changes,
    });

  test.each([
    ['a licence', holdLicence],
    ['a card', holdCard],
  ])('%s is checked: type, signature, key, end', async (_, holdOne) => {
    const card = await holdOne();
    expect(await check(card)).toBeUndefined();
    expect(await check(card, { credential: 'x' })).toBe('notACredential');
    expect(await check(card, { expectedType: 'other' })).toBe('wrongType');
    expect(await check(card, { expectedHolder: (await createHolderKey()).jwk })).toBe('notOurKey');
    expect(await check(card, { now: NOW + 3_600_001 })).toBe('alreadyExpired');
  });

  test('a signature that is not the issuer’s', async () => {
    const card = await holdCard();
    const [header, payload, signature = ''] = card.held.credential.split('.');
    const bent = signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`;
    expect(await check(card, { credential: [header, payload, bent].join('.') })).toBe('badIssuerSignature');
    const licence = await holdLicence();
    const bytes = base64url.decode(licence.held.credential);
    // The last bytes of IssuerSigned are the signature.
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    expect(await check(licence, { credential: base64url.encode(bytes) })).toBe('badIssuerSignature');
  });
});
