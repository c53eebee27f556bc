/**
 * How the wallet talks to issuers and verifiers: which addresses it follows, and with which limits.
 *
 * Owns: the rule for addresses, time limit, size limit, no cookies, no redirects.
 * Does not own: what is asked, or what an answer means.
 * Called by: `issuance/`, `presentation/`, `pages/`.
 */
export { type Ask, createAsk, parseJsonObject, type Reply } from './ask.ts';
export { parseWebAddress } from './parse-web-address.ts';
