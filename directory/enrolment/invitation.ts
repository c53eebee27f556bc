import { readAccount } from '../accounts/index.ts';
import type { DirectoryContext } from '../context.ts';
import { isRecoveryUnderWay } from '../methods/index.ts';
import { createToken, hashToken } from '../secrets/index.ts';
import { createId } from '../store/index.ts';
import { type OpenedEnrolment, openEnrolment } from './enrolment-session.ts';

const lifetime = 15 * 60_000;

export interface Invitation {
  /** For the fragment of an address; shown once, only its hash is stored (D33). */
  readonly token: string;
  readonly expiresAt: number;
}

/** A new invitation replaces the account's earlier ones. Null for an account that is not there or disabled. */
export async function createInvitation(
  context: DirectoryContext,
  accountId: string,
): Promise<Invitation | null> {
  return context.database.transaction(async () => {
    const account = await readAccount(context, accountId);
    if (account === null || !account.enabled) return null;
    const now = context.now();
    const token = createToken(context.randomBytes);
    const query = context.database.query();
    await query.deleteFrom('invitation').where('account_id', '=', accountId).execute();
    await query
      .insertInto('invitation')
      .values({
        id: createId(now, context.randomBytes),
        token_hash: hashToken(token),
        account_id: accountId,
        created_at: now,
        expires_at: now + lifetime,
        used_at: null,
      })
      .execute();
    return { token, expiresAt: now + lifetime };
  });
}

/**
 * Single use: the same statement that finds it marks it used. Null for every reason to refuse; while a recovery of the
 * account is under way it waits, unused (T20).
 */
export async function redeemInvitation(
  context: DirectoryContext,
  token: string,
): Promise<OpenedEnrolment | null> {
  return context.database.transaction(async () => {
    const used = await context.database
      .query()
      .updateTable('invitation')
      .set({ used_at: context.now() })
      .where('token_hash', '=', hashToken(token))
      .where('used_at', 'is', null)
      .where('expires_at', '>', context.now())
      .where(({ not }) => not(isRecoveryUnderWay('invitation.account_id', context.now())))
      .returning('account_id')
      .executeTakeFirst();
    if (used === undefined) return null;
    const account = await readAccount(context, used.account_id);
    if (account === null || !account.enabled) return null;
    return openEnrolment(context, { accountId: account.id, reason: 'invitation' });
  });
}
