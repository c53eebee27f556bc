import { sql } from 'kysely';
import type { DirectoryContext } from '../context.ts';
import { noId } from '../store/index.ts';
import type { DirectoryAccount, Mail } from './account.ts';

interface WalkedRow {
  id: string;
  account_name: string;
  given_name: string;
  surname: string;
  birth_date: string | null;
  country: string | null;
  employee_number: string;
  enabled: boolean;
  frozen: boolean;
  attribute_hold_until: number | null;
  first_signed_in_at: number | null;
  created_at: number;
  version: number;
}

export async function countAccounts(context: DirectoryContext): Promise<number> {
  const { rows } = await sql<{ people: number | string }>`select count(*) as people from account`.execute(
    context.database.query(),
  );
  return Number(rows[0]?.people ?? 0);
}

/**
 * Every account once, in the order of birth dates (those without one first), then ids. Four statements a page whatever its size:
 * a subselect for every account, as for one person's page, would be the greater part of a walk through a million.
 * Last use of methods is not read. `birthDate`: only those who have this one.
 */
export async function* walkAccounts(
  context: DirectoryContext,
  { pageSize, birthDate }: { readonly pageSize: number; readonly birthDate?: string },
): AsyncGenerator<readonly DirectoryAccount[]> {
  let after = { birthDate: birthDate ?? '', id: noId };
  for (;;) {
    const page = await readPage(context, after, pageSize);
    const rows = page.filter((row) => birthDate === undefined || row.birth_date === birthDate);
    if (rows.length === 0) return;
    yield await withLists(context, rows);
    const last = rows.at(-1)!;
    after = { birthDate: last.birth_date ?? '', id: last.id };
    if (rows.length < pageSize) return;
  }
}

async function readPage(
  context: DirectoryContext,
  after: { readonly birthDate: string; readonly id: string },
  pageSize: number,
): Promise<WalkedRow[]> {
  const { rows } = await sql<WalkedRow>`
    select id, account_name, given_name, surname, birth_date, country, employee_number, enabled, frozen,
      attribute_hold_until, first_signed_in_at, created_at, version
    from account where (coalesce(birth_date, ''), id) > (${after.birthDate}, ${after.id}::uuid)
    order by coalesce(birth_date, ''), id limit ${pageSize}`.execute(context.database.query());
  return rows;
}

async function withLists(context: DirectoryContext, rows: readonly WalkedRow[]): Promise<DirectoryAccount[]> {
  const ids = JSON.stringify(rows.map(({ id }) => id));
  const among = sql`account_id = any(array(select json_array_elements_text(cast(${ids} as json))::uuid))`;
  const query = context.database.query();
  const mails = await sql<Mail & { account_id: string }>`
    select account_id, mail, confirmed from account_mail where ${among}`.execute(query);
  const groups = await sql<{ account_id: string; name: string }>`
    select account_id, group_name as name from account_group where ${among}`.execute(query);
  const roles = await sql<{ account_id: string; name: string }>`
    select account_id, role_name as name from account_role where ${among}`.execute(query);
  const mailsOf = Map.groupBy(mails.rows, (row) => row.account_id);
  const groupsOf = Map.groupBy(groups.rows, (row) => row.account_id);
  const rolesOf = Map.groupBy(roles.rows, (row) => row.account_id);
  return rows.map((row) => ({
    id: row.id,
    accountName: row.account_name,
    mails: (mailsOf.get(row.id) ?? []).map(({ mail, confirmed }) => ({ mail, confirmed })),
    givenName: row.given_name,
    surname: row.surname,
    birthDate: row.birth_date,
    country: row.country,
    employeeNumber: row.employee_number,
    enabled: row.enabled,
    frozen: row.frozen,
    groups: (groupsOf.get(row.id) ?? []).map(({ name }) => name),
    roles: (rolesOf.get(row.id) ?? []).map(({ name }) => name),
    attributeHoldUntil: row.attribute_hold_until,
    firstSignedInAt: row.first_signed_in_at,
    methodLastUsedAt: null,
    createdAt: row.created_at,
    version: row.version,
  }));
}
