import type { KeyObject } from 'node:crypto';
import { verifyEs256 } from '../json-web/index.ts';
import { encodeCbor } from './encode-cbor.ts';
import { type CoseSign1, coseHeader } from './parse-cose-sign1.ts';

const es256 = -7;
const nothing = new Uint8Array();

/** One algorithm and no other; absent is not "whatever fits the key" (T6). */
export function isEs256(sign1: CoseSign1): boolean {
  return sign1.protectedHeader.get(coseHeader.algorithm) === es256;
}

/**
 * ES256 over the Sig_structure (RFC 9052, 4.4). The caller has seen to `isEs256`.
 *
 * @param signed.payload what was signed: the message's own payload, or the detached one that the caller expects
 */
export function verifyCoseSign1(signed: {
  readonly sign1: CoseSign1;
  readonly payload: Uint8Array;
  readonly key: KeyObject;
}): boolean {
  const { sign1, payload, key } = signed;
  const signingInput = encodeCbor(['Signature1', sign1.protectedBytes, nothing, payload]);
  return verifyEs256({ signingInput, signature: sign1.signature, key });
}
