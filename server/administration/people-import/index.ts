/**
 * People out of a list (CSV): uploaded as a stream, looked at, rehearsed line by line, applied in the background, undone.
 * Owns: encodings, separators, what columns mean, what is wrong with a line, where an import stands, its file.
 * Does not own: what each attribute may be (`people/`), accounts (`directory/`), HTTP.
 * Called by: `create-administration.ts`, the portal's door, the jobs.
 */
export { createImportWorker } from './carry-on-import.ts';
export { columnTargets } from './columns.ts';
export { encodings } from './decode.ts';
export {
  fileProblem,
  importOptions,
  importStates,
  noCounts,
  notUndone,
  type PeopleImport,
} from './import.ts';
export { importActs } from './import-acts.ts';
export { FileTooLarge, forgetOldImports, largestFile, receiveFile } from './import-file.ts';
export { createImportStore } from './import-store.ts';
export { delimiters } from './read-table.ts';
