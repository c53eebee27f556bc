import { base64url, decodeProtectedHeader } from 'jose';
import { parseJsonObject } from '../network/index.ts';

export interface Disclosure {
  /** As it stands in the credential. */
  readonly encoded: string;
  /** Where its claim ends up: names, and positions in arrays. */
  readonly path: readonly (string | number)[];
}

export interface SdJwt {
  /** The issuer-signed JWT, first part of the credential. */
  readonly issuerJwt: string;
  readonly header: Readonly<Record<string, unknown>>;
  readonly disclosures: readonly Disclosure[];
  /** The payload with every disclosure in its place. Not verified. */
  readonly claims: Readonly<Record<string, unknown>>;
}

/**
 * Reads an issued SD-JWT (RFC 9901 section 7.1, steps 3 to 5): every disclosure must be referenced once, and only
 * once. Checks no signature. `undefined` when the text is no well-formed SD-JWT, or carries a key binding.
 */
export async function parseSdJwt(text: string): Promise<SdJwt | undefined> {
  try {
    return await read(text);
  } catch {
    return undefined;
  }
}

interface Open {
  readonly encoded: string;
  readonly parts: readonly unknown[];
}

async function read(text: string): Promise<SdJwt> {
  const [issuerJwt = '', ...rest] = text.split('~');
  if (rest.pop() !== '') throw new Error('no trailing tilde');
  const payload = parseJsonObject(decode(issuerJwt.split('.')[1] ?? ''));
  if (!payload) throw new Error('payload');
  if (payload._sd_alg !== undefined && payload._sd_alg !== 'sha-256') throw new Error('_sd_alg');

  const open = new Map<string, Open>();
  for (const encoded of rest) {
    const parts: unknown = JSON.parse(decode(encoded));
    const digest = await sha256(encoded);
    if (!Array.isArray(parts) || typeof parts[0] !== 'string' || open.has(digest))
      throw new Error('disclosure');
    open.set(digest, { encoded, parts });
  }

  const disclosures: Disclosure[] = [];
  const take = takeOnce(open);
  const claims = resolveObject(payload, [], { take, disclosures }) as Record<string, unknown>;
  if (open.size > 0) throw new Error('a disclosure that nothing refers to');
  return { issuerJwt, header: decodeProtectedHeader(issuerJwt), disclosures, claims };
}

interface Resolving {
  readonly take: (digest: unknown, arity: 2 | 3) => Open | undefined;
  readonly disclosures: Disclosure[];
}

function takeOnce(open: Map<string, Open>): Resolving['take'] {
  const seen = new Set<string>();
  return (digest, arity) => {
    if (typeof digest !== 'string' || seen.has(digest)) throw new Error('digest');
    seen.add(digest);
    const found = open.get(digest);
    open.delete(digest);
    if (found && found.parts.length !== arity) throw new Error('disclosure shape');
    return found;
  };
}

function resolve(value: unknown, path: Disclosure['path'], state: Resolving): unknown {
  if (Array.isArray(value)) return resolveArray(value, path, state);
  if (typeof value === 'object' && value !== null)
    return resolveObject(value as Record<string, unknown>, path, state);
  return value;
}

function resolveArray(elements: readonly unknown[], path: Disclosure['path'], state: Resolving): unknown[] {
  const resolved: unknown[] = [];
  for (const element of elements) {
    const here = [...path, resolved.length];
    if (typeof element !== 'object' || element === null || !Object.hasOwn(element, '...')) {
      resolved.push(resolve(element, here, state));
      continue;
    }
    if (Object.keys(element).length !== 1) throw new Error('array placeholder');
    const found = state.take((element as Record<string, unknown>)['...'], 2);
    if (!found) continue;
    state.disclosures.push({ encoded: found.encoded, path: here });
    resolved.push(resolve(found.parts[1], here, state));
  }
  return resolved;
}

function resolveObject(object: Record<string, unknown>, path: Disclosure['path'], state: Resolving): unknown {
  const { _sd: digests = [], _sd_alg, ...plain } = object;
  if (!Array.isArray(digests) || Object.hasOwn(plain, '...')) throw new Error('reserved name');
  if (_sd_alg !== undefined && path.length > 0) throw new Error('_sd_alg below the top');
  const resolved: Record<string, unknown> = Object.create(null);
  for (const [name, value] of Object.entries(plain)) resolved[name] = resolve(value, [...path, name], state);
  for (const digest of digests) {
    const found = state.take(digest, 3);
    if (!found) continue;
    const [, name, value] = found.parts;
    if (typeof name !== 'string' || name === '_sd' || name === '...' || name in resolved)
      throw new Error('name');
    state.disclosures.push({ encoded: found.encoded, path: [...path, name] });
    resolved[name] = resolve(value, [...path, name], state);
  }
  return resolved;
}

function decode(text: string): string {
  const bytes = base64url.decode(text);
  // Lenient decoders let one text stand for another; the digest is over the text.
  if (base64url.encode(bytes) !== text) throw new Error('base64url');
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

async function sha256(text: string): Promise<string> {
  return base64url.encode(
    new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))),
  );
}
