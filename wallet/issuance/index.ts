/**
 * Getting a credential: OpenID4VCI 1.0, pre-authorised code with or without a transaction code.
 *
 * Owns: reading an offer and the issuer's metadata, the token, nonce and credential requests, the proof of
 * possession, and checking what came back before it is kept.
 * Does not own: the vault, and how any of this looks.
 * Written in plain code: the OpenID4VC libraries need Node's Buffer and build functions from text, which this
 * wallet's content security policy forbids. They play the issuer in `journey.test.ts` instead.
 * Called by: `pages/`.
 */

export {
  type IssuerRefusalCode,
  type OfferedCredential,
  type OfferingIssuer,
  readIssuer,
} from './read-issuer.ts';
export { type CredentialOffer, type OfferRefusalCode, readOffer } from './read-offer.ts';
export {
  type IssuanceRefusalCode,
  receiveCredentials,
  redeemOffer,
  type Token,
} from './receive-credentials.ts';
export type { IssuedRefusalCode } from './verify-issued.ts';
