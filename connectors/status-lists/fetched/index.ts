/** Fills the port `StatusLists`: downloads lists whole, through the guard, and keeps them. Called by `server/`. */
export { createFetchedStatusLists } from './create-fetched-status-lists.ts';
