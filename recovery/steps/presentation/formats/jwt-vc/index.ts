/**
 * The format `jwt_vc_json`: a W3C credential signed as a JWT (VC Data Model 1.1, 6.3.1) inside a presentation signed by its holder
 * (OpenID4VP 1.0, B.1), as Microsoft's issuers make them. Issuers are DIDs (`did:web`, `did:jwk`); holders are `did:jwk`.
 *
 * It answers the credential's own members, and the map into our words. It does not judge them. Nothing here can be shown in
 * part: the wallet presents the whole credential or none of it.
 * Called by this step's `verify-presentation.ts` and `create-credential-query.ts`.
 */
export { claimMapFor } from './claim-map.ts';
export { verifyJwtVc } from './verify-jwt-vc.ts';
