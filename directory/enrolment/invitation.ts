import { type RawBuilder, sql } from 'kysely';
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

/** An enabled account with the role can sign in. A condition for any statement in which `role` means something. */
const isRoleHeld = (role: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`exists (select from account_role r join account a on a.id = r.account_id
    join authentication_method m on m.account_id = a.id
    where r.role_name = ${role} and a.enabled and m.disabled_at is null)`;

/** Whether there is anybody with this role who can sign in. */
export async function readIsRoleHeld(context: DirectoryContext, role: string): Promise<boolean> {
  const held = sql<{ held: boolean }>`select ${isRoleHeld(sql.val(role))} as held`;
  return (await held.execute(context.database.query())).rows[0]?.held ?? false;
}

export interface InvitationOrder {
  readonly accountId: string;
  /** Dead as soon as somebody with this role can sign in, or has used another such invitation (D33). */
  readonly firstOfRole?: string;
}

/** A new invitation replaces the account's earlier ones. Null for an account that is not there or disabled. */
export async function createInvitation(
  context: DirectoryContext,
  { accountId, firstOfRole }: InvitationOrder,
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
        first_of_role: firstOfRole ?? null,
      })
      .execute();
    return { token, expiresAt: now + lifetime };
  });
}

export interface RedeemedInvitation extends OpenedEnrolment {
  readonly accountId: string;
  /** Made for somebody beside those who are there already. */
  readonly isFirst: boolean;
}

/**
 * Single use: the same statement that finds it marks it used. Null for every reason to refuse; while a recovery of the
 * account is under way it waits, unused (T20).
 */
export async function redeemInvitation(
  context: DirectoryContext,
  token: string,
): Promise<RedeemedInvitation | null> {
  return context.database.transaction(async () => {
    await lockRivals(context, token);
    const used = await context.database
      .query()
      .updateTable('invitation')
      .set({ used_at: context.now() })
      .where('token_hash', '=', hashToken(token))
      .where('used_at', 'is', null)
      .where('expires_at', '>', context.now())
      .where(({ not }) => not(isRecoveryUnderWay('invitation.account_id', context.now())))
      .where(({ not }) => not(isRoleHeld(sql.ref('invitation.first_of_role'))))
      .where(({ not }) => not(isRivalUsed))
      .returning(['account_id', 'first_of_role'])
      .executeTakeFirst();
    if (used === undefined) return null;
    const account = await readAccount(context, used.account_id);
    if (account === null || !account.enabled) return null;
    const opened = await openEnrolment(context, { accountId: account.id, reason: 'invitation' });
    return { ...opened, accountId: account.id, isFirst: used.first_of_role !== null };
  });
}

/** Another one for the first of the role was used while this one was out. */
const isRivalUsed = sql<boolean>`exists (select from invitation other where other.id <> invitation.id
  and other.first_of_role = invitation.first_of_role and other.used_at >= invitation.created_at)`;

/** Two for the first of a role, used at the same moment: one after the other, so that the second sees the first (R29). */
async function lockRivals(context: DirectoryContext, token: string): Promise<void> {
  await context.database
    .query()
    .selectFrom('invitation')
    .select('id')
    .where('first_of_role', '=', ({ selectFrom }) =>
      selectFrom('invitation as i').select('i.first_of_role').where('i.token_hash', '=', hashToken(token)),
    )
    .orderBy('id')
    .forUpdate()
    .execute();
}
