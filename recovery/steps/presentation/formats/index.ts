/**
 * The credential formats, each in a room of its own, behind one table: how one is asked for, verified and read.
 * Called by this step's `create-credential-query.ts`, `create-presentation-request.ts` and `verify-presentation.ts`.
 */
export { type ClaimMap, type ClaimPath, readPath } from './claim-map.ts';
export { formats } from './formats.ts';
