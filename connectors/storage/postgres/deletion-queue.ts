import type { DeletionQueue } from '../../../recovery/store/index.ts';
import type { Database } from './open-database.ts';
import type { RegainTables } from './tables.ts';

/** What face check vendors are still to delete, on PostgreSQL. */
export function createDeletionQueue({
  database,
}: {
  readonly database: Database<RegainTables>;
}): DeletionQueue {
  const db = () => database.query();
  return {
    readDue: async ({ now, limit }) => {
      const rows = await db()
        .selectFrom('vendor_deletion')
        .selectAll()
        .where('due_at', '<=', now)
        .orderBy('due_at')
        .limit(limit)
        .execute();
      return rows.map(({ provider, reference, recovery_id: recoveryId, due_at: dueAt, attempts }) => ({
        ...{ provider, reference, recoveryId, dueAt, attempts },
      }));
    },
    markDone: async ({ provider, reference }) => {
      await db()
        .deleteFrom('vendor_deletion')
        .where('provider', '=', provider)
        .where('reference', '=', reference)
        .execute();
    },
    markFailed: async ({ provider, reference, attempts, nextAttemptAt }) => {
      await db()
        .updateTable('vendor_deletion')
        .set({ attempts, due_at: nextAttemptAt })
        .where('provider', '=', provider)
        .where('reference', '=', reference)
        .execute();
    },
    count: async (provider) => {
      const row = await db()
        .selectFrom('vendor_deletion')
        .select((each) => [
          each.fn.countAll<number>().as('owed'),
          each.fn.countAll<number>().filterWhere('attempts', '>', 0).as('overdue'),
        ])
        .where('provider', '=', provider)
        .executeTakeFirstOrThrow();
      return { owed: Number(row.owed), overdue: Number(row.overdue) };
    },
  };
}
