import { type Kysely, sql } from 'kysely';

/** Rows go in many times as fast without indexes. What is unique stays. Resolves to what makes each of them again. */
export async function dropIndexes<Tables>(
  db: Kysely<Tables>,
  tables: readonly string[],
): Promise<() => Promise<void>> {
  const { rows } = await sql<{ name: string; definition: string }>`
    select indexname as name, indexdef as definition from pg_indexes
    where tablename in (${sql.join(tables)}) and indexdef not like 'CREATE UNIQUE%'`.execute(db);
  for (const { name } of rows) await sql.raw(`drop index ${name}`).execute(db);
  return async () => {
    for (const { definition } of rows) await sql.raw(definition).execute(db);
  };
}
