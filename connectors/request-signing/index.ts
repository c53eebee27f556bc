/**
 * Regain's own signing identity: the certificate behind `x509_hash` for OpenID4VP requests, and the key that signs the
 * hand-over to a provider. Made at first start (a leaf under a local authority, D27), kept wrapped in the database.
 * Called by `server/main.ts`.
 */
export {
  type ClientIdPrefix,
  createHandOverSigner,
  createRequestSigner,
  type IdentityStore,
  loadOrCreateIdentity,
  type SigningIdentity,
} from './signing-identity.ts';
