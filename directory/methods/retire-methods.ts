import { lockAccount } from '../accounts/index.ts';
import type { DirectoryContext } from '../context.ts';
import type { MethodRow } from '../store/index.ts';

export interface Retired {
  readonly disabled: readonly Pick<MethodRow, 'id' | 'kind' | 'label'>[];
  readonly added: readonly Pick<MethodRow, 'id' | 'kind' | 'label'>[];
}

/**
 * After a recovery, when its new method has signed in: everything that did not come in through this recovery's own
 * enrolment session is old, whenever it came. Before the first use of the new method, only somebody with an old method,
 * an old pass or an old invitation can have added it (T20).
 * Disables (does not delete) the old methods (D30). Ends every session not opened with a new method, also one that
 * outlived its method; every other set-up; every invitation and every pass. Does nothing while there is no new method
 * (D30), and nothing more when called again.
 */
export async function retireMethods(
  context: DirectoryContext,
  { accountId, recoveryId }: { accountId: string; recoveryId: string },
): Promise<Retired> {
  return context.database.transaction(async () => {
    await lockAccount(context, accountId);
    const query = context.database.query();
    const enrolment = await query
      .selectFrom('enrolment_session')
      .selectAll()
      .where('recovery_id', '=', recoveryId)
      .where('account_id', '=', accountId)
      .forUpdate()
      .executeTakeFirst();
    if (enrolment === undefined || enrolment.done === null) return { disabled: [], added: [] };
    if (enrolment.retired_at === null) {
      const retirement = { accountId, recoveryId, enrolmentId: enrolment.id };
      await endOtherWaysIn(context, retirement);
      await disableOld(context, retirement);
      await query
        .updateTable('enrolment_session')
        .set({ retired_at: context.now() })
        .where('id', '=', enrolment.id)
        .execute();
    }
    const summary = query
      .selectFrom('authentication_method')
      .select(['id', 'kind', 'label'])
      .where('account_id', '=', accountId)
      .orderBy('created_at')
      .orderBy('kind')
      .orderBy('id');
    return {
      disabled: await summary.where('disabled_by_recovery', '=', recoveryId).execute(),
      added: await summary.where('enrolment_id', '=', enrolment.id).execute(),
    };
  });
}

interface Retirement {
  readonly accountId: string;
  readonly recoveryId: string;
  readonly enrolmentId: string;
}

/** Before the methods: a set-up that finishes at this moment is waited for, and what it brought is then disabled too. */
async function endOtherWaysIn(
  context: DirectoryContext,
  { accountId, enrolmentId }: Retirement,
): Promise<void> {
  const query = context.database.query();
  await query
    .updateTable('enrolment_session')
    .set({ expires_at: 0, done: null, password_hash: null })
    .where('account_id', '=', accountId)
    .where('id', '<>', enrolmentId)
    .where('retired_at', 'is', null)
    .execute();
  await query.deleteFrom('invitation').where('account_id', '=', accountId).execute();
  // Used ones stay on record, this recovery's own among them: they must not be issued again (D28).
  await query
    .deleteFrom('access_pass')
    .where('account_id', '=', accountId)
    .where(({ or, eb }) => or([eb('recovery_id', 'is', null), eb('used_at', 'is', null)]))
    .execute();
}

async function disableOld(
  context: DirectoryContext,
  { accountId, recoveryId, enrolmentId }: Retirement,
): Promise<void> {
  const query = context.database.query();
  await query
    .updateTable('authentication_method')
    .set({ disabled_at: context.now(), disabled_by_recovery: recoveryId })
    .where('account_id', '=', accountId)
    .where('disabled_at', 'is', null)
    .where('enrolment_id', 'is distinct from', enrolmentId)
    .execute();
  // Not by the list just disabled: a session may have outlived the method it was opened with (T20).
  await query
    .deleteFrom('sign_in_session')
    .where('account_id', '=', accountId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('authentication_method as m')
            .select('m.id')
            .whereRef('m.id', '=', 'sign_in_session.method_id')
            .where('m.enrolment_id', '=', enrolmentId),
        ),
      ),
    )
    .execute();
}
