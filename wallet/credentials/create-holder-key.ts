import { exportJWK, type JWK } from 'jose';

/** The key that a credential is bound to. The private half cannot leave the browser's key store. */
export interface HolderKey {
  readonly privateKey: CryptoKey;
  /** Public half, only `kty`, `crv`, `x`, `y`. */
  readonly jwk: JWK;
}

/** A fresh P-256 key: one per credential, so that two verifiers cannot tell that two credentials share a holder. */
export async function createHolderKey(): Promise<HolderKey> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ]);
  return { privateKey: pair.privateKey, jwk: await exportJWK(pair.publicKey) };
}
