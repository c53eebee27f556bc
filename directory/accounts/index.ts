/**
 * Accounts: names, mails, groups, roles, and finding them by identifier or by like names.
 * Owns: the attribute hold after an edit (D34), the lock that orders changes of an account. Does not own: how names are compared (`NameKeys` comes in), who may edit.
 * Called by: `directory/index.ts`, and the folders that need to know whose method or session it is.
 */
export type { AccountChanges, DirectoryAccount, Mail, NewAccount } from './account.ts';
export { countScope, type ScopeCount, type ScopeQuestion } from './count-scope.ts';
export { createAccounts } from './create-accounts.ts';
export {
  type AccountEdit,
  editAccount,
  type MatchingAttribute,
  matchingAttributes,
} from './edit-account.ts';
export { foldIdentifier, foldLocalPart } from './fold-identifier.ts';
export { changeMembers, type Group, listGroups, renameGroup } from './groups.ts';
export { type AttributeHold, type HeldAttribute, holdForGroups, listHolds } from './holds.ts';
export { lockAccount } from './lock-account.ts';
export { noteChange, type PeopleVersion, readPeopleVersion } from './people-version.ts';
export {
  findAccount,
  findByPresentedNames,
  findLookalikes,
  listAccounts,
  readAccount,
  readByNames,
  readManyAccounts,
} from './read-accounts.ts';
export { type Population, readPopulation } from './read-population.ts';
export { removeUnused } from './remove-unused.ts';
export {
  type AccountFilter,
  type AccountListing,
  countMatching,
  searchAccounts,
} from './search-accounts.ts';
export { countAccounts, walkAccounts } from './walk-accounts.ts';
