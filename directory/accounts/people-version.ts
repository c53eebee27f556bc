import { sql } from 'kysely';
import type { DirectoryContext } from '../context.ts';

/** How far the directory has moved on. */
export interface PeopleVersion {
  /** Grows with every change of anybody. */
  readonly version: number;
  /** Epoch milliseconds; null: nobody was ever changed. */
  readonly changedAt: number | null;
}

/**
 * Counts a change of people, in the transaction that makes it: whoever reads the version first and the people afterwards misses
 * nothing that the version does not tell. One counter would make every change wait for an import under way, and two changes for
 * each other; so there are several, a change takes whichever is free, and the version is their sum.
 */
export async function noteChange(context: DirectoryContext): Promise<void> {
  const query = context.database.query();
  const now = context.now();
  const noted = await sql<{ slot: number }>`
    update people_change set changes = changes + 1, changed_at = greatest(changed_at, ${now})
    where slot = (select slot from people_change order by slot limit 1 for update skip locked)
    returning slot`.execute(query);
  if (noted.rows.length > 0) return;
  await query.insertInto('people_change').values({ changes: 1, changed_at: now }).execute();
}

export async function readPeopleVersion(context: DirectoryContext): Promise<PeopleVersion> {
  const { version, changedAt } = await context.database
    .query()
    .selectFrom('people_change')
    .select(({ fn }) => [
      fn.sum<number | null>('changes').as('version'),
      fn.max('changed_at').as('changedAt'),
    ])
    .executeTakeFirstOrThrow();
  return { version: version ?? 0, changedAt };
}
