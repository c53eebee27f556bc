import type { Kysely } from 'kysely';
import type { DirectoryTables } from './tables.ts';

/** How the directory reaches its tables; supplied by whoever opened the database. */
export interface DirectoryDatabase {
  /** The transaction under way, or else the pool. Inside `transaction` nothing else may be used. */
  query(): Kysely<DirectoryTables>;
  /** Joins a transaction that is already open. */
  transaction<T>(run: () => Promise<T>): Promise<T>;
}
