import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { foldLocalPart } from '../accounts/index.ts';
import type { DirectoryContext } from '../context.ts';

export type GuessedMethod = 'password' | 'accessPass';

interface Limits {
  /** Attempts before the first wait. */
  readonly free: number;
  readonly firstWait: number;
  readonly longestWait: number;
  /** Then no more until another method or an admin resets it (SP 800-63B 3.2.2); null = none. */
  readonly most: number | null;
  /** Counting starts afresh after so long; null = never. */
  readonly window: number | null;
}

const accountLimits: Limits = {
  free: 10,
  firstWait: 15_000,
  longestWait: 15 * 60_000,
  most: 100,
  window: null,
};
const networkLimits: Limits = {
  free: 200,
  firstWait: 5_000,
  longestWait: 60_000,
  most: null,
  window: 60 * 60_000,
};

export interface Attempt {
  /** Null for an unknown identifier, which is counted just the same (R23). */
  readonly accountId: string | null;
  /** As typed; what an unknown one is counted by. */
  readonly identifier: string;
  readonly method: GuessedMethod;
  /** Out of `networkOf`. */
  readonly network: string;
}

/**
 * Counts the attempt before it is judged, so that parallel guesses cannot slip past the limit (R11, R29). A wait in force
 * is not prolonged by trying.
 * `accountMustWait`: do not judge, but do the same work as for a wrong guess, or the time would tell whether a name and a
 * mail are one account's (T17). `networkMustWait`: do not judge either; it says nothing about an account, so the costly
 * part of the work may be left out.
 */
export async function countAttempt(
  context: DirectoryContext,
  attempt: Attempt,
): Promise<'mayTry' | 'accountMustWait' | 'networkMustWait'> {
  const byAccount = await count(context, accountKey(context, attempt), accountLimits);
  const byNetwork = await count(context, networkKey(attempt), networkLimits);
  if (!byNetwork) return 'networkMustWait';
  return byAccount ? 'mayTry' : 'accountMustWait';
}

/** After a right answer: the account starts afresh; the network only gets this attempt back, or one account could clear it. */
export async function forgiveAttempt(context: DirectoryContext, attempt: Attempt): Promise<void> {
  const query = context.database.query();
  await query
    .deleteFrom('sign_in_attempt_counter')
    .where('counter_key', '=', accountKey(context, attempt))
    .execute();
  await query
    .updateTable('sign_in_attempt_counter')
    .set(({ eb }) => ({ attempts: eb('attempts', '-', 1) }))
    .where('counter_key', '=', networkKey(attempt))
    .where('attempts', '>', 0)
    .execute();
}

/** The person signed in with a passkey or set up a new method, or an admin helps: all of the account's counters go. */
export async function resetAttempts(context: DirectoryContext, accountId: string): Promise<void> {
  const keys = (['password', 'accessPass'] as const).map((method) => `account:${accountId}:${method}`);
  await context.database
    .query()
    .deleteFrom('sign_in_attempt_counter')
    .where('counter_key', 'in', keys)
    .execute();
}

async function count(context: DirectoryContext, key: string, limits: Limits): Promise<boolean> {
  const now = sql`cast(${context.now()} as double precision)`;
  const windowStart = limits.window === null ? -1 : context.now() - limits.window;
  const stale = sql`c.window_started_at <= cast(${windowStart} as double precision)`;
  const beyond = sql`(c.attempts + 1 - cast(${limits.free} as int))`;
  const wait = sql`least(cast(${limits.longestWait} as double precision),
    cast(${limits.firstWait} as double precision) * power(2, least(${beyond}, 20)))`;
  const { rows } = await sql`
    insert into sign_in_attempt_counter as c (counter_key, attempts, window_started_at, blocked_until, updated_at)
    values (${key}, 1, ${now}, 0, ${now})
    on conflict (counter_key) do update set
      attempts = case when ${stale} then 1 else c.attempts + 1 end,
      window_started_at = case when ${stale} then ${now} else c.window_started_at end,
      blocked_until = case when ${stale} or ${beyond} < 0 then 0 else ${now} + ${wait} end,
      updated_at = ${now}
    where c.blocked_until <= ${now} and (${stale} or c.attempts < cast(${limits.most ?? 2_000_000_000} as int))
    returning c.attempts`.execute(context.database.query());
  return rows.length > 0;
}

function accountKey(context: DirectoryContext, attempt: Attempt): string {
  if (attempt.accountId !== null) return `account:${attempt.accountId}:${attempt.method}`;
  const localPart = foldLocalPart(attempt.identifier);
  const hmac = createHmac('sha256', context.keys.passHmac).update(`identifier.${localPart}`);
  return `unknown:${hmac.digest('base64url')}:${attempt.method}`;
}

function networkKey(attempt: Attempt): string {
  return `network:${attempt.network}:${attempt.method}`;
}
