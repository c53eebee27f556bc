/**
 * Signing in, setting up sign-in methods and looking after them.
 *
 * Owns: `/` (account, then method, then other ways, the same for everyone: D14), `/enrol` (D29),
 * `/invitation`, `/security-info`, `/outbox`. Does not own: recovery (`recover/`), any decision: the server
 * decides everything, these pages ask and show.
 * Called by: `app.tsx` by path; `recover/` borrows the account form and the passkey sign-in.
 */
import { lazy } from 'react';

export { Enrol, Invitation } from './enrol.tsx';
export { IdentifierForm, isAboutIdentifier } from './identifier-form.tsx';
export { keptIdentifier } from './kept-identifier.ts';
export { SignIn } from './sign-in.tsx';
export { usePasskeySignIn } from './use-passkey-sign-in.ts';

/** Their own files: nobody who is locked out needs them. */
export const SecurityInfo = lazy(() =>
  import('./security-info.tsx').then((page) => ({ default: page.SecurityInfo })),
);
export const Outbox = lazy(() => import('./outbox.tsx').then((page) => ({ default: page.Outbox })));
