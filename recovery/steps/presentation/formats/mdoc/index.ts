/**
 * The format `mso_mdoc`: ISO/IEC 18013-5 documents (mobile driving licence, PID) as OpenID4VP 1.0, B.2 presents them, read
 * and verified strictly. What the libraries let through (a relabelled document type, a device signature without algorithm,
 * elements that only the device vouches for; interop.md 5) is refused here.
 *
 * It answers verified elements by namespace, and the map into our words. It does not judge them.
 * Called by this step's `verify-presentation.ts` and `create-credential-query.ts`.
 */
export { claimMapFor } from './claim-map.ts';
export { verifyMdoc } from './verify-mdoc.ts';
