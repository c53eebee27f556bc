import { type CborMap, type CborValue, decodeCbor } from './decode-cbor.ts';

export const coseHeader = { algorithm: 1, critical: 2, type: 16, x5chain: 33 } as const;

/** A COSE_Sign1 as it was written; nothing of it is verified. */
export interface CoseSign1 {
  /** Exactly the bytes that are signed. */
  readonly protectedBytes: Uint8Array;
  readonly protectedHeader: CborMap;
  readonly unprotectedHeader: CborMap;
  /** Null: detached, the caller knows what was signed. */
  readonly payload: Uint8Array | null;
  readonly signature: Uint8Array;
}

/**
 * Shape of an untagged COSE_Sign1 (RFC 9052, 4.2), or `undefined`. The algorithm stands in the protected header or nowhere:
 * what the signature does not cover decides nothing. `crit` is not accepted, because we understand no critical header
 * (RFC 9052, 3.1).
 */
export function parseCoseSign1(value: CborValue | undefined): CoseSign1 | undefined {
  if (!Array.isArray(value) || value.length !== 4) return undefined;
  const [protectedBytes, unprotectedHeader, payload, signature] = value as CborValue[];
  if (!(protectedBytes instanceof Uint8Array) || !(signature instanceof Uint8Array)) return undefined;
  if (!(unprotectedHeader instanceof Map)) return undefined;
  if (payload !== null && !(payload instanceof Uint8Array)) return undefined;
  const protectedHeader = decodeCbor(protectedBytes);
  if (!(protectedHeader instanceof Map)) return undefined;
  if (protectedHeader.has(coseHeader.critical)) return undefined;
  if (unprotectedHeader.has(coseHeader.critical) || unprotectedHeader.has(coseHeader.algorithm))
    return undefined;
  return { protectedBytes, protectedHeader, unprotectedHeader, payload, signature };
}

/** Certificates of `x5chain`, DER, leaf first (RFC 9360, 2): one byte string, or an array of two and more. */
export function readX5chain(sign1: CoseSign1): readonly Uint8Array[] | undefined {
  const value = sign1.unprotectedHeader.get(coseHeader.x5chain);
  if (value instanceof Uint8Array) return [value];
  if (!Array.isArray(value) || value.length < 2) return undefined;
  return value.every((each): each is Uint8Array => each instanceof Uint8Array) ? value : undefined;
}
