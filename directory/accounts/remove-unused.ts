import type { DirectoryContext } from '../context.ts';
import { isId, noId } from '../store/index.ts';

/**
 * Removes an account that nobody has ever used: never signed in, nothing to sign in with, no role. False: it stays. For the undo
 * of an import: a disabled remainder would stand in the way of the person it looks like (R22).
 */
export async function removeUnused(context: DirectoryContext, id: string): Promise<boolean> {
  const removed = await context.database
    .query()
    .deleteFrom('account')
    .where('id', '=', isId(id) ? id : noId)
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
    .executeTakeFirst();
  return Number(removed.numDeletedRows) === 1;
}
