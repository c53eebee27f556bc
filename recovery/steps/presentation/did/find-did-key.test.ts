import { describe, expect, test } from 'vitest';
import { createJwtVcScene, didJwkOf, issuerDid, makeKeys, now, publicJwk } from '../fixtures/index.ts';
import { findDidKey, readDidJwk, splitDidUrl } from './find-did-key.ts';

const { document, issuer } = await createJwtVcScene();
const other = await makeKeys();
const url = `${issuerDid}#key-1`;
const [method] = document.verificationMethod as [Record<string, unknown>];
const [ownJwk, otherJwk, p384Jwk] = [
  await publicJwk(issuer),
  await publicJwk(other),
  await publicJwk(await makeKeys('P-384')),
];
const find = async (changes: object, fetchedAt = now) =>
  await findDidKey({
    ...{ url, now },
    issuerKeys: { readDocument: async () => ({ document: { ...document, ...changes }, fetchedAt }) },
  });
const jwkOf = (key: Awaited<ReturnType<typeof findDidKey>>) =>
  key === undefined || key === 'unavailable' ? key : key.export({ format: 'jwk' });

describe('did:web', () => {
  test('a key that the document lists, by its whole name or by its fragment', async () => {
    expect(jwkOf(await find({}))).toEqual(ownJwk);
    const short = { ...method, id: '#key-1' };
    expect(jwkOf(await find({ verificationMethod: [short], assertionMethod: ['#key-1'] }))).toEqual(
      await publicJwk(issuer),
    );
  });

  test.each<[string, object]>([
    ['a document of somebody else', { id: 'did:web:other.example' }],
    ['a key that is not for assertions', { assertionMethod: [] }],
    ['a document without assertions', { assertionMethod: undefined }],
    ['a document without keys', { verificationMethod: undefined }],
    ['two keys of one name', { verificationMethod: [method, { ...method, publicKeyJwk: otherJwk }] }],
    [
      'a key of another controller',
      { verificationMethod: [{ ...method, controller: 'did:web:other.example' }] },
    ],
    ['a key that is no P-256', { verificationMethod: [{ ...method, publicKeyJwk: p384Jwk }] }],
    [
      'a key with its private part',
      { verificationMethod: [{ ...method, publicKeyJwk: { ...ownJwk, d: 'x' } }] },
    ],
    ['a key without itself', { verificationMethod: [{ ...method, publicKeyJwk: undefined }] }],
  ])('refuses %s', async (_, changes) => {
    expect(await find(changes)).toBeUndefined();
  });

  test('a key that a kept document lacks is looked for in a fresh one, once', async () => {
    const asked: number[] = [];
    const kept = { ...document, verificationMethod: [] };
    const readDocument = async ({ notBefore }: { notBefore: number }) => {
      asked.push(notBefore);
      return notBefore > now - 60_000
        ? { document, fetchedAt: now }
        : { document: kept, fetchedAt: now - 60_000 };
    };
    expect(jwkOf(await findDidKey({ url, now, issuerKeys: { readDocument } }))).toEqual(ownJwk);
    expect(asked).toEqual([now - 3_600_000, now - 60_000 + 1]);
  });

  test('that cannot be had is not the same as one without the key', async () => {
    const issuerKeys = { readDocument: async () => null };
    expect(await findDidKey({ url, now, issuerKeys })).toBe('unavailable');
  });
});

describe('did:jwk', () => {
  test('is its key', async () => {
    const did = await didJwkOf(other);
    expect(readDidJwk(did)?.export({ format: 'jwk' })).toEqual(otherJwk);
    expect(readDidJwk(`${did}#0`)?.export({ format: 'jwk' })).toEqual(otherJwk);
    expect(readDidJwk(`${did}#1`)).toBeUndefined();
    expect(readDidJwk(`${did}=`)).toBeUndefined();
    expect(readDidJwk('did:jwk:e30')).toBeUndefined();
    expect(readDidJwk('did:web:x')).toBeUndefined();
  });
});

test('other methods, and what is no DID, have no keys', async () => {
  const issuerKeys = { readDocument: async () => null };
  for (const each of ['did:key:z6Mk#z6Mk', issuerDid, 'https://id.issuer.example#key-1', '']) {
    expect(await findDidKey({ url: each, now, issuerKeys })).toBeUndefined();
  }
  expect(splitDidUrl('did:web:x#a#b')).toBeUndefined();
  expect(splitDidUrl(7)).toBeUndefined();
});
