import { type RawBuilder, sql } from 'kysely';
import { lockAccount } from '../accounts/index.ts';
import type { DirectoryContext } from '../context.ts';
import { isId, noId } from '../store/index.ts';

/**
 * True while a recovery's set-up is open, or has brought a method that has not been used yet: until then somebody with an
 * old method may still be in the account, and must not touch the new one (T20, D30). A condition for any statement that has
 * the account's id in `accountColumn`.
 */
export function isRecoveryUnderWay(accountColumn: string, now: number): RawBuilder<boolean> {
  return sql<boolean>`exists (select from enrolment_session u where u.account_id = ${sql.ref(accountColumn)}
    and u.reason = 'recovery' and u.retired_at is null and (u.done is not null or u.expires_at > ${now}))`;
}

export interface ChangingSession {
  readonly accountId: string;
  /** Whose change it is: refused when the session or its method has gone since the door looked. */
  readonly sessionId?: string;
}

/**
 * Whether methods may be changed outside an enrolment session. Inside a transaction; holds the account's lock to its end,
 * so no recovery begins, and none retires methods, between this look and the change.
 */
export async function mayChange(
  context: DirectoryContext,
  { accountId, sessionId }: ChangingSession,
): Promise<boolean> {
  await lockAccount(context, accountId);
  let account = context.database
    .query()
    .selectFrom('account as a')
    .select('a.id')
    .where('a.id', '=', isId(accountId) ? accountId : noId)
    .where(({ not }) => not(isRecoveryUnderWay('a.id', context.now())));
  if (sessionId !== undefined) {
    account = account.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('sign_in_session as s')
          .innerJoin('authentication_method as m', 'm.id', 's.method_id')
          .select('s.id')
          .where('s.id', '=', sessionId)
          .whereRef('s.account_id', '=', 'a.id')
          .where('m.disabled_at', 'is', null),
      ),
    );
  }
  return (await account.executeTakeFirst()) !== undefined;
}
