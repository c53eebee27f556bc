import { sql } from 'kysely';
import type { DirectoryContext } from '../context.ts';
import { createId, isId, noId } from '../store/index.ts';
import type { MatchingAttribute } from './edit-account.ts';
import { noteChange } from './people-version.ts';

/** What a hold is about: an edit of what is matched, or groups that let somebody in. Which groups do, whoever calls knows. */
export type HeldAttribute = MatchingAttribute | 'groups';

/** One edit whose hold still runs (D34). */
export interface AttributeHold {
  readonly id: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly displayName: string;
  readonly attributes: readonly HeldAttribute[];
  readonly startedAt: number;
  readonly until: number;
  /** Who edited; opaque to this directory. */
  readonly startedBy: string;
}

/** Holds recovery of people for their groups, in the transaction that changed them. No hold is shortened by it. */
export async function holdForGroups(
  context: DirectoryContext,
  {
    ids,
    holdHours,
    by,
  }: { readonly ids: readonly string[]; readonly holdHours: number; readonly by: string },
): Promise<void> {
  if (ids.length === 0) return;
  await context.database.transaction(async () => {
    const [now, query] = [context.now(), context.database.query()];
    const until = now + holdHours * 3_600_000;
    await query
      .updateTable('account')
      .set({ attribute_hold_until: sql<number>`greatest(attribute_hold_until, ${until}::double precision)` })
      .where('id', 'in', [...ids])
      .execute();
    const hold = { started_at: now, until, attributes: 'groups', started_by: by };
    await query
      .insertInto('attribute_hold')
      .values(
        ids.map((account) => ({ ...hold, id: createId(now, context.randomBytes), account_id: account })),
      )
      .execute();
    await noteChange(context);
  });
}

/** Holds that run, the one that ends first in front; of one account, or a page of all. `after` is the id of the last one shown. */
export async function listHolds(
  context: DirectoryContext,
  { accountId, after, limit }: { accountId?: string; after?: string; limit: number },
): Promise<AttributeHold[]> {
  const query = context.database.query();
  let holds = query
    .selectFrom('attribute_hold as h')
    .innerJoin('account as a', 'a.id', 'h.account_id')
    .select(['h.id', 'h.account_id', 'h.attributes', 'h.started_at', 'h.until', 'h.started_by'])
    .select(['a.account_name', 'a.given_name', 'a.surname'])
    .where('h.until', '>', context.now())
    .orderBy('h.until')
    .orderBy('h.id')
    .limit(limit);
  if (accountId !== undefined) holds = holds.where('h.account_id', '=', isId(accountId) ? accountId : noId);
  if (after !== undefined) {
    const last = await query
      .selectFrom('attribute_hold')
      .select(['until', 'id'])
      .where('id', '=', isId(after) ? after : noId)
      .executeTakeFirst();
    if (last === undefined) return [];
    holds = holds.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('h.until', 'h.id'), '>', tuple(last.until, last.id)),
    );
  }
  const rows = await holds.execute();
  return rows.map((row) => ({
    id: row.id,
    accountId: row.account_id,
    accountName: row.account_name,
    displayName: `${row.given_name} ${row.surname}`.trim(),
    attributes: row.attributes.split(',') as HeldAttribute[],
    startedAt: row.started_at,
    until: row.until,
    startedBy: row.started_by,
  }));
}
