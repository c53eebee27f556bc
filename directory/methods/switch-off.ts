import { lockAccount } from '../accounts/index.ts';
import type { DirectoryContext } from '../context.ts';

export interface SwitchedOff {
  readonly methods: number;
  readonly sessions: number;
}

/**
 * After a compromise: every way into this account that is there now ends at once (D32). Sessions end; methods are disabled,
 * not deleted; passes, invitations and set-ups of admins are void. What a recovery has brought stays: whoever proved who they
 * are a moment ago is not thrown out again. `reason` is noted with each method; opaque to this directory.
 */
export async function switchOffMethods(
  context: DirectoryContext,
  { accountId, reason }: { readonly accountId: string; readonly reason: string },
): Promise<SwitchedOff> {
  return context.database.transaction(async () => {
    await lockAccount(context, accountId);
    const query = context.database.query();
    const now = context.now();
    // A set-up that finishes at this moment is waited for, and what it brought is then disabled too.
    await query
      .updateTable('enrolment_session')
      .set({ expires_at: 0, done: null, password_hash: null })
      .where('account_id', '=', accountId)
      .where('reason', '<>', 'recovery')
      .execute();
    await query.deleteFrom('invitation').where('account_id', '=', accountId).execute();
    await query
      .deleteFrom('access_pass')
      .where('account_id', '=', accountId)
      .where('recovery_id', 'is', null)
      .execute();
    const methods = await query
      .updateTable('authentication_method')
      .set({ disabled_at: now, disabled_by_recovery: reason })
      .where('account_id', '=', accountId)
      .where('disabled_at', 'is', null)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('enrolment_session as e')
              .select('e.id')
              .whereRef('e.id', '=', 'authentication_method.enrolment_id')
              .where('e.reason', '=', 'recovery')
              .where('e.retired_at', 'is', null),
          ),
        ),
      )
      .returning('id')
      .execute();
    const sessions = await query
      .deleteFrom('sign_in_session')
      .where('account_id', '=', accountId)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('authentication_method as m')
              .select('m.id')
              .whereRef('m.id', '=', 'sign_in_session.method_id')
              .where('m.disabled_at', 'is', null),
          ),
        ),
      )
      .returning('id')
      .execute();
    return { methods: methods.length, sessions: sessions.length };
  });
}
