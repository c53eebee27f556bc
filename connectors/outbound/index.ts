/**
 * The one door through which Regain asks the world on somebody else's word: status lists, DID documents. An issuer, and whoever
 * pretends to be one, names the address, an admin a vendor's, so the address is looked at before anything is sent to it (D36).
 *
 * Owns: what may be reached, and for how long and how much; keeping what was downloaded. Believes nothing that comes back.
 * Called by other connectors.
 */
export { createKeptDownloads, type Download, type KeptDownloads } from './create-kept-downloads.ts';
export {
  createOutboundFetch,
  type OutboundFetch,
  type OutboundProblem,
  type OutboundQuestion,
} from './create-outbound-fetch.ts';
export { findRangeProblem, type PrivateAddress, type RangeProblem } from './private-range.ts';
