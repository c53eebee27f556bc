/**
 * Credentials in the wallet's hands: the SD-JWT VC format (RFC 9901), and the place where they are kept with
 * the keys that they are bound to.
 *
 * Owns: reading a credential strictly, which disclosure reveals which claim, the vault in IndexedDB.
 * Does not own: getting credentials (`issuance/`) or showing them to anyone (`presentation/`).
 * Called by: `issuance/`, `presentation/`, `pages/`.
 */
export { type ClaimPath, claimsAt } from './claim-path.ts';
export { createHolderKey, type HolderKey } from './create-holder-key.ts';
export { type HeldCredential, openVault, type Vault } from './open-vault.ts';
export { type Disclosure, parseSdJwt, type SdJwt } from './parse-sd-jwt.ts';
export { type CardFace, readCardFace } from './read-card-face.ts';
