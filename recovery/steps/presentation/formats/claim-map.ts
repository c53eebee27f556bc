import type { ClaimField } from '../asked-claims.ts';

/** From the top: names of JSON members, or namespace and element of an mdoc. */
export type ClaimPath = readonly string[];

/** Where each field of our vocabulary stands in a credential of one type; the first path that leads to something counts. */
export type ClaimMap = Readonly<Record<ClaimField, readonly ClaimPath[]>>;

/** The value at a path, or `undefined`. Own members only. */
export function readPath(claims: unknown, path: ClaimPath): unknown {
  return path.reduce<unknown>((at, name) => {
    if (typeof at !== 'object' || at === null || Array.isArray(at)) return undefined;
    return Object.hasOwn(at, name) ? (at as Record<string, unknown>)[name] : undefined;
  }, claims);
}
