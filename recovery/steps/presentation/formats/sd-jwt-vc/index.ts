/**
 * The format `dc+sd-jwt`: SD-JWT (RFC 9901) and SD-JWT VC, read and verified strictly, key binding always.
 * What the libraries let through (stack.md 10, interop.md 5) is refused here.
 *
 * It answers verified claims in the credential's own names, and the map into ours. It does not judge the claims.
 * Called by this step's `verify-presentation.ts` and `create-credential-query.ts`.
 */
export * from './claim-map.ts';
export * from './verify-sd-jwt-vc.ts';
