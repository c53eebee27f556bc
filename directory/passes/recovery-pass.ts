import { lockAccount, readAccount } from '../accounts/index.ts';
import type { DirectoryContext } from '../context.ts';
import { type OpenedEnrolment, openEnrolment, revokeEnrolment } from '../enrolment/index.ts';
import { endSessions } from '../sessions/index.ts';
import { type AccessPassRow, noId } from '../store/index.ts';
import { insertPass, type NewPass } from './admin-pass.ts';
import { createPassValue, hashPassValue, isSameHash } from './pass-value.ts';

/** 12 characters of 5 bits: 60 bits. */
const length = 12;
const maximumWrongTries = 3;

export interface RecoveryPassOrder {
  readonly accountId: string;
  readonly recoveryId: string;
  readonly lifetimeMinutes: number;
}

/** One per recovery: a new one replaces the old (D28). Throws once the recovery's pass has been redeemed. */
export async function issueRecoveryPass(
  context: DirectoryContext,
  order: RecoveryPassOrder,
): Promise<NewPass> {
  return context.database.transaction(async () => {
    const earlier = await lockPass(context, order.recoveryId);
    if (earlier?.used_at != null) throw new TypeError('a redeemed pass is not issued again (D28)');
    return insertPass(context, {
      accountId: order.accountId,
      recoveryId: order.recoveryId,
      issuedBy: null,
      value: createPassValue(length, context.randomBytes),
      lifetime: order.lifetimeMinutes * 60_000,
      usableOnce: true,
    });
  });
}

/**
 * A recovery ended without being completed: everything it opened ends with it, and what was before stays. Its unused pass
 * dies (a used one stays on record: it must not be issued again); set-up ends in the middle; methods that came in by it,
 * and never took the place of the old ones, go, and so do the sessions they opened. Once the old methods are retired
 * nothing changes any more: the recovery was completed.
 */
export async function revokeRecoveryPass(context: DirectoryContext, recoveryId: string): Promise<void> {
  await context.database.transaction(async () => {
    const unused = context.database.query().deleteFrom('access_pass').where('used_at', 'is', null);
    await unused.where('recovery_id', '=', recoveryId).execute();
    await revokeEnrolment(context, recoveryId);
  });
}

export type RecoveryPassRefusal = 'passUnknown' | 'passExpired' | 'passUsed';

export interface RecoveryPassRedeemed extends OpenedEnrolment {
  readonly sessionsEnded: number;
}

/**
 * Redeems by the recovery that owns the pass, or by its value as well. A wrong value counts a try; three kill the pass.
 * All sessions of the account end here and now (D30, R33) and an enrolment session opens; nobody is signed in (R26).
 */
export async function redeemRecoveryPass(
  context: DirectoryContext,
  { recoveryId, value }: { recoveryId: string; value?: string },
): Promise<RecoveryPassRedeemed | RecoveryPassRefusal> {
  return context.database.transaction(async () => {
    await lockAccount(context, await readPassAccount(context, recoveryId));
    const pass = await lockPass(context, recoveryId);
    if (pass === null) return 'passUnknown';
    if (pass.used_at !== null) return 'passUsed';
    if (pass.expires_at <= context.now()) return 'passExpired';
    if (pass.wrong_tries >= maximumWrongTries) return 'passUnknown';
    if (value !== undefined && !isValueOf(context, pass, value)) return countWrongTry(context, pass);
    const account = await readAccount(context, pass.account_id);
    if (account === null || !account.enabled) return 'passUnknown';
    const query = context.database.query();
    await query
      .updateTable('access_pass')
      .set({ used_at: context.now() })
      .where('id', '=', pass.id)
      .execute();
    const sessionsEnded = await endSessions(context, { accountId: pass.account_id });
    const enrolment = await openEnrolment(context, {
      accountId: pass.account_id,
      reason: 'recovery',
      recoveryId,
    });
    return { ...enrolment, sessionsEnded };
  });
}

function isValueOf(context: DirectoryContext, pass: AccessPassRow, value: string): boolean {
  const hashed = hashPassValue(value, { key: context.keys.passHmac, accountId: pass.account_id });
  return isSameHash(hashed, pass.value_hmac);
}

async function countWrongTry(context: DirectoryContext, pass: AccessPassRow): Promise<'passUnknown'> {
  await context.database
    .query()
    .updateTable('access_pass')
    .set({ wrong_tries: pass.wrong_tries + 1 })
    .where('id', '=', pass.id)
    .execute();
  return 'passUnknown';
}

/**
 * Whose pass it is, while nobody has redeemed it. A late one counts too: whoever owns the recovery refuses it, and the
 * refusal is on its record.
 */
export async function readRecoveryPassOwner(
  context: DirectoryContext,
  recoveryId: string,
): Promise<string | null> {
  const row = await context.database
    .query()
    .selectFrom('access_pass')
    .select('account_id')
    .where('recovery_id', '=', recoveryId)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return row?.account_id ?? null;
}

async function readPassAccount(context: DirectoryContext, recoveryId: string): Promise<string> {
  const pass = context.database.query().selectFrom('access_pass').select('account_id');
  const row = await pass.where('recovery_id', '=', recoveryId).executeTakeFirst();
  return row?.account_id ?? noId;
}

async function lockPass(context: DirectoryContext, recoveryId: string): Promise<AccessPassRow | null> {
  const row = await context.database
    .query()
    .selectFrom('access_pass')
    .selectAll()
    .where('recovery_id', '=', recoveryId)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}
