import { AsyncLocalStorage } from 'node:async_hooks';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { PGlite } from '@electric-sql/pglite';
import { Kysely, type LogEvent, PGliteDialect, PostgresDialect, type Transaction } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import pg from 'pg';
import { readEmptyDatabase } from './empty-database.ts';

export interface Database<Tables> {
  readonly engine: 'embedded' | 'postgresql';
  /** The transaction under way, or else the pool. Inside `transaction`, nothing else may be used: the embedded engine has one connection. */
  query(): Kysely<Tables>;
  /** Joins a transaction that is already open. HTTP and mail do not belong inside. */
  transaction<T>(run: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Why a database cannot be used, in one line for whoever starts the program. */
export class DatabaseProblem extends Error {
  readonly code: 'dataFolderInUse' | 'dataFolderNotWritable' | 'databaseNewer' | 'databaseUnreachable';

  constructor(code: DatabaseProblem['code'], message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'DatabaseProblem';
    this.code = code;
  }
}

export interface OpenDatabaseOptions {
  /** `postgres://…`: a server. Null: the embedded engine in `folder`, or in memory when `folder` is null too (tests). */
  readonly url: string | null;
  readonly folder: string | null;
  /** In order of their names. */
  readonly migrations: Readonly<Record<string, Migration>>;
  /** Sees every statement: tests prove with it that decoys run the same ones (D14). */
  readonly onStatement?: (sql: string) => void;
}

/**
 * Opens and migrates. Throws `DatabaseProblem` for what an operator can mend; nothing is half-written then.
 */
export async function openDatabase<Tables>(options: OpenDatabaseOptions): Promise<Database<Tables>> {
  const unlock = options.url === null && options.folder !== null ? lockFolder(options.folder) : () => {};
  try {
    const kysely = await connect<Tables>(options);
    try {
      await migrate(kysely, options.migrations);
    } catch (cause) {
      await kysely.destroy();
      throw cause;
    }
    return withTransactions(kysely, options.url === null ? 'embedded' : 'postgresql', unlock);
  } catch (cause) {
    unlock();
    throw cause;
  }
}

function withTransactions<Tables>(
  kysely: Kysely<Tables>,
  engine: Database<Tables>['engine'],
  unlock: () => void,
): Database<Tables> {
  const current = new AsyncLocalStorage<Transaction<Tables>>();
  return {
    engine,
    query: () => current.getStore() ?? kysely,
    transaction: (run) =>
      current.getStore() === undefined
        ? kysely.transaction().execute((transaction) => current.run(transaction, run))
        : run(),
    close: async () => {
      await kysely.destroy();
      unlock();
    },
  };
}

async function connect<Tables>(options: OpenDatabaseOptions): Promise<Kysely<Tables>> {
  const log = options.onStatement && ((event: LogEvent) => options.onStatement?.(event.query.sql));
  if (options.url === null) {
    const pglite = await openEmbedded(options.folder);
    return new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }), ...(log && { log }) });
  }
  // bigint and numeric counts as numbers, as the embedded engine gives them.
  pg.types.setTypeParser(pg.types.builtins.INT8, Number);
  const pool = new pg.Pool({ connectionString: options.url, max: 10, connectionTimeoutMillis: 5_000 });
  pool.on('error', () => {}); // an idle connection that breaks is replaced by the pool; the next query tells
  try {
    (await pool.connect()).release();
  } catch (cause) {
    await pool.end();
    throw new DatabaseProblem(
      'databaseUnreachable',
      `DATABASE_URL: the database does not answer (${cause instanceof Error ? cause.message : 'no reason given'})`,
      cause,
    );
  }
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), ...(log && { log }) });
}

/** A new database is unpacked rather than initialised, where one was built. The engine is loaded here, so that PostgreSQL's users do without it. */
async function openEmbedded(folder: string | null): Promise<PGlite> {
  const isNew = folder === null || !existsSync(join(folder, 'PG_VERSION'));
  const loadDataDir = isNew ? await readEmptyDatabase() : undefined;
  const { PGlite: Engine } = await import('@electric-sql/pglite');
  return await Engine.create({
    ...(folder !== null && { dataDir: folder }),
    ...(loadDataDir && { loadDataDir }),
  });
}

async function migrate<Tables>(
  kysely: Kysely<Tables>,
  migrations: OpenDatabaseOptions['migrations'],
): Promise<void> {
  const migrator = new Migrator({ db: kysely, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  if (error instanceof Error && /previously executed migration .* is missing/.test(error.message)) {
    throw new DatabaseProblem(
      'databaseNewer',
      'This database was written by a newer Regain; start that version, or restore a backup',
      error,
    );
  }
  throw error;
}

/**
 * A kernel lock beside the data folder, freed even by `kill -9`. The embedded engine has none of its own, and two
 * processes in one folder lose each other's rows without a word (stack.md 4).
 */
function lockFolder(folder: string): () => void {
  let lock: DatabaseSync;
  try {
    mkdirSync(dirname(folder), { recursive: true });
    lock = new DatabaseSync(`${folder}.lock`, { timeout: 0 });
  } catch (cause) {
    throw new DatabaseProblem(
      'dataFolderNotWritable',
      `REGAIN_DATA_DIR: ${dirname(folder)} cannot be written`,
      cause,
    );
  }
  try {
    lock.exec('pragma journal_mode=delete; begin exclusive');
  } catch (cause) {
    lock.close();
    const busy = cause instanceof Error && /locked|busy/i.test(cause.message);
    throw busy
      ? new DatabaseProblem(
          'dataFolderInUse',
          `REGAIN_DATA_DIR: ${dirname(folder)} is open in another process`,
          cause,
        )
      : new DatabaseProblem(
          'dataFolderNotWritable',
          `REGAIN_DATA_DIR: ${dirname(folder)} cannot be written`,
          cause,
        );
  }
  return () => {
    if (lock.isOpen) lock.close();
  };
}
