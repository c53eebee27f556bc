import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { CompactSign, compactVerify, importJWK, type JWK } from 'jose';
import { type Receipt, receiptShape } from './receipt.ts';

/** A kind of its own: no receipt can be passed off as another of our signed things (RFC 8725, 3.11). */
const receiptType = 'regain-receipt+jwt';

/** The key that signs receipts, derived for nothing else, and what the world may know of it. */
export interface ReceiptKey {
  readonly privateKey: KeyObject;
  readonly publicJwk: JWK & { readonly kid: string };
}

/** `seed`: 32 bytes, derived from the master key for this purpose only (D5). */
export function createReceiptKey(seed: Uint8Array): ReceiptKey {
  if (seed.length !== 32) throw new TypeError('a receipt key is made of 32 bytes');
  // RFC 8410: a PKCS#8 wrapper of fixed bytes around the 32-byte seed.
  const key = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  // RFC 7638, with the members that RFC 8037 names for this kind of key.
  const thumbprint = createHash('sha256').update(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }));
  const kid = thumbprint.digest('base64url');
  return { privateKey, publicJwk: { kty: 'OKP', crv: 'Ed25519', x, kid, alg: 'EdDSA', use: 'sig' } };
}

/** A compact JWS. The same receipt gives the same text: Ed25519 draws nothing. */
export async function signReceipt(receipt: Receipt, { privateKey, publicJwk }: ReceiptKey): Promise<string> {
  const content = new TextEncoder().encode(JSON.stringify(receipt));
  return await new CompactSign(content)
    .setProtectedHeader({ alg: 'EdDSA', typ: receiptType, kid: publicJwk.kid })
    .sign(privateKey);
}

/** Null unless one of these keys signed exactly this as a receipt. */
export async function verifyReceipt(text: string, keys: readonly JWK[]): Promise<Receipt | null> {
  for (const jwk of keys) {
    try {
      const key = await importJWK(jwk, 'EdDSA');
      const { payload, protectedHeader } = await compactVerify(text.trim(), key, { algorithms: ['EdDSA'] });
      if (protectedHeader.typ !== receiptType) continue;
      return receiptShape.parse(JSON.parse(new TextDecoder().decode(payload)));
    } catch {
      // Not by this key, or no receipt: the next one may say otherwise.
    }
  }
  return null;
}
