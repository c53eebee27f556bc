/**
 * Pocket's pages: what a person sees of the wallet. Plain DOM, no framework.
 *
 * Owns: the frame around every page, the pages (`/`, `/offer`, `/present`, `/prompt`), words from `texts.ts` put on
 * screen, the moment of consent.
 * Does not own: any check. A page asks `issuance/` or `presentation/` and shows the answer.
 * Entered by `index.html`.
 */
import { openPage } from './open-page.ts';

void openPage();
