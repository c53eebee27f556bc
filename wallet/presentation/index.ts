/**
 * Showing a credential: OpenID4VP 1.0, signed requests by reference, answers as `direct_post.jwt`.
 *
 * Owns: fetching a request and finding out who really asks, choosing what answers it (DCQL), the presentation
 * with its key binding, the encrypted answer, the refusal.
 * Does not own: asking the person (`pages/`), keeping credentials (`credentials/`).
 * Called by: `pages/`, in this order:
 *
 *   fetchRequest → verifyRequest → selectCredentials → [the person agrees] → createAnswer → sendAnswer
 *                                                    → [or does not]       → sendRefusal
 */
export { createAnswer, type Shared } from './create-answer.ts';
export { type FetchedRequest, type FetchRefusalCode, fetchRequest } from './fetch-request.ts';
export { listRevealed } from './list-revealed.ts';
export type { Query } from './parse-query.ts';
export { type Candidate, type Choice, selectCredentials } from './select-credentials.ts';
export { type Sent, sendAnswer, sendRefusal } from './send-answer.ts';
export { type RequestRefusalCode, type VerifiedRequest, verifyRequest } from './verify-request.ts';
