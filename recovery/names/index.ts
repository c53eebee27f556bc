/**
 * Names: when do two of them belong to the same person? Exact and relaxed comparison, the reasons for the admin,
 * keys for finding candidates by index, and with them the test whether two records can be told apart at all.
 *
 * Owns: rules 1–8 of behaviour.md 3.5, the ICAO Doc 9303-3 tables, twins (R22).
 * Does not: decide about a recovery, read the directory, know a step.
 * Called by: the steps eligibility, matching and access-pass; directory connectors (name keys).
 */
export {
  type AccountName,
  type NameTrace,
  type PresentedName,
  traceNames,
  type WordTrace,
} from './compare-names.ts';
export {
  coarsePairOfAccount,
  coarsePairsOfPresented,
  nameKeysOfAccount,
  nameKeysOfPresented,
} from './name-keys.ts';
export * from './same-identity.ts';
export { words } from './words.ts';
