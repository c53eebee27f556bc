/**
 * How the portal speaks with `/api/admin/`: JSON, ETag and If-Match, pages, approvals, refusals.
 *
 *   const read = useRead<ProfileView>(`/profiles/${id}`);            read.loaded?.value, .etag, read.refusal, read.again
 *   const people = usePages<Row>('/people/search', { body: { words } });   people.items, .hasMore, .loadMore
 *   const change = useChange(['/profiles']);
 *   const answer = await change.send({ method: 'PUT', path, body, ifMatch: etag ?? undefined });
 *   const scan = useWork<Scan>('/x', ({ state }) => state === 'running');  polls while it runs
 * A refusal is shown with `ErrorState` (nothing to show) or `RefusalNotice` (a form), its fields with `fieldErrors`.
 * A lost session (401) and one too old for what is asked (`signInAgain`) never reach a page: the call waits until the admin has
 * signed in again.
 * Names and mail addresses go into a body, never into a path or a parameter: addresses end up in logs.
 */
export { askAhead } from './ahead.ts';
export type { FieldProblem, Paged, Role, SessionView } from './answers.ts';
export { askBefore } from './ask-before.ts';
export { createPortalQueries } from './query-client.ts';
export type { Refusal } from './refusal.ts';
export { type Answer, type Asked, addressOf, type Params, request, requestOnce } from './request.ts';
export { type GateReason, sessionGate } from './session-gate.ts';
export { type Change, useChange } from './use-change.ts';
export { type Pages, usePages } from './use-pages.ts';
export { type Loaded, type Read, useRead } from './use-read.ts';
export { useWork } from './use-work.ts';
