/**
 * Showing a credential: OpenID4VP 1.0, signed requests, by reference and answered as `direct_post.jwt`, or through the browser's
 * prompt (appendix A) and answered as `dc_api.jwt`.
 *
 * Owns: fetching a request and finding out who really asks, choosing what answers it (DCQL), the presentation
 * with its key binding, the encrypted answer, the refusal.
 * Does not own: asking the person (`pages/`), keeping credentials (`credentials/`).
 * Called by: `pages/`, in this order:
 *
 *   fetchRequest → verifyRequest → selectCredentials → [the person agrees] → createAnswer → sendAnswer
 *                                                    → [or does not]       → sendRefusal
 *
 * A browser brings the request and takes the answer itself: nothing is fetched, and nothing sent.
 */
export { createAnswer, type Shared } from './create-answer.ts';
export { type FetchedRequest, type FetchRefusalCode, fetchRequest } from './fetch-request.ts';
export { countRevealed, leastFirst } from './least-first.ts';
export { listRevealed } from './list-revealed.ts';
export type { Query } from './parse-query.ts';
export { type Candidate, type Choice, selectCredentials, type Way } from './select-credentials.ts';
export { type Sent, sendAnswer, sendRefusal } from './send-answer.ts';
export { hostOf, type RequestRefusalCode, type VerifiedRequest, verifyRequest } from './verify-request.ts';
