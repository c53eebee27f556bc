/**
 * The built-in directory: an identity provider of its own, and Regain's embedded default.
 * Owns: accounts, authentication methods, access passes, sign-in and its attempt counters, sessions, enrolment sessions,
 * invitations; their tables and migrations. Knows nothing of `recovery/`: a recovery is an opaque id to it.
 * Does not own: cookies and HTTP (`server/doors/sign-in.ts`), the database handle (storage connector), who may administer.
 * Called by: `connectors/directory/built-in`, the sign-in door, the seed of an example, the command-line tools.
 *
 * Refusals are `null` where the caller must not tell causes apart, a code where the person can mend it.
 */
export {
  type AccountChanges,
  type AccountFilter,
  type AccountListing,
  type AttributeHold,
  type DirectoryAccount,
  foldIdentifier,
  foldLocalPart,
  type Group,
  type Mail,
  type MatchingAttribute,
  matchingAttributes,
  type NewAccount,
  type ScopeCount,
  type ScopeQuestion,
} from './accounts/index.ts';
export { networkOf } from './attempts/index.ts';
export type { NameKeys } from './context.ts';
export { type BuiltInDirectory, createDirectory, type DirectoryOptions } from './create-directory.ts';
export type { Enrolment, EnrolmentRefusal } from './enrolment/index.ts';
export type { RemovalRefusal } from './methods/index.ts';
export { defaultPassPolicy, findPassPolicyMistake, type PassPolicy } from './pass-policy.ts';
export type { NewPass, RecoveryPassRedeemed, RecoveryPassRefusal } from './passes/index.ts';
export { nameDevice, type Session } from './sessions/index.ts';
export type { SignedIn } from './sign-in/index.ts';
export { type DirectoryDatabase, type DirectoryTables, directoryMigrations } from './store/index.ts';
