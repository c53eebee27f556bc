import type { DirectoryContext } from '../context.ts';
import type { DirectoryTables } from '../store/index.ts';
import type { AccountChanges, DirectoryAccount } from './account.ts';
import { groupRows, mailRows, nameKeyRows, roleRows } from './create-accounts.ts';
import { foldIdentifier } from './fold-identifier.ts';
import { readAccount } from './read-accounts.ts';

/** Attributes that a recovery matches against (D34). */
const matchingAttributes = ['givenName', 'surname', 'birthDate', 'employeeNumber'] as const;

/**
 * Changes what is given; lists replace lists. An edit of a matching attribute holds recovery (D34, T10) for
 * `holdHours` (default 72); an undo is an edit too, and no edit shortens a hold that runs.
 * Returns the account as it is now, or null when there is none.
 */
export async function editAccount(
  context: DirectoryContext,
  { id, changes, holdHours = 72 }: { id: string; changes: AccountChanges; holdHours?: number },
): Promise<DirectoryAccount | null> {
  return context.database.transaction(async () => {
    const before = await readAccount(context, id);
    if (before === null) return null;
    const held = matchingAttributes.some(
      (name) => changes[name] !== undefined && changes[name] !== before[name],
    );
    const columns = changedColumns(changes);
    if (held) {
      const until = context.now() + holdHours * 3_600_000;
      columns.attribute_hold_until = Math.max(before.attributeHoldUntil ?? 0, until);
    }
    const query = context.database.query();
    if (Object.keys(columns).length > 0) {
      await query.updateTable('account').set(columns).where('id', '=', id).execute();
    }
    await replaceLists(context, { before, changes });
    return readAccount(context, id);
  });
}

function changedColumns(changes: AccountChanges): Partial<DirectoryTables['account']> {
  return {
    ...(changes.accountName !== undefined && {
      account_name: changes.accountName,
      account_name_folded: foldIdentifier(changes.accountName),
    }),
    ...(changes.givenName !== undefined && { given_name: changes.givenName }),
    ...(changes.surname !== undefined && { surname: changes.surname }),
    ...(changes.birthDate !== undefined && { birth_date: changes.birthDate }),
    ...(changes.country !== undefined && { country: changes.country }),
    ...(changes.employeeNumber !== undefined && { employee_number: changes.employeeNumber }),
    ...(changes.enabled !== undefined && { enabled: changes.enabled }),
    ...(changes.frozen !== undefined && { frozen: changes.frozen }),
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
    ['account_group', changes.groups && groupRows(id, changes.groups)],
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
