import type { DirectoryContext } from '../context.ts';
import type { MethodRow } from '../store/index.ts';

export interface Retired {
  readonly disabled: readonly Pick<MethodRow, 'id' | 'kind' | 'label'>[];
  readonly added: readonly Pick<MethodRow, 'id' | 'kind' | 'label'>[];
}

/**
 * After a recovery: disables (does not delete) every method but those that came in through an enrolment session
 * opened at or after the redemption. A method added under Security info in between counts as old: before
 * the first new method is used, only somebody with an old method can have added it (T20).
 * Ends the sessions those methods opened and deletes passes issued by admins before. Does nothing while there is no
 * new method (D30), and nothing more when called again.
 */
export async function retireMethods(
  context: DirectoryContext,
  { accountId, recoveryId }: { accountId: string; recoveryId: string },
): Promise<Retired> {
  return context.database.transaction(async () => {
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
      await disableOld(context, { accountId, recoveryId, redeemedAt: enrolment.opened_at });
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

async function disableOld(
  context: DirectoryContext,
  { accountId, recoveryId, redeemedAt }: { accountId: string; recoveryId: string; redeemedAt: number },
): Promise<void> {
  const query = context.database.query();
  const disabled = await query
    .updateTable('authentication_method as m')
    .set({ disabled_at: context.now(), disabled_by_recovery: recoveryId })
    .where('m.account_id', '=', accountId)
    .where('m.disabled_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('enrolment_session as e')
            .select('e.id')
            .whereRef('e.id', '=', 'm.enrolment_id')
            .where('e.opened_at', '>=', redeemedAt),
        ),
      ),
    )
    .returning('m.id')
    .execute();
  for (const { id } of disabled)
    await query.deleteFrom('sign_in_session').where('method_id', '=', id).execute();
  await query
    .deleteFrom('access_pass')
    .where('account_id', '=', accountId)
    .where('recovery_id', 'is', null)
    .where('created_at', '<', redeemedAt)
    .execute();
}
