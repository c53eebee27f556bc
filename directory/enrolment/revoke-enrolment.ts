import type { DirectoryContext } from '../context.ts';

/**
 * Ends what a recovery's set-up has opened, unless it has taken the place of the old methods. Inside a transaction. The row
 * comes first: a set-up that finishes at this moment is waited for, and what it brought goes too.
 */
export async function revokeEnrolment(context: DirectoryContext, recoveryId: string): Promise<void> {
  const query = context.database.query();
  const ended = await query
    .updateTable('enrolment_session')
    .set({ expires_at: 0, done: null, password_hash: null })
    .where('recovery_id', '=', recoveryId)
    .where('retired_at', 'is', null)
    .returning(['id', 'account_id'])
    .executeTakeFirst();
  if (ended === undefined) return;
  // While a recovery is under way nobody else may register a method: these ceremonies are its own.
  await query.deleteFrom('ceremony').where('account_id', '=', ended.account_id).execute();
  const gone = await query
    .deleteFrom('authentication_method')
    .where('enrolment_id', '=', ended.id)
    .returning('id')
    .execute();
  for (const { id } of gone) {
    await query.deleteFrom('sign_in_session').where('method_id', '=', id).execute();
  }
}
