/**
 * Whom the organisation believes (T6, T24): what is shown of each authority, and what may be done with it. Believing somebody, or
 * something more of them, takes two; to stop believing takes one, at once.
 * Called by `administration/`.
 */
export { trustAnchorActs } from './trust-anchor-acts.ts';
export { trustAnchorSecondPersonActs } from './trust-anchor-changes.ts';
export type { TrustAnchorListing } from './trust-anchor-listing.ts';
