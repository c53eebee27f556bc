import { noteChange } from '../accounts/index.ts';
import type { DirectoryContext } from '../context.ts';
import { type OpenedSession, openSession } from '../sessions/index.ts';

export interface SignedIn extends OpenedSession {
  readonly accountId: string;
  readonly methodId: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

export interface ProvenSignIn {
  readonly accountId: string;
  /** One passkey, or a password and the authenticator app used with it; the first names the sign-in. */
  readonly methodIds: readonly [string, ...string[]];
  readonly userAgent: string;
}

/**
 * Notes the use, remembers the first sign-in (behaviour.md 3.1) and opens a session, in one transaction. Null when a
 * method was removed or disabled since it was proven.
 */
export async function completeSignIn(
  context: DirectoryContext,
  proven: ProvenSignIn,
): Promise<SignedIn | null> {
  const { accountId, methodIds, userAgent } = proven;
  const [methodId] = methodIds;
  return context.database.transaction(async () => {
    const now = context.now();
    const query = context.database.query();
    const used = await query
      .updateTable('authentication_method')
      .set({ last_used_at: now })
      .where('id', 'in', [...methodIds])
      .where('disabled_at', 'is', null)
      .returning('id')
      .execute();
    if (used.length < methodIds.length) return null;
    const first = await query
      .updateTable('account')
      .set({ first_signed_in_at: now })
      .where('id', '=', accountId)
      .where('first_signed_in_at', 'is', null)
      .executeTakeFirst();
    if (first.numUpdatedRows > 0n) await noteChange(context);
    const session = await openSession(context, { accountId, methodId, userAgent });
    return { ...session, accountId, methodId, at: now };
  });
}
