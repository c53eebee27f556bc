import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { type Dialect, Kysely, PGliteDialect, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { type DirectoryDatabase, type DirectoryTables, directoryMigrations } from './store/index.ts';

/** A fresh directory for tests: in memory, or in a schema of its own on `DATABASE_URL`. */
export interface TestDatabase extends DirectoryDatabase {
  /** Every SQL text that ran, in order. */
  readonly statements: string[];
  close(): Promise<void>;
}

export async function openTestDatabase(): Promise<TestDatabase> {
  const statements: string[] = [];
  const schema = `directory_test_${randomUUID().replaceAll('-', '')}`;
  const server = process.env.DATABASE_URL;
  const dialect = server === undefined ? await embedded() : onServer(server, schema);
  const log = (event: { query: { sql: string } }) => void statements.push(event.query.sql);
  const kysely = new Kysely<DirectoryTables>({ dialect, log });
  if (server !== undefined) await sql`create schema ${sql.id(schema)}`.execute(kysely);
  // Not by the migrator: it finds the tables of the schemas next door.
  for (const migration of Object.values(directoryMigrations)) await migration.up(kysely);
  const current = new AsyncLocalStorage<Transaction<DirectoryTables>>();
  return {
    statements,
    query: () => current.getStore() ?? kysely,
    transaction: (run) =>
      current.getStore() === undefined
        ? kysely.transaction().execute((transaction) => current.run(transaction, run))
        : run(),
    close: async () => {
      if (server !== undefined) await sql`drop schema ${sql.id(schema)} cascade`.execute(kysely);
      await kysely.destroy();
    },
  };
}

/** Unpacked, where the tests were told of one that is initialised: doing that again takes seconds. */
async function embedded(): Promise<Dialect> {
  const tar = process.env.REGAIN_TEST_EMPTY_DATABASE;
  const pglite = await PGlite.create(tar === undefined ? {} : { loadDataDir: await openAsBlob(tar) });
  return new PGliteDialect({ pglite });
}

function onServer(connectionString: string, schema: string): Dialect {
  const pool = new pg.Pool({ connectionString, max: 4, options: `-c search_path=${schema}` });
  return new PostgresDialect({ pool });
}
