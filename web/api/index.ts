/**
 * What the pages say to Regain's server, and hear from it.
 *
 * Owns: the contract (types of every answer), the one place that calls `fetch`, and the one that listens. A call never throws:
 * it gives an `Answer`, and a missing line is a refusal like any other (`network`).
 * Does not own: what is shown for a refusal (`ui/refusal-notice.tsx`), nor any shared code with the server.
 * Called by: every page folder.
 */
export type { Answer, Refusal } from './client.ts';
export {
  enrolment,
  get,
  post,
  readOrganisation,
  readOutbox,
  recovery,
  securityInfo,
  signIn,
} from './client.ts';
export type * from './contract.ts';
export { follow } from './follow.ts';
