/**
 * People, as admins look after them: what is on record, edits with their holds, roles, groups, the start page.
 * Owns: what each attribute may be, which edit takes a second person. Does not own: accounts (`directory/`), shapes of requests.
 * Called by: `create-administration.ts`, `second-person-acts.ts`, the import next door.
 */

export { leaveExcludedGroup } from './change-members.ts';
export { changesPrivileged, editPrivilegedPerson, readHoldHours, toAccountChanges } from './edit-person.ts';
export { groupActs } from './groups.ts';
export { readWhoGetsIn } from './hold-who-gets-in.ts';
export { peopleActs } from './people-acts.ts';
export {
  fieldProblems,
  groupName,
  newPerson,
  parseFields,
  personChanges,
  personFields,
} from './person-fields.ts';
export { giveRoles } from './roles-of-person.ts';
export { startPageActs } from './start-page.ts';
