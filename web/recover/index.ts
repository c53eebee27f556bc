/**
 * Getting an account back: every page from "Do you still have any of these?" to "You're back".
 *
 * Owns: one component per page kind of the contract, the arrival addresses (`/recover/returned`, `/back`), the objection of a notice's link (`/recover/not-me`), following what happens elsewhere, and what the browser's back button does. The camera page is its own chunk.
 * Does not own: the order of the steps, nor any decision: `GET /api/recovery` says which page it is, so a
 * reload and a second tab just work.
 * Called by: `app.tsx` by path.
 */
export { BackFromWallet, Returned } from './arrivals.tsx';
export { NotMe } from './not-me.tsx';
export { Recover } from './recover.tsx';
