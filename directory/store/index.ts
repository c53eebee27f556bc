/**
 * The directory's tables, their migrations and its ids.
 * Owns: the shape of every row. Does not own: opening, locking or migrating a database (the storage connector does).
 * Called by: every folder of `directory/`.
 */
export { createId, isId, noId } from './create-id.ts';
export type { DirectoryDatabase } from './database.ts';
export { directoryMigrations } from './migrations.ts';
export { searchQueryOf, searchVectorOf, sortNameOf } from './search-words.ts';
export type * from './tables.ts';
