import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';

export interface Certified {
  readonly certificatePem: string;
  /** PKCS #8. */
  readonly keyPem: string;
}

/** What signs a credential: the leaf's private key, and the leaf itself for the `x5c` header. */
export interface CredentialSigner {
  readonly privateKey: KeyObject;
  /** Base64 DER of the leaf; the anchor is never sent along (HAIP). */
  readonly x5c: readonly string[];
}

export function createSigner(leaf: Certified): CredentialSigner {
  return {
    privateKey: createPrivateKey(leaf.keyPem),
    x5c: [new X509Certificate(leaf.certificatePem).raw.toString('base64')],
  };
}
