/**
 * The OpenID4VCI 1.0 issuer (final), pre-authorised code flow with transaction code, nonce endpoint and jwt
 * key proof; it issues one SD-JWT VC type.
 *
 * Owns: metadata, offers, the token, nonce and credential endpoints and their exact error codes, the credential.
 * Does not: decide what is true about a person (`verification/`), nor keep anything over a restart except its keys.
 * Called by: wallets over HTTP (`issuanceRoutes`), `pages/` to make an offer and to watch its state.
 *
 * Written on `jose` rather than on an issuer library, because the exact error codes, the atomic nonce and the
 * capped transaction code were easier to see than to configure; the tests issue to a library wallet.
 */
export { createNonces } from './nonces.ts';
export { createOffers, type Offer, type Offers } from './offers.ts';
export { issuanceRoutes } from './routes.ts';
