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

/** The issuer of JWT VCs: a key that is its own name. */
export interface DidSigner {
  /** `did:jwk:…` */
  readonly did: string;
  readonly privateKey: KeyObject;
}

/** Everything this provider signs with: identities by itself, licences, cards. */
export interface Signers extends CredentialSigner {
  readonly document: CredentialSigner;
  readonly card: DidSigner;
}

export function createDidSigner(keyPem: string): DidSigner {
  const privateKey = createPrivateKey(keyPem);
  const { kty, crv, x, y } = privateKey.export({ format: 'jwk' });
  const encoded = Buffer.from(JSON.stringify({ kty, crv, x, y })).toString('base64url');
  return { did: `did:jwk:${encoded}`, privateKey };
}

export function createSigner(leaf: Certified): CredentialSigner {
  return {
    privateKey: createPrivateKey(leaf.keyPem),
    x5c: [new X509Certificate(leaf.certificatePem).raw.toString('base64')],
  };
}
