/**
 * The portal: where admins set recovery up, rehearse it, understand it and switch it on. A document and a bundle of its
 * own, apart from the person's pages.
 *
 * Owns: starting up. `sections.ts` is the navigation, `routes.tsx` the addresses; each section has a folder.
 * Speaks HTTP only, through `api/`. Styles are files; the one exception is React Aria's, admitted by a nonce (D38).
 */

import { sections } from './sections.ts';
import { startPortal } from './start.tsx';

void startPortal(sections);
