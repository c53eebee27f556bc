import type { DirectoryContext } from '../context.ts';
import { isId, noId } from '../store/index.ts';
import type { MatchingAttribute } from './edit-account.ts';

/** One edit of matching attributes whose hold still runs (D34). */
export interface AttributeHold {
  readonly id: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly displayName: string;
  readonly attributes: readonly MatchingAttribute[];
  readonly startedAt: number;
  readonly until: number;
  /** Who edited; opaque to this directory. */
  readonly startedBy: string;
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
    attributes: row.attributes.split(',') as MatchingAttribute[],
    startedAt: row.started_at,
    until: row.until,
    startedBy: row.started_by,
  }));
}
