import type { DirectoryContext } from '../context.ts';
import { isRecoveryUnderWay } from '../methods/index.ts';
import type { PassPolicy } from '../pass-policy.ts';
import { type AccessPassRow, createId, noId } from '../store/index.ts';
import { createPassValue, hashPassValue, isSameHash } from './pass-value.ts';

/** A one-time pass leaves this long for setting up a method, from the sign-in with it (behaviour.md 3.8). */
const oneTimeSetUp = 10 * 60_000;

export interface PassOrder {
  readonly accountId: string;
  readonly issuedBy: string;
  readonly lifetimeInMinutes?: number;
  readonly length?: number;
  readonly isUsableOnce?: boolean;
}

export interface NewPass {
  readonly passId: string;
  /** The only time anybody sees it. Never log it. */
  readonly value: string;
  readonly expiresAt: number;
}

/** Under the organisation's pass policy. One per person: the new one replaces the old, valid or not. */
export async function issueAdminPass(
  context: DirectoryContext,
  order: PassOrder,
): Promise<NewPass | 'lifetimeOutOfPolicy' | 'lengthOutOfRange'> {
  const policy = await context.readPassPolicy();
  const minutes = order.lifetimeInMinutes ?? policy.defaultLifetimeInMinutes;
  const length = order.length ?? policy.defaultLength;
  if (minutes < policy.minimumLifetimeInMinutes || minutes > policy.maximumLifetimeInMinutes)
    return 'lifetimeOutOfPolicy';
  if (length < 8 || length > 48) return 'lengthOutOfRange';
  const { accountId, issuedBy } = order;
  return insertPass(context, {
    accountId,
    issuedBy,
    recoveryId: null,
    value: createPassValue(length, context.randomBytes),
    lifetime: minutes * 60_000,
    usableOnce: policy.isUsableOnce || (order.isUsableOnce ?? false),
  });
}

interface PassToInsert {
  readonly accountId: string;
  readonly issuedBy: string | null;
  readonly recoveryId: string | null;
  readonly value: string;
  readonly lifetime: number;
  readonly usableOnce: boolean;
}

export async function insertPass(context: DirectoryContext, pass: PassToInsert): Promise<NewPass> {
  const { accountId, recoveryId, value } = pass;
  const now = context.now();
  const passId = createId(now, context.randomBytes);
  await context.database.transaction(async () => {
    const query = context.database.query();
    const earlier = query.deleteFrom('access_pass').where('account_id', '=', accountId);
    await earlier.where('recovery_id', recoveryId === null ? 'is' : '=', recoveryId).execute();
    await query
      .insertInto('access_pass')
      .values({
        id: passId,
        account_id: accountId,
        recovery_id: recoveryId,
        value_hmac: hashPassValue(value, { key: context.keys.passHmac, accountId }),
        created_at: now,
        expires_at: now + pass.lifetime,
        usable_once: pass.usableOnce,
        used_at: null,
        wrong_tries: 0,
        issued_by: pass.issuedBy,
      })
      .execute();
  });
  return { passId, value, expiresAt: now + pass.lifetime };
}

/**
 * Takes an admin's pass. Returns until when what it opens may last, or null for every reason to refuse. While a recovery
 * of the account is under way it waits, unspent: whoever holds it may be who the recovery is to put out (T20).
 * With `accountId` null the same statements run and nothing matches (R23).
 */
export async function useAdminPass(
  context: DirectoryContext,
  { accountId, value }: { accountId: string | null; value: string },
): Promise<{ passId: string; endsAt: number } | null> {
  const pass = await readAdminPassRow(context, accountId ?? noId);
  const key = context.keys.passHmac;
  const matches = isSameHash(
    hashPassValue(value, { key, accountId: accountId ?? noId }),
    pass?.value_hmac ?? '',
  );
  const policy = await context.readPassPolicy();
  const now = context.now();
  const mayUse = pass !== null && matches && usabilityOf(pass, policy, now) === 'enabledByPolicy';
  const taken = await context.database
    .query()
    .updateTable('access_pass')
    .set({ used_at: now })
    .where('id', '=', mayUse ? pass.id : noId)
    .where(({ or, eb }) => or([eb('usable_once', '=', false), eb('used_at', 'is', null)]))
    .where(({ not }) => not(isRecoveryUnderWay('access_pass.account_id', now)))
    .returning(['id', 'expires_at', 'usable_once'])
    .executeTakeFirst();
  if (taken === undefined) return null;
  return { passId: taken.id, endsAt: taken.usable_once ? now + oneTimeSetUp : taken.expires_at };
}

export type PassUsability = 'enabledByPolicy' | 'disabledByPolicy' | 'expired' | 'oneTimeUsed';

function usabilityOf(pass: AccessPassRow, policy: PassPolicy, now: number): PassUsability {
  if (pass.expires_at <= now) return 'expired';
  if (pass.usable_once && pass.used_at !== null) return 'oneTimeUsed';
  // The policy became stricter after the pass was issued.
  if (policy.isUsableOnce && !pass.usable_once) return 'disabledByPolicy';
  return 'enabledByPolicy';
}

async function readAdminPassRow(context: DirectoryContext, accountId: string): Promise<AccessPassRow | null> {
  const row = await context.database
    .query()
    .selectFrom('access_pass')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('recovery_id', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

export interface PassView {
  readonly id: string;
  readonly addedAt: number;
  readonly lastUsedAt: number | null;
  readonly expiresAt: number;
  readonly isUsableOnce: boolean;
  readonly usability: PassUsability;
}

/** What may be known of a pass: everything but its value. */
export async function readAdminPass(context: DirectoryContext, accountId: string): Promise<PassView | null> {
  const row = await readAdminPassRow(context, accountId);
  if (row === null) return null;
  return {
    id: row.id,
    addedAt: row.created_at,
    lastUsedAt: row.used_at,
    expiresAt: row.expires_at,
    isUsableOnce: row.usable_once,
    usability: usabilityOf(row, await context.readPassPolicy(), context.now()),
  };
}

/** People may delete their own pass, admins anybody's. What it opened ends with it. Returns whether there was one. */
export async function deleteAdminPass(context: DirectoryContext, accountId: string): Promise<boolean> {
  const deleted = await context.database
    .query()
    .deleteFrom('access_pass')
    .where('account_id', '=', accountId)
    .where('recovery_id', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return deleted !== undefined;
}
