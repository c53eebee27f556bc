import { hash } from 'node:crypto';
import { CborTag, type CborValue, decodeCbor, wrapCbor } from '../../cose/index.ts';
import { isMap, type ParsedDocument } from './parse-device-response.ts';
import type { SecurityObject } from './parse-security-object.ts';

/** Shorter salts could be guessed together with their values (ISO/IEC 18013-5, 9.1.2.5). */
const shortestRandom = 16;
const maximumElements = 256;
const fullDate = 1004;

export type ElementProblem =
  | 'malformed'
  | 'tooMany'
  | 'salt'
  | 'namespace'
  | 'digest'
  | 'repeatedDigest'
  | 'collision';

/** Namespace → element → value, without prototypes. */
export type Elements = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * The elements that a document shows, each proven by its digest in the security object (ISO/IEC 18013-5, 9.3.1), or why
 * they are not acceptable. The security object's signature is the caller's to verify.
 */
export function resolveElements(
  issuerSigned: ParsedDocument['issuerSigned'],
  securityObject: Pick<SecurityObject, 'digests' | 'digestAlgorithm'>,
): { readonly elements: Elements } | ElementProblem {
  const elements: Record<string, Record<string, unknown>> = Object.create(null);
  let count = 0;
  for (const [namespace, items] of issuerSigned) {
    count += items.length;
    if (count > maximumElements) return 'tooMany';
    const digests = securityObject.digests.get(namespace);
    if (!isMap(digests)) return 'namespace';
    const shown: Record<string, unknown> = Object.create(null);
    const used = new Set<number>();
    for (const content of items) {
      const item = readItem(content);
      if (typeof item === 'string') return item;
      // One digest for one element: otherwise one of the two was never counted by the issuer.
      if (used.has(item.digestId)) return 'repeatedDigest';
      used.add(item.digestId);
      const digest = digests.get(item.digestId);
      const own = hash(securityObject.digestAlgorithm, wrapCbor(content), 'buffer');
      if (!(digest instanceof Uint8Array) || !own.equals(digest)) return 'digest';
      if (item.name in shown) return 'collision';
      shown[item.name] = toClaim(item.value);
    }
    elements[namespace] = shown;
  }
  return { elements };
}

function readItem(
  content: Uint8Array,
): { readonly digestId: number; readonly name: string; readonly value: CborValue } | 'malformed' | 'salt' {
  const item = decodeCbor(content);
  if (!isMap(item) || item.size !== 4) return 'malformed';
  const digestId = item.get('digestID');
  const random = item.get('random');
  const name = item.get('elementIdentifier');
  const value = item.get('elementValue');
  if (typeof digestId !== 'number' || digestId < 0 || typeof name !== 'string' || value === undefined) {
    return 'malformed';
  }
  if (!(random instanceof Uint8Array) || random.length < shortestRandom) return 'salt';
  return { digestId, name, value };
}

/** As the claim vocabulary wants it: dates and text as text, pictures as base64; the rest as it is. */
function toClaim(value: CborValue): unknown {
  if (value instanceof CborTag) {
    return value.tag === fullDate && typeof value.value === 'string' ? value.value : undefined;
  }
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  return value;
}
