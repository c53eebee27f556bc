import type { DirectoryContext } from '../context.ts';
import { isId } from '../store/index.ts';
import { noteChange } from './people-version.ts';

/**
 * Removes those accounts that nobody has ever used: never signed in, nothing to sign in with, no role. Returns whom it removed. For the
 * undo of an import: a disabled remainder would stand in the way of the person it looks like (R22).
 */
export async function removeUnused(
  context: DirectoryContext,
  ids: readonly string[],
): Promise<readonly string[]> {
  const known = ids.filter(isId);
  if (known.length === 0) return [];
  return context.database.transaction(async () => {
    const removed = await context.database
      .query()
      .deleteFrom('account')
      .where('id', 'in', known)
      .where('first_signed_in_at', 'is', null)
      .where(({ and, not, exists, selectFrom }) =>
        and(
          (['authentication_method', 'account_role', 'access_pass', 'enrolment_session'] as const).map(
            (table) =>
              not(
                exists(
                  selectFrom(table).select('account_id').whereRef(`${table}.account_id`, '=', 'account.id'),
                ),
              ),
          ),
        ),
      )
      .returning('id')
      .execute();
    if (removed.length > 0) await noteChange(context);
    return removed.map(({ id }) => id);
  });
}
