import type { KeyObject } from 'node:crypto';
import { isJsonObject, parseEncodedObject, parseEs256Key } from '../json-web/index.ts';
import type { IssuerKeys } from './issuer-keys.ts';

/** An issuer may change keys: a document kept longer than this is fetched again. */
const keepForMs = 60 * 60_000;

/** A DID URL split at its fragment. The fragment may be missing. */
export function splitDidUrl(url: unknown): { readonly did: string; readonly fragment: string } | undefined {
  if (typeof url !== 'string' || !url.startsWith('did:')) return undefined;
  const [did = '', fragment = '', ...more] = url.split('#');
  return more.length > 0 ? undefined : { did, fragment };
}

/**
 * The key that a `did:jwk` is (did:jwk, "Read"), or `undefined`. Its only fragment is `0`.
 */
export function readDidJwk(url: string): KeyObject | undefined {
  const { did = '', fragment = '' } = splitDidUrl(url) ?? {};
  if (!did.startsWith('did:jwk:') || (fragment !== '' && fragment !== '0')) return undefined;
  return parseEs256Key(parseEncodedObject(did.slice('did:jwk:'.length)));
}

/**
 * The key behind a DID URL of an issuer. `undefined`: the DID has no such key. 'unavailable': its document cannot be had, so
 * nobody knows. A key that a kept document lacks is looked for once in a fresh one: issuers change keys.
 *
 * @param question.now epoch milliseconds
 */
export async function findDidKey(question: {
  readonly url: string;
  readonly issuerKeys: IssuerKeys;
  readonly now: number;
}): Promise<KeyObject | undefined | 'unavailable'> {
  const { url, issuerKeys, now } = question;
  const { did, fragment } = splitDidUrl(url) ?? {};
  if (did === undefined || fragment === undefined) return undefined;
  if (did.startsWith('did:jwk:')) return readDidJwk(url);
  if (!did.startsWith('did:web:') || fragment === '') return undefined;
  const kept = await issuerKeys.readDocument({ did, notBefore: now - keepForMs });
  if (kept === null) return 'unavailable';
  const key = readDocumentKey(kept.document, { did, fragment });
  if (key !== undefined || kept.fetchedAt >= now) return key;
  const fresh = await issuerKeys.readDocument({ did, notBefore: kept.fetchedAt + 1 });
  return fresh === null ? undefined : readDocumentKey(fresh.document, { did, fragment });
}

function readDocumentKey(
  document: unknown,
  { did, fragment }: { readonly did: string; readonly fragment: string },
): KeyObject | undefined {
  // A document that says it is somebody else's (DID Core, 5.1.1).
  if (!isJsonObject(document) || document.id !== did) return undefined;
  const isNamed = (id: unknown) => id === `${did}#${fragment}` || id === `#${fragment}`;
  const { verificationMethod: methods, assertionMethod: assertions } = document;
  if (!Array.isArray(methods) || !Array.isArray(assertions) || !assertions.some(isNamed)) return undefined;
  const found = methods.filter((method) => isJsonObject(method) && isNamed(method.id));
  const [method] = found;
  // Two keys of one name: which of them was meant?
  if (found.length !== 1 || method.controller !== did) return undefined;
  return readKeyOnce(method.publicKeyJwk);
}

/** Reading a key is arithmetic over its coordinates and holds as long as the document does. Whether it counts is asked anew each time. */
const knownKeys = new WeakMap<object, KeyObject>();

function readKeyOnce(jwk: unknown): KeyObject | undefined {
  if (!isJsonObject(jwk)) return undefined;
  const key = knownKeys.get(jwk) ?? parseEs256Key(jwk);
  if (key !== undefined) knownKeys.set(jwk, key);
  return key;
}
