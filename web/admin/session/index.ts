/**
 * Who is signed in to the portal.
 *
 * Owns: the door before the portal (signed out, no passkey, no role), the session of the moment, and what happens when it
 * is lost half-way. Does not own: signing in, which is the person's page at `/`.
 *   const { displayName, organisation } = useSession();
 *   const mayEdit = useHasRole('Recovery Administrator');     what is shown; the server decides all the same
 */
export { tellOtherTabs } from './other-tabs.ts';
export { SessionProvider, useHasRole, useSession } from './session.tsx';
export { SessionDoor } from './session-door.tsx';
export { SessionLost } from './session-lost.tsx';
export { signOut } from './sign-out.ts';
