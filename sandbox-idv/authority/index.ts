/**
 * The sandbox's own certificate authority and the issuer certificate under it.
 *
 * Owns: making both, keeping their keys in the data folder (0600), renewing the issuer's certificate.
 * Does not: decide who trusts it. Every certificate carries a critical private extension, so a verifier that
 * was not told to understand it must refuse (RFC 5280 section 4.2, D2).
 * Called by: `main.ts` at start; `issuance/` for the throw-away authority of the "untrusted" test outcome.
 */
export type { CredentialSigner, DidSigner, Signers } from './create-signer.ts';
export { createThrowAwaySigner } from './create-throw-away-signer.ts';
export { AuthorityError, openAuthority } from './open-authority.ts';
