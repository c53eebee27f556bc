import type { PolicyStore } from '../../../recovery/store/index.ts';
import type { Database } from './open-database.ts';
import type { RegainTables } from './tables.ts';

/** Profiles and the organisation's policy on PostgreSQL, every version kept with who made it. */
export function createPolicyStore(options: {
  readonly database: Database<RegainTables>;
  readonly newId: () => string;
}): PolicyStore {
  const { database, newId } = options;
  const db = () => database.query();

  const remember = (subject: string, version: number, content: unknown, by: string, now: number) =>
    db()
      .insertInto('policy_history')
      .values({ id: newId(), subject, version, content: JSON.stringify(content), changed_by: by, at: now })
      .execute();

  return {
    readProfiles: async () => {
      const rows = await db().selectFrom('profile').select('content').execute();
      return rows.map((row) => row.content).sort((a, b) => a.priority - b.priority);
    },
    readOrganisation: async () => {
      const row = await db()
        .selectFrom('organisation')
        .select('content')
        .where('id', '=', 1)
        .executeTakeFirst();
      return row?.content ?? null;
    },
    saveProfile: ({ profile, expectedVersion, by, now }) =>
      database.transaction(async () => {
        const next = { ...profile, version: expectedVersion + 1 };
        const content = JSON.stringify(next) as never;
        if (expectedVersion === 0) {
          const inserted = await db()
            .insertInto('profile')
            .values({ id: profile.id, version: 1, content })
            .onConflict((conflict) => conflict.column('id').doNothing())
            .executeTakeFirst();
          if (inserted.numInsertedOrUpdatedRows !== 1n) return false;
        } else {
          const updated = await db()
            .updateTable('profile')
            .set({ version: next.version, content })
            .where('id', '=', profile.id)
            .where('version', '=', expectedVersion)
            .executeTakeFirst();
          if (updated.numUpdatedRows !== 1n) return false;
        }
        await remember(`profile:${profile.id}`, next.version, next, by, now);
        return true;
      }),
    saveOrganisation: ({ policy, expectedVersion, by, now }) =>
      database.transaction(async () => {
        const next = { ...policy, version: expectedVersion + 1 };
        const content = JSON.stringify(next) as never;
        if (expectedVersion === 0) {
          const inserted = await db()
            .insertInto('organisation')
            .values({ id: 1, version: 1, content })
            .onConflict((conflict) => conflict.column('id').doNothing())
            .executeTakeFirst();
          if (inserted.numInsertedOrUpdatedRows !== 1n) return false;
        } else {
          const updated = await db()
            .updateTable('organisation')
            .set({ version: next.version, content })
            .where('version', '=', expectedVersion)
            .executeTakeFirst();
          if (updated.numUpdatedRows !== 1n) return false;
        }
        await remember('organisation', next.version, next, by, now);
        return true;
      }),
  };
}
