import type { Database } from './open-database.ts';
import type { RegainTables } from './tables.ts';

export interface Setting {
  readonly subject: string;
  readonly version: number;
  /** As it was stored; whoever reads it parses it. */
  readonly content: object;
}

/** What else the organisation decides, by subject: `provider:<id>`, `passPolicy`, `branding` … Every version is kept with who made it. */
export interface SettingStore {
  read(subject: string): Promise<Setting | null>;
  /** Those whose subject begins so, by subject. */
  list(beginning: string): Promise<readonly Setting[]>;
  /** False when somebody else was faster: nothing is overwritten. 0 = it is new. */
  save(request: {
    readonly subject: string;
    readonly content: object;
    readonly expectedVersion: number;
    readonly by: string;
    readonly now: number;
  }): Promise<boolean>;
  remove(request: {
    readonly subject: string;
    readonly expectedVersion: number;
    readonly by: string;
    readonly now: number;
  }): Promise<boolean>;
}

export function createSettingStore(options: {
  readonly database: Database<RegainTables>;
  readonly newId: () => string;
}): SettingStore {
  const { database, newId } = options;
  const db = () => database.query();

  /** A subject that was removed and comes back goes on counting: two versions of one number would be two truths. */
  async function remember(subject: string, content: object | null, by: string, now: number): Promise<void> {
    const last = await db()
      .selectFrom('policy_history')
      .select((each) => each.fn.max('version').as('version'))
      .where('subject', '=', subject)
      .executeTakeFirst();
    const version = (last?.version ?? 0) + 1;
    await db()
      .insertInto('policy_history')
      .values({ id: newId(), subject, version, content: JSON.stringify(content), changed_by: by, at: now })
      .execute();
  }

  return {
    read: async (subject) =>
      (await db().selectFrom('setting').selectAll().where('subject', '=', subject).executeTakeFirst()) ??
      null,
    list: async (beginning) => {
      const rows = await db().selectFrom('setting').selectAll().orderBy('subject').execute();
      return rows.filter(({ subject }) => subject.startsWith(beginning));
    },
    save: ({ subject, content, expectedVersion, by, now }) =>
      database.transaction(async () => {
        const row = { version: expectedVersion + 1, content: JSON.stringify(content) as never };
        const written =
          expectedVersion === 0
            ? (
                await db()
                  .insertInto('setting')
                  .values({ subject, ...row })
                  .onConflict((conflict) => conflict.doNothing())
                  .executeTakeFirst()
              ).numInsertedOrUpdatedRows
            : (
                await db()
                  .updateTable('setting')
                  .set(row)
                  .where('subject', '=', subject)
                  .where('version', '=', expectedVersion)
                  .executeTakeFirst()
              ).numUpdatedRows;
        if (written !== 1n) return false;
        await remember(subject, content, by, now);
        return true;
      }),
    remove: ({ subject, expectedVersion, by, now }) =>
      database.transaction(async () => {
        const removed = await db()
          .deleteFrom('setting')
          .where('subject', '=', subject)
          .where('version', '=', expectedVersion)
          .executeTakeFirst();
        if (removed.numDeletedRows !== 1n) return false;
        await remember(subject, null, by, now);
        return true;
      }),
  };
}
