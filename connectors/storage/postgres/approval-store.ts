import type { Database } from './open-database.ts';
import type { ApprovalRow, RegainTables } from './tables.ts';

/** How an approval stands. `performed`: a second person agreed and it was done; `failed`: agreed, and could not be done any more. */
export type ApprovalState = ApprovalRow['state'];

/** What waits for a second person, and what became of it. What it is about lies sealed. */
export interface ApprovalStore {
  /** False when the same act on the same subject waits already. */
  insert(row: ApprovalRow): Promise<boolean>;
  read(id: string): Promise<ApprovalRow | null>;
  /** Latest first, by id. */
  list(request: {
    readonly waiting: boolean;
    readonly limit: number;
    readonly before?: string;
  }): Promise<readonly ApprovalRow[]>;
  /** How many wait that somebody else asked for. */
  countWaiting(request: { readonly exceptAskedBy: string; readonly now: number }): Promise<number>;
  /** Closes what still waits, once: false when somebody was faster, or its time is over. */
  close(request: {
    readonly id: string;
    readonly state: Exclude<ApprovalState, 'pending' | 'expired'>;
    readonly by: string;
    readonly at: number;
    readonly reason?: string;
  }): Promise<boolean>;
  /** Closes what waited too long; returns what it was. */
  expire(now: number): Promise<readonly Pick<ApprovalRow, 'id' | 'act' | 'asked_by'>[]>;
  /** Deletes what was closed before that time. The audit keeps that it was. */
  forgetBefore(time: number): Promise<void>;
}

export function createApprovalStore(options: { readonly database: Database<RegainTables> }): ApprovalStore {
  const db = () => options.database.query();
  return {
    insert: async (row) => {
      const inserted = await db()
        .insertInto('approval')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return inserted.numInsertedOrUpdatedRows === 1n;
    },
    read: async (id) =>
      (await db().selectFrom('approval').selectAll().where('id', '=', id).executeTakeFirst()) ?? null,
    list: async ({ waiting, limit, before }) => {
      let query = db().selectFrom('approval').selectAll();
      query = waiting ? query.where('state', '=', 'pending') : query.where('state', '<>', 'pending');
      if (before !== undefined) query = query.where('id', '<', before);
      return await query.orderBy('id', 'desc').limit(limit).execute();
    },
    countWaiting: async ({ exceptAskedBy, now }) => {
      const counted = await db()
        .selectFrom('approval')
        .select((each) => each.fn.countAll<number>().as('waiting'))
        .where('state', '=', 'pending')
        .where('asked_by', '<>', exceptAskedBy)
        .where('expires_at', '>', now)
        .executeTakeFirstOrThrow();
      return Number(counted.waiting);
    },
    close: async ({ id, state, by, at, reason = '' }) => {
      const updated = await db()
        .updateTable('approval')
        .set({ state, decided_by: by, decided_at: at, reason })
        .where('id', '=', id)
        .where('state', '=', 'pending')
        .where('expires_at', '>', at)
        .executeTakeFirst();
      return updated.numUpdatedRows === 1n;
    },
    expire: async (now) =>
      await db()
        .updateTable('approval')
        .set({ state: 'expired', decided_at: now })
        .where('state', '=', 'pending')
        .where('expires_at', '<=', now)
        .returning(['id', 'act', 'asked_by'])
        .execute(),
    forgetBefore: async (time) => {
      await db().deleteFrom('approval').where('decided_at', '<', time).execute();
    },
  };
}
