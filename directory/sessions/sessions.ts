import type { DirectoryContext } from '../context.ts';
import { isRecoveryUnderWay } from '../methods/index.ts';
import { createToken, hashToken } from '../secrets/index.ts';
import { createId, isId, type MethodKind } from '../store/index.ts';
import { nameDevice } from './device-name.ts';

const idleLimit = 30 * 60_000;
const absoluteLimit = 12 * 60 * 60_000;
/** A session's use is noted at most this often: reading must not write every time. */
const touchInterval = 60_000;
/** Changing methods needs a sign-in no older than this (R34). */
const recentSignIn = 10 * 60_000;

export interface OpenedSession {
  readonly sessionId: string;
  /** For the session cookie; only its hash is stored. */
  readonly sessionToken: string;
  readonly expiresAt: number;
}

export async function openSession(
  context: DirectoryContext,
  session: { accountId: string; methodId: string; userAgent: string },
): Promise<OpenedSession> {
  const now = context.now();
  const token = createToken(context.randomBytes);
  const id = createId(now, context.randomBytes);
  await context.database
    .query()
    .insertInto('sign_in_session')
    .values({
      id,
      token_hash: hashToken(token),
      account_id: session.accountId,
      method_id: session.methodId,
      opened_at: now,
      auth_time: now,
      last_seen_at: now,
      expires_at: now + absoluteLimit,
      device: nameDevice(session.userAgent),
    })
    .execute();
  return { sessionId: id, sessionToken: token, expiresAt: now + absoluteLimit };
}

export interface Session {
  readonly sessionId: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly displayName: string;
  readonly authTime: number;
  /** What it was opened with: some doors want a passkey. */
  readonly signedInWith: MethodKind;
  /** Signed in within the last ten minutes (R34), and no recovery of the account is under way (T20). */
  readonly mayChangeMethods: boolean;
}

/**
 * The live session of a token: neither idle nor over, of an account that is enabled, and opened with a method that is
 * still there and enabled: a session ends with its method, also one that was opened in the very moment of its end.
 */
export async function readSession(context: DirectoryContext, token: string): Promise<Session | null> {
  const now = context.now();
  const row = await context.database
    .query()
    .selectFrom('sign_in_session as s')
    .innerJoin('account as a', 'a.id', 's.account_id')
    .innerJoin('authentication_method as m', 'm.id', 's.method_id')
    .select(['s.id', 's.account_id', 's.auth_time', 's.last_seen_at'])
    .select(['a.account_name', 'a.given_name', 'a.surname', 'm.kind'])
    .select(isRecoveryUnderWay('s.account_id', now).as('recovery_under_way'))
    .where('s.token_hash', '=', hashToken(token))
    .where('s.expires_at', '>', now)
    .where('s.last_seen_at', '>', now - idleLimit)
    .where('a.enabled', '=', true)
    .where('m.disabled_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return null;
  if (row.last_seen_at <= now - touchInterval) {
    await context.database
      .query()
      .updateTable('sign_in_session')
      .set({ last_seen_at: now })
      .where('id', '=', row.id)
      .execute();
  }
  return {
    sessionId: row.id,
    accountId: row.account_id,
    accountName: row.account_name,
    displayName: `${row.given_name} ${row.surname}`.trim(),
    authTime: row.auth_time,
    signedInWith: row.kind,
    mayChangeMethods: row.auth_time > now - recentSignIn && !row.recovery_under_way,
  };
}

/** A new token for the same session, after a change of what the account can do (T16). The old token is dead. */
export async function rotateSession(context: DirectoryContext, sessionId: string): Promise<string> {
  const token = createToken(context.randomBytes);
  await context.database
    .query()
    .updateTable('sign_in_session')
    .set({ token_hash: hashToken(token) })
    .where('id', '=', sessionId)
    .execute();
  return token;
}

export interface SessionListing {
  readonly id: string;
  readonly startedAt: number;
  readonly lastSeenAt: number;
  readonly device: string;
}

export async function listSessions(context: DirectoryContext, accountId: string): Promise<SessionListing[]> {
  const now = context.now();
  const rows = await context.database
    .query()
    .selectFrom('sign_in_session as s')
    .innerJoin('authentication_method as m', 'm.id', 's.method_id')
    .select(['s.id', 's.opened_at', 's.last_seen_at', 's.device'])
    .where('s.account_id', '=', accountId)
    .where('s.expires_at', '>', now)
    .where('s.last_seen_at', '>', now - idleLimit)
    .where('m.disabled_at', 'is', null)
    .orderBy('s.opened_at')
    .orderBy('s.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    startedAt: row.opened_at,
    lastSeenAt: row.last_seen_at,
    device: row.device,
  }));
}

export async function endSessionOfToken(context: DirectoryContext, token: string): Promise<void> {
  await context.database
    .query()
    .deleteFrom('sign_in_session')
    .where('token_hash', '=', hashToken(token))
    .execute();
}

/** One session of this account; another account's is not touched. */
export async function endSession(
  context: DirectoryContext,
  { accountId, sessionId }: { accountId: string; sessionId: string },
): Promise<void> {
  if (!isId(sessionId)) return;
  await context.database
    .query()
    .deleteFrom('sign_in_session')
    .where('id', '=', sessionId)
    .where('account_id', '=', accountId)
    .execute();
}

/** Returns how many live sessions ended. */
export async function endSessions(
  context: DirectoryContext,
  { accountId, exceptSessionId }: { accountId: string; exceptSessionId?: string },
): Promise<number> {
  const now = context.now();
  let deletion = context.database.query().deleteFrom('sign_in_session').where('account_id', '=', accountId);
  if (exceptSessionId !== undefined) deletion = deletion.where('id', '<>', exceptSessionId);
  const ended = await deletion.returning(['expires_at', 'last_seen_at']).execute();
  return ended.filter((row) => row.expires_at > now && row.last_seen_at > now - idleLimit).length;
}
