import { type RawBuilder, sql } from 'kysely';
import type { DirectoryContext } from '../context.ts';
import { createId, type DirectoryTables, searchVectorOf, sortNameOf } from '../store/index.ts';
import type { NewAccount } from './account.ts';
import { foldIdentifier } from './fold-identifier.ts';
import { noteChange } from './people-version.ts';

/** Keeps one statement well under the protocol's 65,535 parameters. */
const batchSize = 500;

/**
 * Creates accounts in batches, in one transaction; returns their ids in order. No attribute hold starts: these are
 * first values, not edits (D34). Throws the database's unique violation when an account name is taken.
 */
export async function createAccounts(
  context: DirectoryContext,
  accounts: readonly NewAccount[],
): Promise<string[]> {
  const created = accounts.map((account) => ({ id: createId(context.now(), context.randomBytes), account }));
  await context.database.transaction(async () => {
    for (let start = 0; start < created.length; start += batchSize) {
      await insertBatch(context, created.slice(start, start + batchSize));
    }
    if (created.length > 0) await noteChange(context);
  });
  return created.map(({ id }) => id);
}

interface Created {
  readonly id: string;
  readonly account: NewAccount;
}

async function insertBatch(context: DirectoryContext, batch: readonly Created[]): Promise<void> {
  const query = context.database.query();
  await query
    .insertInto('account')
    .values(batch.map((each) => accountRow(each, context.now())))
    .execute();
  for (const [table, rows] of rowsBeside(context, batch)) {
    for (let start = 0; start < rows.length; start += 5_000) {
      await query
        .insertInto(table)
        .values(rows.slice(start, start + 5_000))
        .execute();
    }
  }
}

function accountRow({ id, account }: Created, now: number) {
  return {
    id,
    account_name: account.accountName,
    account_name_folded: foldIdentifier(account.accountName),
    given_name: account.givenName,
    surname: account.surname,
    birth_date: account.birthDate ?? null,
    country: account.country ?? null,
    employee_number: account.employeeNumber ?? '',
    enabled: account.enabled ?? true,
    frozen: account.frozen ?? false,
    attribute_hold_until: null,
    first_signed_in_at: account.firstSignedInAt ?? null,
    created_at: now,
    version: 1,
    sort_name: sortNameOf(account),
    search: searchVector({
      ...account,
      employeeNumber: account.employeeNumber ?? '',
      mails: account.mails ?? [],
    }),
  };
}

export function searchVector(account: Parameters<typeof searchVectorOf>[0]): RawBuilder<string> {
  return sql<string>`cast(${searchVectorOf(account)} as tsvector)`;
}

type TableBeside = 'account_mail' | 'account_group' | 'account_role' | 'account_name_key';
type RowBeside = DirectoryTables[TableBeside];

function rowsBeside(context: DirectoryContext, batch: readonly Created[]): [TableBeside, RowBeside[]][] {
  return [
    ['account_mail', batch.flatMap(({ id, account }) => mailRows(id, account.mails ?? []))],
    [
      'account_group',
      batch.flatMap(({ id, account }) => groupRows(id, account.groups ?? [], sortNameOf(account))),
    ],
    ['account_role', batch.flatMap(({ id, account }) => roleRows(id, account.roles ?? []))],
    [
      'account_name_key',
      batch.flatMap(({ id, account }) =>
        nameKeyRows(id, context.nameKeys.ofAccount(account.givenName, account.surname)),
      ),
    ],
  ];
}

export function mailRows(
  id: string,
  mails: NonNullable<NewAccount['mails']>,
): DirectoryTables['account_mail'][] {
  return mails.map(({ mail, confirmed }) => ({
    account_id: id,
    mail,
    mail_folded: foldIdentifier(mail),
    confirmed,
  }));
}

export function groupRows(
  id: string,
  groups: readonly string[],
  sortName: string,
): DirectoryTables['account_group'][] {
  return [...new Set(groups)].map((name) => ({ account_id: id, group_name: name, sort_name: sortName }));
}

export function roleRows(id: string, roles: readonly string[]): DirectoryTables['account_role'][] {
  return [...new Set(roles)].map((name) => ({ account_id: id, role_name: name }));
}

export function nameKeyRows(id: string, keys: readonly string[]): DirectoryTables['account_name_key'][] {
  return [...new Set(keys)].map((key) => ({ account_id: id, name_key: key }));
}
