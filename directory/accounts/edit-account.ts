import type { RawBuilder } from 'kysely';
import type { DirectoryContext } from '../context.ts';
import { createId, type DirectoryTables, sortNameOf } from '../store/index.ts';
import type { AccountChanges, DirectoryAccount } from './account.ts';
import { groupRows, mailRows, nameKeyRows, roleRows, searchVector } from './create-accounts.ts';
import { foldIdentifier } from './fold-identifier.ts';
import { lockAccount } from './lock-account.ts';
import { noteChange } from './people-version.ts';
import { readAccount } from './read-accounts.ts';

/** Attributes that a recovery matches against (D34). */
export const matchingAttributes = ['givenName', 'surname', 'birthDate', 'employeeNumber'] as const;
export type MatchingAttribute = (typeof matchingAttributes)[number];

export interface AccountEdit {
  readonly id: string;
  readonly changes: AccountChanges;
  /** 72 unless given. */
  readonly holdHours?: number;
  /** Who edits, for the list of holds; opaque here. */
  readonly by?: string;
  /** Refuses with `changedMeanwhile` when the account has moved on from it. */
  readonly expectedVersion?: number;
}

/**
 * Changes what is given; lists replace lists. An edit of a matching attribute holds recovery (D34, T10) for
 * `holdHours`; an undo is an edit too, and no edit shortens a hold that runs.
 * Returns the account as it is now, or null when there is none.
 */
export async function editAccount(
  context: DirectoryContext,
  edit: AccountEdit & { readonly expectedVersion: number },
): Promise<DirectoryAccount | 'changedMeanwhile' | null>;
export async function editAccount(
  context: DirectoryContext,
  edit: AccountEdit,
): Promise<DirectoryAccount | null>;
export async function editAccount(
  context: DirectoryContext,
  { id, changes, holdHours = 72, by = '', expectedVersion }: AccountEdit,
): Promise<DirectoryAccount | 'changedMeanwhile' | null> {
  return context.database.transaction(async () => {
    // Two edits at once would each lay their lists over what the other has just written.
    await lockAccount(context, id);
    const before = await readAccount(context, id);
    if (before === null) return null;
    if (expectedVersion !== undefined && expectedVersion !== before.version) return 'changedMeanwhile';
    const edited = matchingAttributes.filter(
      (name) => changes[name] !== undefined && changes[name] !== before[name],
    );
    const columns = { ...changedColumns(before, changes), version: before.version + 1 };
    if (edited.length > 0) {
      const now = context.now();
      const until = Math.max(before.attributeHoldUntil ?? 0, now + holdHours * 3_600_000);
      columns.attribute_hold_until = until;
      await noteHold(context, { accountId: id, attributes: edited, now, until, by });
    }
    await context.database.query().updateTable('account').set(columns).where('id', '=', id).execute();
    await replaceLists(context, { before, changes });
    await noteChange(context);
    return readAccount(context, id);
  });
}

async function noteHold(
  context: DirectoryContext,
  hold: {
    readonly accountId: string;
    readonly attributes: readonly MatchingAttribute[];
    readonly now: number;
    readonly until: number;
    readonly by: string;
  },
): Promise<void> {
  await context.database
    .query()
    .insertInto('attribute_hold')
    .values({
      id: createId(hold.now, context.randomBytes),
      account_id: hold.accountId,
      started_at: hold.now,
      until: hold.until,
      attributes: hold.attributes.join(','),
      started_by: hold.by,
    })
    .execute();
}

type ChangedColumns = Partial<Omit<DirectoryTables['account'], 'search'>> & { search?: RawBuilder<string> };

function changedColumns(before: DirectoryAccount, changes: AccountChanges): ChangedColumns {
  const { accountName, givenName, surname, birthDate, country, employeeNumber, enabled, frozen, mails } =
    changes;
  const after = { ...before, ...changes };
  const names = givenName !== undefined || surname !== undefined;
  const words = names || accountName !== undefined || employeeNumber !== undefined || mails !== undefined;
  return {
    ...(accountName !== undefined && {
      account_name: accountName,
      account_name_folded: foldIdentifier(accountName),
    }),
    ...(givenName !== undefined && { given_name: givenName }),
    ...(surname !== undefined && { surname }),
    ...(birthDate !== undefined && { birth_date: birthDate }),
    ...(country !== undefined && { country }),
    ...(employeeNumber !== undefined && { employee_number: employeeNumber }),
    ...(enabled !== undefined && { enabled }),
    ...(frozen !== undefined && { frozen }),
    ...(names && { sort_name: sortNameOf(after) }),
    ...(words && { search: searchVector(after) }),
  };
}

async function replaceLists(
  context: DirectoryContext,
  { before, changes }: { before: DirectoryAccount; changes: AccountChanges },
): Promise<void> {
  const { id } = before;
  const givenName = changes.givenName ?? before.givenName;
  const surname = changes.surname ?? before.surname;
  const renamed = givenName !== before.givenName || surname !== before.surname;
  const lists = [
    ['account_mail', changes.mails && mailRows(id, changes.mails)],
    [
      'account_group',
      renamed || changes.groups
        ? groupRows(id, changes.groups ?? before.groups, sortNameOf({ givenName, surname }))
        : undefined,
    ],
    ['account_role', changes.roles && roleRows(id, changes.roles)],
    [
      'account_name_key',
      renamed ? nameKeyRows(id, context.nameKeys.ofAccount(givenName, surname)) : undefined,
    ],
  ] as const;
  const query = context.database.query();
  for (const [table, rows] of lists) {
    if (rows === undefined) continue;
    await query.deleteFrom(table).where('account_id', '=', id).execute();
    if (rows.length > 0) await query.insertInto(table).values(rows).execute();
  }
}
