import { findAccount } from '../accounts/index.ts';
import { countAttempt, forgiveAttempt, networkOf } from '../attempts/index.ts';
import type { DirectoryContext } from '../context.ts';
import { dummyPasswordHash, useTotpCode, verifyPassword } from '../methods/index.ts';
import { type MethodRow, noId } from '../store/index.ts';
import { completeSignIn, type SignedIn } from './complete-sign-in.ts';

export interface PasswordSignIn {
  readonly identifier: string;
  readonly password: string;
  readonly code: string;
  /** The peer's address. */
  readonly address: string;
  readonly userAgent: string;
}

/** After a recovery and before its first use, the old and the new password both exist. */
const passwordsTried = 2;

/**
 * Password and code together, one answer for both. Null for every reason to refuse; unknown, ambiguous, disabled and
 * throttled accounts cost the same statements and the same hashing as a wrong password (T17, R23).
 */
export async function signInWithPassword(
  context: DirectoryContext,
  attempt: PasswordSignIn,
): Promise<SignedIn | null> {
  const account = await findAccount(context, attempt.identifier);
  const counted = {
    accountId: account?.id ?? null,
    identifier: attempt.identifier,
    method: 'password',
    network: networkOf(attempt.address),
  } as const;
  const verdict = await countAttempt(context, counted);
  const mayTry = verdict === 'mayTry' && account?.enabled === true;
  const methods = await readUsableMethods(context, mayTry ? account.id : noId);
  if (verdict === 'networkMustWait') return null;
  const passwords = await findPasswords(methods, attempt.password);
  if (account === null || passwords.length === 0) return null;
  const pair = await findPair(context, { passwords, methods, code: attempt.code });
  if (pair === null) return null;
  await forgiveAttempt(context, counted);
  return completeSignIn(context, {
    accountId: account.id,
    methodIds: [pair.password.id, pair.totp.id],
    userAgent: attempt.userAgent,
  });
}

/** `newBy`: the recovery's set-up that a method came in by, while the old methods are not retired yet. */
type UsableMethod = MethodRow & { readonly newBy: string | null };

async function readUsableMethods(context: DirectoryContext, accountId: string): Promise<UsableMethod[]> {
  return context.database
    .query()
    .selectFrom('authentication_method as m')
    .leftJoin('enrolment_session as e', (join) =>
      join
        .onRef('e.id', '=', 'm.enrolment_id')
        .on('e.reason', '=', 'recovery')
        .on('e.retired_at', 'is', null),
    )
    .selectAll('m')
    .select('e.id as newBy')
    .where('m.account_id', '=', accountId)
    .where('m.disabled_at', 'is', null)
    .where('m.kind', 'in', ['password', 'totp'])
    .orderBy('m.created_at', 'desc')
    .orderBy('m.id', 'desc')
    .execute();
}

/** Always hashes the same number of times, whatever there is to compare with. */
async function findPasswords(methods: readonly UsableMethod[], password: string): Promise<UsableMethod[]> {
  const passwords = methods.filter(({ kind }) => kind === 'password').slice(0, passwordsTried);
  const found: UsableMethod[] = [];
  for (let index = 0; index < passwordsTried; index += 1) {
    const method = passwords[index];
    const matches = await verifyPassword(method?.password_hash ?? dummyPasswordHash, password);
    if (matches && method !== undefined) found.push(method);
  }
  return found;
}

/**
 * Until a recovery's new methods have taken the place of the old ones, old and new do not mix: a new password with the old
 * app must not count as the first use of the new methods (D30), for that app may be in somebody else's hands (T20).
 */
async function findPair(
  context: DirectoryContext,
  {
    passwords,
    methods,
    code,
  }: { passwords: readonly UsableMethod[]; methods: readonly UsableMethod[]; code: string },
): Promise<{ password: UsableMethod; totp: UsableMethod } | null> {
  for (const totp of methods.filter(({ kind }) => kind === 'totp')) {
    const password = passwords.find(({ newBy }) => newBy === totp.newBy);
    if (password !== undefined && (await useTotpCode(context, totp, code))) return { password, totp };
  }
  return null;
}
