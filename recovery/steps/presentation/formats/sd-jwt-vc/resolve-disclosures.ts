import { hash } from 'node:crypto';
import { decodeBase64url, isJsonObject, type JsonObject, parseJson } from '../../json-web/index.ts';

/** Deeper than any credential; shallower than the stack. */
const maximumDepth = 32;

/** Names that only the format itself may use (RFC 9901, 4.2.1). */
const reservedNames: readonly string[] = ['_sd', '...', '_sd_alg'];

/** Must stand in the issuer's plain payload (SD-JWT VC, 2.2.2.2): a holder who could withhold or add them would steer the checks. */
const neverDisclosed: readonly string[] = [
  'iss',
  'nbf',
  'exp',
  'cnf',
  'vct',
  'vct#integrity',
  'aka_vcts',
  'status',
];

export type DisclosureProblem =
  | 'algorithm'
  | 'malformed'
  | 'digest'
  | 'repeatedDigest'
  | 'arity'
  | 'salt'
  | 'claimName'
  | 'registeredClaim'
  | 'collision'
  | 'placeholder'
  | 'reservedName'
  | 'depth'
  | 'unreferenced';

/** Carries a problem out of the recursion; never leaves this file. */
class InvalidDisclosure extends Error {
  readonly problem: DisclosureProblem;

  constructor(problem: DisclosureProblem) {
    super(problem);
    this.problem = problem;
  }
}

/**
 * The claims of an SD-JWT with its disclosures put in place, or why they are not acceptable
 * (RFC 9901, 7.1 step 3: every MUST-reject). The payload's signature must be verified first or afterwards by the caller.
 * Objects in the result have no prototype, so a claim named `__proto__` is just a claim.
 */
export function resolveDisclosures(
  payload: JsonObject,
  disclosures: readonly string[],
): { readonly claims: JsonObject } | DisclosureProblem {
  try {
    return { claims: resolve(payload, disclosures) };
  } catch (error) {
    if (error instanceof InvalidDisclosure) return error.problem;
    throw error;
  }
}

function resolve(payload: JsonObject, disclosures: readonly string[]): JsonObject {
  if (payload._sd_alg !== undefined && payload._sd_alg !== 'sha-256')
    throw new InvalidDisclosure('algorithm');
  const unused = new Map(
    disclosures.map((text) => [hash('sha256', text, 'base64url'), readDisclosure(text)]),
  );
  // The same disclosure twice would hide behind one digest.
  if (unused.size !== disclosures.length) throw new InvalidDisclosure('unreferenced');
  const { _sd_alg, ...root } = payload;
  const claims = resolveObject(root, { unused, seen: new Set(), depth: 0 });
  // What no digest points to was not signed by the issuer.
  if (unused.size > 0) throw new InvalidDisclosure('unreferenced');
  return claims;
}

interface Progress {
  /** Digest → disclosure that no digest has claimed yet. */
  readonly unused: Map<string, readonly unknown[]>;
  readonly seen: Set<string>;
  readonly depth: number;
}

function readDisclosure(text: string): readonly unknown[] {
  const bytes = decodeBase64url(text);
  const value = bytes && parseJson(bytes);
  if (!Array.isArray(value)) throw new InvalidDisclosure('malformed');
  return value;
}

/** Takes the disclosure behind a digest; `undefined` for a decoy or a withheld one. */
function takeDisclosure(digest: unknown, arity: 2 | 3, progress: Progress): readonly unknown[] | undefined {
  if (typeof digest !== 'string') throw new InvalidDisclosure('digest');
  if (progress.seen.has(digest)) throw new InvalidDisclosure('repeatedDigest');
  progress.seen.add(digest);
  const disclosure = progress.unused.get(digest);
  progress.unused.delete(digest);
  if (disclosure === undefined) return undefined;
  if (disclosure.length !== arity) throw new InvalidDisclosure('arity');
  if (typeof disclosure[0] !== 'string') throw new InvalidDisclosure('salt');
  return disclosure;
}

function resolveValue(value: unknown, above: Progress): unknown {
  const progress = { ...above, depth: above.depth + 1 };
  if (progress.depth > maximumDepth) throw new InvalidDisclosure('depth');
  if (Array.isArray(value)) return value.flatMap((element) => resolveElement(element, progress));
  return isJsonObject(value) ? resolveObject(value, progress) : value;
}

function resolveElement(element: unknown, progress: Progress): readonly unknown[] {
  if (!isJsonObject(element) || !Object.hasOwn(element, '...')) return [resolveValue(element, progress)];
  if (Object.keys(element).length !== 1) throw new InvalidDisclosure('placeholder');
  const disclosure = takeDisclosure(element['...'], 2, progress);
  return disclosure === undefined ? [] : [resolveValue(disclosure[1], progress)];
}

function resolveObject(object: JsonObject, progress: Progress): JsonObject {
  const { _sd: digests = [], ...plain } = object;
  // `_sd_alg` belongs to the top level alone, where it is gone by now (RFC 9901, 4.1.1).
  if (!Array.isArray(digests)) throw new InvalidDisclosure('digest');
  if ('...' in plain || '_sd_alg' in plain) throw new InvalidDisclosure('reservedName');
  const claims: Record<string, unknown> = Object.create(null);
  for (const [name, value] of Object.entries(plain)) claims[name] = resolveValue(value, progress);
  for (const digest of digests) {
    const disclosure = takeDisclosure(digest, 3, progress);
    if (disclosure === undefined) continue;
    const name = disclosure[1];
    if (typeof name !== 'string' || reservedNames.includes(name)) throw new InvalidDisclosure('claimName');
    if (progress.depth === 0 && neverDisclosed.includes(name)) throw new InvalidDisclosure('registeredClaim');
    if (name in claims) throw new InvalidDisclosure('collision');
    claims[name] = resolveValue(disclosure[2], progress);
  }
  return claims;
}
