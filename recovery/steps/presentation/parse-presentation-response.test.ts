import { createCipheriv, createHash, diffieHellman, generateKeyPairSync } from 'node:crypto';
import { CompactEncrypt, CompactSign } from 'jose';
import { describe, expect, test } from 'vitest';
import { refuse } from '../../outcome.ts';
import { parsePlainResponse, parsePresentationResponse } from './parse-presentation-response.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const expectedKid = 'key-of-this-request';
const expectedState = 'state-of-this-request';
const content = { vp_token: { idv: ['issuer~disclosure~kb'] }, state: expectedState };

const seal = async (value: unknown, header: object = {}, key = publicKey) =>
  await new CompactEncrypt(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: expectedKid, ...header } as never)
    .encrypt(key);
const parse = (response: string) =>
  parsePresentationResponse({ response, decryptionKey: privateKey, expectedKid, expectedState });

/** A JWE made by hand, for headers and tags that jose will not write. */
function sealByHand(
  extraHeader: object,
  options: { tagLength?: number; ivLength?: number; epkExtra?: object } = {},
): string {
  const ephemeral = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const epk = { ...ephemeral.publicKey.export({ format: 'jwk' }), ...options.epkExtra };
  const header = { alg: 'ECDH-ES', enc: 'A128GCM', kid: expectedKid, epk, ...extraHeader };
  const protectedHeader = Buffer.from(JSON.stringify(header)).toString('base64url');
  const z = diffieHellman({ privateKey: ephemeral.privateKey, publicKey });
  const otherInfo = Buffer.from('\0\0\0\x07A128GCM\0\0\0\0\0\0\0\0\0\0\0\x80', 'latin1');
  const round = Buffer.concat([Buffer.from([0, 0, 0, 1]), z, otherInfo]);
  const key = createHash('sha256').update(round).digest().subarray(0, 16);
  const iv = Buffer.alloc(options.ivLength ?? 12, 7);
  const cipher = createCipheriv('aes-128-gcm', key, iv).setAAD(Buffer.from(protectedHeader));
  const ciphertext = Buffer.concat([cipher.update(JSON.stringify(content)), cipher.final()]);
  const tag = cipher.getAuthTag().subarray(0, options.tagLength ?? 16);
  return [protectedHeader, '', ...[iv, ciphertext, tag].map((bytes) => bytes.toString('base64url'))].join(
    '.',
  );
}

describe('an answer encrypted by jose', () => {
  test.each(['A128GCM', 'A256GCM'])('with %s is read', async (enc) => {
    expect(parse(await seal(content, { enc }))).toEqual({ kind: 'parsed', vpToken: content.vp_token });
  });

  test('handed over by a browser has no state, and what one may be there says nothing (A.2)', async () => {
    const { vp_token } = content;
    for (const answer of [{ vp_token }, { vp_token, state: 'anything' }]) {
      const response = await seal(answer);
      expect(
        parsePresentationResponse({ response, decryptionKey: privateKey, expectedKid, expectedState: null }),
      ).toEqual({ kind: 'parsed', vpToken: vp_token });
    }
  });

  test('with apu and apv is read', async () => {
    const compact = await new CompactEncrypt(Buffer.from(JSON.stringify(content)))
      .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: expectedKid })
      .setKeyManagementParameters({ apu: Buffer.from('wallet'), apv: Buffer.from('nonce') })
      .encrypt(publicKey);
    expect(parse(compact)).toEqual({ kind: 'parsed', vpToken: content.vp_token });
  });

  test('with members that we do not know is read (OpenID4VP 8.1)', async () => {
    expect(parse(await seal({ ...content, iss: 'x', expires_in: 5 }))).toMatchObject({ kind: 'parsed' });
  });

  test.each([
    ['not JSON', '{', refuse('responseMalformed', { reason: 'json' })],
    ['a list', [content], refuse('responseMalformed', { reason: 'json' })],
    ['another state (T13)', { ...content, state: `${expectedState}x` }, refuse('stateMismatch')],
    ['no state', { vp_token: content.vp_token }, refuse('stateMismatch')],
    ['state not text', { ...content, state: [expectedState] }, refuse('stateMismatch')],
    ['no vp_token', { state: expectedState }, refuse('responseMalformed', { reason: 'vp_token' })],
    ['vp_token as text', { ...content, vp_token: 'x' }, refuse('responseMalformed', { reason: 'vp_token' })],
    [
      'vp_token of a draft',
      { ...content, vp_token: { idv: 'x' } },
      refuse('responseMalformed', { reason: 'vp_token' }),
    ],
    [
      'no presentation',
      { ...content, vp_token: { idv: [] } },
      refuse('responseMalformed', { reason: 'vp_token' }),
    ],
    [
      'presentation an object',
      { ...content, vp_token: { idv: [{}] } },
      refuse('responseMalformed', { reason: 'vp_token' }),
    ],
    [
      'a crowd',
      { ...content, vp_token: { idv: Array(9).fill('x') } },
      refuse('responseMalformed', { reason: 'vp_token' }),
    ],
    [
      'the person said no',
      { error: 'access_denied', state: expectedState },
      refuse('walletDeclined', { error: 'access_denied' }),
    ],
    [
      'free text as error',
      { error: 'Mara <b>', state: expectedState },
      refuse('walletDeclined', { error: 'unreadable' }),
    ],
    ['an error for another request', { error: 'access_denied', state: 'x' }, refuse('stateMismatch')],
  ])('is refused: %s', async (_title, value, refusal) => {
    expect(parse(await seal(value))).toEqual(refusal);
  });

  test('is refused for another kid, and without one (T4)', async () => {
    expect(parse(await seal(content, { kid: 'other' }))).toEqual(refuse('responseHeader'));
    expect(parse(await seal(content, { kid: undefined }))).toEqual(refuse('responseHeader'));
  });

  test.each(['A192GCM', 'A128CBC-HS256', 'A256CBC-HS512'])('is refused with %s', async (enc) => {
    expect(parse(await seal(content, { enc }))).toEqual(refuse('responseHeader'));
  });

  test('is refused with a wrapped key', async () => {
    expect(parse(await seal(content, { alg: 'ECDH-ES+A128KW' }))).toEqual(refuse('responseHeader'));
  });

  test('is refused when made for another key', async () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    expect(parse(await seal(content, {}, other.publicKey))).toEqual(refuse('responseUndecryptable'));
  });

  test('is refused after any change to any part', async () => {
    const parts = (await seal(content)).split('.');
    for (const [index, part] of parts.entries()) {
      const changed = part === '' ? 'AAAA' : `${part[0] === 'A' ? 'B' : 'A'}${part.slice(1)}`;
      expect(parse(parts.with(index, changed).join('.'))).toMatchObject({ kind: 'refused' });
      if (part !== '')
        expect(parse(parts.with(index, `${part}=`).join('.'))).toMatchObject({ kind: 'refused' });
    }
  });
});

describe('an answer made by hand', () => {
  test('is read when all is right: the cases below differ in one thing', () => {
    expect(parse(sealByHand({}))).toEqual({ kind: 'parsed', vpToken: content.vp_token });
  });

  test.each([
    ['compressed', { zip: 'DEF' }],
    ['with a critical header', { crit: ['exp'] }],
    ['epk of another type', { epk: { kty: 'OKP', crv: 'X25519', x: 'AAAA' } }],
    ['epk missing', { epk: undefined }],
    ['apu not base64url', { apu: '=' }],
    ['apv not text', { apv: 7 }],
    ['dir', { alg: 'dir' }],
  ])('is refused: %s', (_title, header) => {
    expect(parse(sealByHand(header))).toEqual(refuse('responseHeader'));
  });

  test('is refused: epk off the curve (invalid-curve attack)', () => {
    expect(parse(sealByHand({}, { epkExtra: { y: 'A'.repeat(43) } }))).toEqual(refuse('responseHeader'));
  });

  test.each([4, 8, 12, 15])('is refused: tag of %i bytes, though OpenSSL would take it', (tagLength) => {
    expect(parse(sealByHand({}, { tagLength }))).toEqual(refuse('responseUndecryptable'));
  });

  test('is refused: iv of 16 bytes', () => {
    expect(parse(sealByHand({}, { ivLength: 16 }))).toEqual(refuse('responseUndecryptable'));
  });

  test('is refused: an encrypted key where there is none', () => {
    const [header, , ...rest] = sealByHand({}).split('.');
    expect(parse([header, 'AAAA', ...rest].join('.'))).toEqual(refuse('responseHeader'));
  });
});

describe('what is no JWE', () => {
  test('signed only, under the sender’s own key: accepted elsewhere, not here', async () => {
    const signer = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwk = signer.publicKey.export({ format: 'jwk' });
    const signed = await new CompactSign(Buffer.from(JSON.stringify(content)))
      .setProtectedHeader({ alg: 'ES256', jwk, kid: expectedKid })
      .sign(signer.privateKey);
    expect(parse(signed)).toEqual(refuse('responseNotEncrypted'));
  });

  test.each(['', JSON.stringify(content), 'a.b.c.d', 'a.b.c.d.e.f'])('%j', (text) => {
    expect(parse(text)).toEqual(refuse('responseNotEncrypted'));
  });

  test('five parts of nothing', () => {
    expect(parse('....')).toEqual(refuse('responseHeader'));
  });

  test('more than a megabyte, before it is decoded', () => {
    expect(parse('x'.repeat(1_000_001))).toEqual(refuse('responseTooLarge'));
    expect(parse('x'.repeat(1_000_000))).toEqual(refuse('responseNotEncrypted'));
  });
});

describe('an answer in plain, to a request that offered no key (8.2)', () => {
  const vpToken = JSON.stringify(content.vp_token);
  const plain = (fields: { vpToken?: string; state?: string | undefined }) =>
    parsePlainResponse({ vpToken, state: expectedState, ...fields, expectedState });

  test('is read', () => {
    expect(plain({})).toEqual({ kind: 'parsed', vpToken: content.vp_token });
  });

  test.each([
    ['another state (T13)', { state: `${expectedState}x` }, refuse('stateMismatch')],
    ['no state', { state: undefined }, refuse('stateMismatch')],
    ['not JSON', { vpToken: '{' }, refuse('responseMalformed', { reason: 'vp_token' })],
    [
      'JSON in JSON',
      { vpToken: JSON.stringify(vpToken) },
      refuse('responseMalformed', { reason: 'vp_token' }),
    ],
    ['an encrypted answer', { vpToken: 'a.b.c.d.e' }, refuse('responseMalformed', { reason: 'vp_token' })],
    ['no presentation', { vpToken: '{"idv":[]}' }, refuse('responseMalformed', { reason: 'vp_token' })],
    ['more than a megabyte', { vpToken: 'x'.repeat(1_000_001) }, refuse('responseTooLarge')],
    ['whatever comes with another state', { vpToken: '{', state: 'x' }, refuse('stateMismatch')],
  ])('is refused: %s', (_title, fields, refusal) => {
    expect(plain(fields)).toEqual(refusal);
  });
});
