/**
 * Credentials in the wallet's hands: SD-JWT VC (RFC 9901), mdoc (ISO/IEC 18013-5) and W3C JWT VC, and the place where they
 * are kept with the keys that they are bound to.
 *
 * Owns: reading a credential, which disclosure reveals which claim, the vault in IndexedDB.
 * Does not own: getting credentials (`issuance/`) or showing them to anyone (`presentation/`).
 * Called by: `issuance/`, `presentation/`, `pages/`.
 */
export { type ClaimPath, claimsAt } from './claim-path.ts';
export { createHolderKey, type HolderKey } from './create-holder-key.ts';
export { fromDidJwk, toDidJwk } from './did-jwk.ts';
export { type CredentialFormat, type HeldCredential, openVault, type Vault } from './open-vault.ts';
export { type JwtVc, parseJwtVc } from './parse-jwt-vc.ts';
export { type Mdoc, parseMdoc } from './parse-mdoc.ts';
export { type Disclosure, parseSdJwt, type SdJwt } from './parse-sd-jwt.ts';
export { type CardFace, readCardFace } from './read-card-face.ts';
