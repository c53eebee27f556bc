import { type RawBuilder, sql } from 'kysely';
import type { DirectoryContext } from '../context.ts';
import { isId, noId, searchQueryOf } from '../store/index.ts';

/** Every condition that is given must hold. */
export interface AccountFilter {
  /** Beginnings of names, account name, mails, employee number; any order, marks do not count. */
  readonly text?: string;
  readonly group?: string;
  /** ISO 3166-1 alpha-2, or null: none on record. */
  readonly country?: string | null;
  readonly enabled?: boolean;
  readonly frozen?: boolean;
  /** An edit of a matching attribute holds recovery at this moment (D34). */
  readonly onHold?: true;
  readonly neverSignedIn?: true;
  readonly privileged?: true;
  readonly role?: string;
}

/** A line of a list: no more than the list shows. */
export interface AccountListing {
  readonly id: string;
  readonly accountName: string;
  readonly givenName: string;
  readonly surname: string;
  readonly country: string | null;
  readonly enabled: boolean;
  readonly frozen: boolean;
  readonly attributeHoldUntil: number | null;
  readonly firstSignedInAt: number | null;
  readonly privileged: boolean;
}

/** A list is walked in stretches of so many, at most so often, before the words are looked up instead. */
const stretch = 5_000;
const mostStretches = 4;

/**
 * By surname and given name, a page at a time. `after` is the id of the last account of the page before: names do not travel
 * in cursors. An account renamed between two pages is where its new name is.
 */
export async function searchAccounts(
  context: DirectoryContext,
  request: { readonly filter: AccountFilter; readonly after?: string; readonly limit: number },
): Promise<AccountListing[]> {
  const { filter, after, limit } = request;
  // The people of a group stand in order in the group's own index.
  const place = filter.group === undefined ? sql`a.sort_name, a.id` : sql`g.sort_name, g.account_id`;
  const beyond: RawBuilder<unknown>[] = [];
  if (after !== undefined) {
    const last = await readSortName(context, after);
    if (last === null) return [];
    // As two plain values: a sub-select here would not be a bound of the index.
    beyond.push(sql`(${place}) > (${last}, cast(${after} as uuid))`);
  }
  const conditions = conditionsOf(context, filter);
  if (searchQueryOf(filter.text ?? '') === null) {
    const where = all([...conditions, ...beyond]);
    return list(
      context,
      sql`select a.* from ${source(filter)} where ${where} order by ${place} limit ${limit}`,
    );
  }
  // Who is called alike stands together in the list, so the planner's idea of how far to walk for a page is far off. A stretch
  // finds common words, some more find those of which it met a few; rare ones, and those that begin further down, are looked up.
  const walk = (skipped: number, missing: number) =>
    list(
      context,
      sql`select a.* from (select a.* ${filter.group === undefined ? sql`` : sql`, g.group_name`} from ${source(filter)}
        where ${all([...inOrder(filter), ...beyond])} order by ${place} limit ${stretch} offset ${skipped}) as a
        where ${all(conditionsOf(context, filter, sql`a`))} order by a.sort_name, a.id limit ${missing}`,
    );
  const met: AccountListing[] = [];
  for (let walked = 0; walked < mostStretches; walked += 1) {
    const near = await walk(walked * stretch, limit - met.length);
    met.push(...near);
    if (met.length === limit) return met;
    // As many again in each of the stretches that are left would not fill the page.
    if (near.length * (mostStretches - 1 - walked) < limit - met.length) break;
  }
  // No more than what is sorted by is kept of everybody who is found: whole rows of many people would not fit in memory.
  return list(
    context,
    sql`select a.* from (select * from found order by sort_name, id limit ${limit}) as page join account a on a.id = page.id`,
    sql`with found as materialized (
      select a.id, a.sort_name from ${source(filter)} where ${all([...conditions, ...beyond])})`,
  );
}

/** What an index has in the order of the list: a walk along it meets nobody else. */
function inOrder({ group, country, enabled, frozen, neverSignedIn }: AccountFilter): RawBuilder<unknown>[] {
  if (group !== undefined) return [sql`g.group_name = ${group}`];
  if (enabled === false) return [sql`not a.enabled`];
  if (frozen === true) return [sql`a.frozen`];
  if (neverSignedIn === true) return [sql`a.first_signed_in_at is null`];
  if (country === undefined) return [];
  return [country === null ? sql`a.country is null` : sql`a.country = ${country}`];
}

async function list(
  context: DirectoryContext,
  page: RawBuilder<unknown>,
  before: RawBuilder<unknown> = sql``,
): Promise<AccountListing[]> {
  const { rows } = await sql<ListedRow>`${before}
    select a.id, a.account_name, a.given_name, a.surname, a.country, a.enabled, a.frozen, a.attribute_hold_until,
      a.first_signed_in_at, exists (select from account_role r where r.account_id = a.id) as privileged
    from (${page}) as a order by a.sort_name, a.id`.execute(context.database.query());
  return rows.map(toListing);
}

/** How many, counted up to `most` and no further: a million need not be counted to say that they are many. */
export async function countMatching(
  context: DirectoryContext,
  { filter, most }: { readonly filter: AccountFilter; readonly most: number },
): Promise<number> {
  const { rows } = await sql<{ people: string | number }>`
    select count(*) as people from (
      select from ${source(filter)} where ${all(conditionsOf(context, filter))} limit ${most}) as counted`.execute(
    context.database.query(),
  );
  return Number(rows[0]?.people ?? 0);
}

interface ListedRow {
  id: string;
  account_name: string;
  given_name: string;
  surname: string;
  country: string | null;
  enabled: boolean;
  frozen: boolean;
  attribute_hold_until: number | null;
  first_signed_in_at: number | null;
  privileged: boolean;
}

const toListing = (row: ListedRow): AccountListing => ({
  id: row.id,
  accountName: row.account_name,
  givenName: row.given_name,
  surname: row.surname,
  country: row.country,
  enabled: row.enabled,
  frozen: row.frozen,
  attributeHoldUntil: row.attribute_hold_until,
  firstSignedInAt: row.first_signed_in_at,
  privileged: row.privileged,
});

function source(filter: AccountFilter): RawBuilder<unknown> {
  return filter.group === undefined
    ? sql`account a`
    : sql`account_group g join account a on a.id = g.account_id`;
}

/** `groups`: where the group's name is read from. */
function conditionsOf(
  context: DirectoryContext,
  filter: AccountFilter,
  groups: RawBuilder<unknown> = sql`g`,
): RawBuilder<unknown>[] {
  const words = searchQueryOf(filter.text ?? '');
  const given: readonly (RawBuilder<unknown> | false)[] = [
    words !== null && sql`a.search @@ cast(${words} as tsquery)`,
    filter.group !== undefined && sql`${groups}.group_name = ${filter.group}`,
    filter.country !== undefined &&
      (filter.country === null ? sql`a.country is null` : sql`a.country = ${filter.country}`),
    // Each as its partial index says it.
    filter.enabled !== undefined && (filter.enabled ? sql`a.enabled` : sql`not a.enabled`),
    filter.frozen !== undefined && (filter.frozen ? sql`a.frozen` : sql`not a.frozen`),
    filter.onHold === true && sql`a.attribute_hold_until > ${context.now()}`,
    filter.neverSignedIn === true && sql`a.first_signed_in_at is null`,
    filter.role !== undefined &&
      sql`exists (select from account_role r where r.account_id = a.id and r.role_name = ${filter.role})`,
    filter.privileged === true && sql`exists (select from account_role r where r.account_id = a.id)`,
  ];
  return given.filter((condition) => condition !== false);
}

function all(conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

async function readSortName(context: DirectoryContext, id: string): Promise<string | null> {
  const row = await context.database
    .query()
    .selectFrom('account')
    .select('sort_name')
    .where('id', '=', isId(id) ? id : noId)
    .executeTakeFirst();
  return row?.sort_name ?? null;
}
