/**
 * Sign-in sessions: opaque tokens of which only the hash is stored, with an idle limit and an end.
 * Does not own: proving who somebody is (`sign-in/`), set-up only sessions (`enrolment/`), cookies (the door).
 * Called by: `sign-in/`, `passes/`, `directory/index.ts`.
 */

export { nameDevice } from './device-name.ts';
export {
  endSession,
  endSessionOfToken,
  endSessions,
  listSessions,
  type OpenedSession,
  openSession,
  readSession,
  rotateSession,
  type Session,
  type SessionListing,
} from './sessions.ts';
