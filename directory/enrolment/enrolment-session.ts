import type { DirectoryContext } from '../context.ts';
import { isRecoveryUnderWay } from '../methods/index.ts';
import { createToken, hashToken } from '../secrets/index.ts';
import { createId, type EnrolmentReason, type EnrolmentRow } from '../store/index.ts';

const lifetime = 30 * 60_000;

export interface EnrolmentStart {
  readonly accountId: string;
  readonly reason: EnrolmentReason;
  readonly recoveryId?: string;
  /** The admin's pass that opened it: the session ends when the pass does (behaviour.md 3.8). */
  readonly accessPass?: { readonly id: string; readonly endsAt: number };
}

export interface OpenedEnrolment {
  /** For the enrolment cookie; only its hash is stored. */
  readonly enrolmentToken: string;
  readonly expiresAt: number;
}

/** Set-up only (D29): it signs nobody in. */
export async function openEnrolment(
  context: DirectoryContext,
  start: EnrolmentStart,
): Promise<OpenedEnrolment> {
  const now = context.now();
  const token = createToken(context.randomBytes);
  const expiresAt = Math.min(now + lifetime, start.accessPass?.endsAt ?? Number.POSITIVE_INFINITY);
  await context.database
    .query()
    .insertInto('enrolment_session')
    .values({
      id: createId(now, context.randomBytes),
      token_hash: hashToken(token),
      account_id: start.accountId,
      reason: start.reason,
      recovery_id: start.recoveryId ?? null,
      access_pass_id: start.accessPass?.id ?? null,
      opened_at: now,
      expires_at: expiresAt,
      password_hash: null,
      done: null,
      retired_at: null,
    })
    .execute();
  return { enrolmentToken: token, expiresAt };
}

export interface Enrolment {
  readonly id: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly displayName: string;
  readonly reason: EnrolmentReason;
  readonly expiresAt: number;
  readonly passwordSet: boolean;
  /** Not null: the new method is there and nothing more can be set up; the page may still say so until `expiresAt`. */
  readonly done: EnrolmentRow['done'];
}

/**
 * Null once it expired or the account was disabled. An invitation or an admin's pass waits while a recovery of the account
 * is under way: who holds one may be who the recovery is to put out (T20).
 */
export async function readEnrolment(context: DirectoryContext, token: string): Promise<Enrolment | null> {
  const row = await context.database
    .query()
    .selectFrom('enrolment_session as e')
    .innerJoin('account as a', 'a.id', 'e.account_id')
    .selectAll('e')
    .select(['a.account_name', 'a.given_name', 'a.surname'])
    .where('e.token_hash', '=', hashToken(token))
    .where('e.expires_at', '>', context.now())
    .where('a.enabled', '=', true)
    .where(({ or, not, eb }) =>
      or([eb('e.reason', '=', 'recovery'), not(isRecoveryUnderWay('e.account_id', context.now()))]),
    )
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    id: row.id,
    accountId: row.account_id,
    accountName: row.account_name,
    displayName: `${row.given_name} ${row.surname}`.trim(),
    reason: row.reason,
    expiresAt: row.expires_at,
    passwordSet: row.password_hash !== null,
    done: row.done,
  };
}

/** How far the enrolment of a recovery has come; null when its pass was never redeemed. */
export async function readEnrolmentOfRecovery(
  context: DirectoryContext,
  recoveryId: string,
): Promise<{ open: boolean; done: EnrolmentRow['done']; openedAt: number } | null> {
  const row = await context.database
    .query()
    .selectFrom('enrolment_session')
    .select(['expires_at', 'done', 'opened_at'])
    .where('recovery_id', '=', recoveryId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    open: row.done === null && row.expires_at > context.now(),
    done: row.done,
    openedAt: row.opened_at,
  };
}

/**
 * A new token for a recovery's set-up that is still open, and no more time; the token before is dead. For a browser that
 * never got the first one, because the line broke or the server was killed. Null: nothing is open.
 */
export async function reopenEnrolment(
  context: DirectoryContext,
  recoveryId: string,
): Promise<OpenedEnrolment | null> {
  const token = createToken(context.randomBytes);
  const row = await context.database
    .query()
    .updateTable('enrolment_session')
    .set({ token_hash: hashToken(token) })
    .where('recovery_id', '=', recoveryId)
    .where('expires_at', '>', context.now())
    .where('done', 'is', null)
    .returning('expires_at')
    .executeTakeFirst();
  return row === undefined ? null : { enrolmentToken: token, expiresAt: row.expires_at };
}

/** Locks the row until the transaction ends: two set-ups at once must not both count as the first method. */
export async function lockOpenEnrolment(
  context: DirectoryContext,
  token: string,
): Promise<EnrolmentRow | null> {
  const row = await context.database
    .query()
    .selectFrom('enrolment_session')
    .selectAll()
    .where('token_hash', '=', hashToken(token))
    .where('expires_at', '>', context.now())
    .where('done', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}
