/**
 * Keys behind a DID: `did:jwk` is its key; `did:web` names a document, which the port `IssuerKeys` fetches and which is read here.
 * P-256 for ES256 only, and only keys that the document lists for making assertions (DID Core, 5.3.2).
 *
 * Whether a DID is trusted is not asked here. Called by this step only.
 */
export * from './find-did-key.ts';
export * from './issuer-keys.ts';
