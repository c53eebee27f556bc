import type { Database } from './open-database.ts';
import type { RegainTables } from './tables.ts';

/** How a provider answered when it was last asked. Times are epoch milliseconds. */
export interface ProviderHealth {
  readonly providerId: string;
  readonly checkedAt: number;
  /** Null: it answered as it should. */
  readonly problem: string | null;
  readonly tookMs: number;
  readonly failingSince: number | null;
}

export interface ProviderHealthStore {
  list(): Promise<readonly ProviderHealth[]>;
  /** Keeps since when it fails. */
  note(health: Omit<ProviderHealth, 'failingSince'>): Promise<void>;
  remove(providerId: string): Promise<void>;
}

export function createProviderHealthStore(options: {
  readonly database: Database<RegainTables>;
}): ProviderHealthStore {
  const db = () => options.database.query();
  return {
    list: async () => {
      const rows = await db().selectFrom('provider_health').selectAll().execute();
      return rows.map((row) => ({
        providerId: row.provider_id,
        checkedAt: row.checked_at,
        problem: row.problem === '' ? null : row.problem,
        tookMs: row.took_ms,
        failingSince: row.failing_since,
      }));
    },
    note: async ({ providerId, checkedAt, problem, tookMs }) => {
      const row = { checked_at: checkedAt, problem: problem ?? '', took_ms: tookMs };
      await db()
        .insertInto('provider_health')
        .values({ provider_id: providerId, ...row, failing_since: problem === null ? null : checkedAt })
        .onConflict((conflict) =>
          conflict.column('provider_id').doUpdateSet((each) => ({
            ...row,
            failing_since:
              problem === null
                ? null
                : each.fn.coalesce('provider_health.failing_since', each.val(checkedAt)),
          })),
        )
        .execute();
    },
    remove: async (providerId) => {
      await db().deleteFrom('provider_health').where('provider_id', '=', providerId).execute();
    },
  };
}
