/**
 * The portal: where admins set recovery up, rehearse it, understand it and switch it on. A document and a bundle of its
 * own, apart from the person's pages.
 *
 * Owns: starting up. This file is small: it asks the server while the rest, which the document fetches ahead, is on its way.
 * `sections.ts` is the navigation, `routes.tsx` the addresses; each section has a folder.
 * Speaks HTTP only, through `api/`. Styles are files; the one exception is React Aria's, admitted by a nonce (D38).
 */
import './ui/styles.ts';
import { askFirst } from './ask-first.ts';

const session = askFirst(location.pathname);
void import('./start.tsx').then(({ startPortal }) => startPortal(session));
