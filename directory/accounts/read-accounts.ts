import { type RawBuilder, sql } from 'kysely';
import type { DirectoryContext } from '../context.ts';
import { isId, noId } from '../store/index.ts';
import type { DirectoryAccount, Mail } from './account.ts';
import { foldIdentifier } from './fold-identifier.ts';

interface ReadRow {
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
  method_last_used_at: number | null;
  created_at: number;
  version: number;
  mails: Mail[];
  groups: string[];
  roles: string[];
}

/**
 * One statement whatever it finds: everything of the accounts that `condition` picks. Conditions say
 * `= any(array(select …))`, not `in (select …)`: the planner then always goes by the index, also on a table just filled,
 * whose statistics it does not have yet.
 */
async function select(
  context: DirectoryContext,
  condition: RawBuilder<unknown>,
): Promise<DirectoryAccount[]> {
  const { rows } = await sql<ReadRow>`
    select a.*,
      (select max(m.last_used_at) from authentication_method m where m.account_id = a.id) as method_last_used_at,
      (select coalesce(json_agg(json_build_object('mail', m.mail, 'confirmed', m.confirmed) order by m.mail_folded), '[]')
         from account_mail m where m.account_id = a.id) as mails,
      (select coalesce(json_agg(g.group_name order by g.group_name), '[]')
         from account_group g where g.account_id = a.id) as groups,
      (select coalesce(json_agg(r.role_name order by r.role_name), '[]')
         from account_role r where r.account_id = a.id) as roles
    from account a where ${condition} order by a.id`.execute(context.database.query());
  return rows.map(toAccount);
}

function toAccount(row: ReadRow): DirectoryAccount {
  return {
    id: row.id,
    accountName: row.account_name,
    mails: row.mails,
    givenName: row.given_name,
    surname: row.surname,
    birthDate: row.birth_date,
    country: row.country,
    employeeNumber: row.employee_number,
    enabled: row.enabled,
    frozen: row.frozen,
    groups: row.groups,
    roles: row.roles,
    attributeHoldUntil: row.attribute_hold_until,
    firstSignedInAt: row.first_signed_in_at,
    methodLastUsedAt: row.method_last_used_at,
    createdAt: row.created_at,
    version: row.version,
  };
}

export async function readAccount(context: DirectoryContext, id: string): Promise<DirectoryAccount | null> {
  const [account] = await select(context, sql`a.id = ${isId(id) ? id : noId}`);
  return account ?? null;
}

/** Those of the ids that exist, by id. */
export async function readManyAccounts(
  context: DirectoryContext,
  ids: readonly string[],
): Promise<DirectoryAccount[]> {
  const list = JSON.stringify(ids.filter(isId));
  return select(
    context,
    sql`a.id = any(array(select json_array_elements_text(cast(${list} as json))::uuid))`,
  );
}

/** Those whose account name is one of these, as typed; mails do not count. */
export async function readByNames(
  context: DirectoryContext,
  names: readonly string[],
): Promise<DirectoryAccount[]> {
  const folded = JSON.stringify(names.map(foldIdentifier));
  return select(
    context,
    sql`a.id = any(array(select id from account where account_name_folded
      = any(array(select json_array_elements_text(cast(${folded} as json))))))`,
  );
}

/**
 * Account name or confirmed mail, as typed. Null when nobody, or more than one account, answers to it (D13):
 * one account's name may be another one's mail.
 */
export async function findAccount(
  context: DirectoryContext,
  identifier: string,
): Promise<DirectoryAccount | null> {
  const folded = foldIdentifier(identifier);
  const found = await select(
    context,
    sql`a.id = any(array(select id from account where account_name_folded = ${folded}
      union all select account_id from account_mail where mail_folded = ${folded} and confirmed))`,
  );
  return found.length === 1 ? found[0]! : null;
}

/** Accounts, disabled ones included, that share a key with the presented names. */
export async function findByPresentedNames(
  context: DirectoryContext,
  names: { readonly givenName: string; readonly familyName: string },
): Promise<DirectoryAccount[]> {
  return findByNameKeys(context, context.nameKeys.ofPresented(names.givenName, names.familyName));
}

/**
 * Other accounts whom this account's own names, presented, would bring up too. With `null` the same statement
 * runs and finds nobody (D14).
 */
export async function findLookalikes(
  context: DirectoryContext,
  account: DirectoryAccount | null,
): Promise<DirectoryAccount[]> {
  const keys = account === null ? [] : context.nameKeys.ofPresented(account.givenName, account.surname);
  const found = await findByNameKeys(context, keys);
  return found.filter(({ id }) => id !== account?.id);
}

/** The keys travel as one JSON parameter: the statement's text does not tell how many there are. */
function findByNameKeys(context: DirectoryContext, keys: readonly string[]): Promise<DirectoryAccount[]> {
  return select(
    context,
    sql`a.id = any(array(select k.account_id from account_name_key k
      where k.name_key = any(array(select json_array_elements_text(cast(${JSON.stringify(keys)} as json))))))`,
  );
}

/** Every account, or a page of them by id: for lists and exports. */
export async function listAccounts(
  context: DirectoryContext,
  { after = noId, limit }: { after?: string; limit: number },
): Promise<DirectoryAccount[]> {
  return select(
    context,
    sql`a.id = any(array(select id from account where id > ${after} order by id limit ${limit}))`,
  );
}
