/**
 * The person's pages: server-rendered, usable without scripts, under a strict content security policy.
 *
 * Owns: HTML, forms, the cookie, the way from page to page, the "down" test outcome. Does not: decide outcomes
 * (`verification/`), trust hand-overs (`hand-over/`), issue (`issuance/`). Called by: `create-sandbox.ts`.
 */
export { createHealth, type Health } from './health.ts';
export { pageRoutes } from './routes.ts';
