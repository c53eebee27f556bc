/**
 * The record as admins and auditors look through it: searching entries, checkpoints, how much there is. The words of entries are
 * `recovery/audit`'s, and so is proving that they were not changed. Called by the portal's doors.
 */
export type * from './record-insight.ts';
