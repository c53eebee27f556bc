import { sql } from 'kysely';
import type { Profile } from '../../../recovery/policy/index.ts';
import type { PolicyStore, PolicySubject } from '../../../recovery/store/index.ts';
import type { Database } from './open-database.ts';
import type { RegainTables } from './tables.ts';

/** Profiles, their order and the organisation's policy on PostgreSQL, every version kept with who made it. */
export function createPolicyStore(options: {
  readonly database: Database<RegainTables>;
  readonly newId: () => string;
}): PolicyStore {
  const { database, newId } = options;
  const db = () => database.query();

  interface Written {
    readonly by: string;
    readonly now: number;
  }

  const remember = (subject: PolicySubject, version: number, content: unknown, { by, now }: Written) =>
    db()
      .insertInto('policy_history')
      .values({ id: newId(), subject, version, content: JSON.stringify(content), changed_by: by, at: now })
      .execute();

  const readIds = async () => {
    const rows = await db().selectFrom('profile').select('id').orderBy('priority').orderBy('id').execute();
    return rows.map(({ id }) => id);
  };

  /** The row lock is the queue of everybody who puts a profile somewhere. Null: the order has moved on. */
  async function takeNextOrder(expectedVersion?: number): Promise<number | null> {
    const row = await db()
      .updateTable('profile_order')
      .set((each) => ({ version: each('version', '+', 1) }))
      .$if(expectedVersion !== undefined, (query) => query.where('version', '=', expectedVersion!))
      .returning('version')
      .executeTakeFirst();
    return row?.version ?? null;
  }

  async function writeOrder(ids: readonly string[], version: number, written: Written): Promise<void> {
    for (const [priority, id] of ids.entries())
      await db().updateTable('profile').set({ priority }).where('id', '=', id).execute();
    await remember('profiles', version, ids, written);
  }

  return {
    readProfiles: async () => {
      const rows = await db()
        .selectFrom('profile')
        .select(['content', 'priority'])
        .orderBy('priority')
        .orderBy('id')
        .execute();
      return rows.map(({ content, priority }) => ({ ...content, priority }));
    },
    readOrganisation: async () => {
      const row = await db()
        .selectFrom('organisation')
        .select('content')
        .where('id', '=', 1)
        .executeTakeFirst();
      return row?.content ?? null;
    },
    readOrder: async () => {
      const { version } = await db().selectFrom('profile_order').select('version').executeTakeFirstOrThrow();
      return { version, ids: await readIds() };
    },
    saveOrder: ({ ids, expectedVersion, ...written }) =>
      database.transaction(async () => {
        const known = await readIds();
        const isSame = ids.length === known.length && known.every((id) => ids.includes(id));
        if (!isSame) return false;
        const version = await takeNextOrder(expectedVersion);
        if (version === null) return false;
        await writeOrder(ids, version, written);
        return true;
      }),
    deleteProfile: ({ id, expectedVersion, ...written }) =>
      database.transaction(async () => {
        const order = await takeNextOrder();
        const deleted = await db()
          .deleteFrom('profile')
          .where('id', '=', id)
          .where('version', '=', expectedVersion)
          .executeTakeFirst();
        if (deleted.numDeletedRows !== 1n || order === null) return false;
        await remember(`profile:${id}`, expectedVersion + 1, null, written);
        await writeOrder(await readIds(), order, written);
        return true;
      }),
    readHistory: async ({ subject, limit, before }) => {
      const rows = await db()
        .selectFrom('policy_history')
        .select(['version', 'content', 'changed_by as by', 'at'])
        .where('subject', '=', subject)
        .$if(before !== undefined, (query) => query.where('version', '<', before!))
        .orderBy('version', 'desc')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ ...row, content: JSON.parse(row.content) as unknown }));
    },
    saveProfile: ({ profile, expectedVersion, ...written }) =>
      database.transaction(async () => {
        const next = withoutPriority({ ...profile, version: expectedVersion + 1 });
        const content = JSON.stringify(next) as never;
        if (expectedVersion === 0) {
          const order = await takeNextOrder();
          const inserted = await db()
            .insertInto('profile')
            .values({
              id: profile.id,
              version: 1,
              content,
              priority: sql<number>`(select count(*) from profile)`,
            })
            .onConflict((conflict) => conflict.column('id').doNothing())
            .executeTakeFirst();
          if (inserted.numInsertedOrUpdatedRows !== 1n || order === null) return false;
          await remember('profiles', order, await readIds(), written);
        } else {
          const updated = await db()
            .updateTable('profile')
            .set({ version: next.version, content })
            .where('id', '=', profile.id)
            .where('version', '=', expectedVersion)
            .executeTakeFirst();
          if (updated.numUpdatedRows !== 1n) return false;
        }
        await remember(`profile:${profile.id}`, next.version, next, written);
        return true;
      }),
    saveOrganisation: ({ policy, expectedVersion, ...written }) =>
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
        await remember('organisation', next.version, next, written);
        return true;
      }),
  };
}

/** The place in the order is a column: moving one profile must not make a new version of it. */
function withoutPriority({ priority: _, ...content }: Profile): Omit<Profile, 'priority'> {
  return content;
}
