import { findAccount, foldIdentifier } from '../accounts/index.ts';
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
 * Password and code together, one answer for both. Null for every reason to refuse; unknown, ambiguous and disabled
 * accounts cost the same statements and the same hashing as a wrong password (R23).
 */
export async function signInWithPassword(
  context: DirectoryContext,
  attempt: PasswordSignIn,
): Promise<SignedIn | null> {
  const account = await findAccount(context, attempt.identifier);
  const counted = {
    accountId: account?.id ?? null,
    foldedIdentifier: foldIdentifier(attempt.identifier),
    method: 'password',
    network: networkOf(attempt.address),
  } as const;
  if (!(await countAttempt(context, counted))) return null;
  const methods = await readUsableMethods(context, account?.enabled ? account.id : noId);
  const password = await findPassword(methods, attempt.password);
  if (account === null || password === null) return null;
  const totp = await findTotp(context, methods, attempt.code);
  if (totp === null) return null;
  await forgiveAttempt(context, counted);
  return completeSignIn(context, {
    accountId: account.id,
    methodIds: [password.id, totp.id],
    userAgent: attempt.userAgent,
  });
}

async function readUsableMethods(context: DirectoryContext, accountId: string): Promise<MethodRow[]> {
  return context.database
    .query()
    .selectFrom('authentication_method')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('disabled_at', 'is', null)
    .where('kind', 'in', ['password', 'totp'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** Always hashes the same number of times, whatever there is to compare with. */
async function findPassword(methods: readonly MethodRow[], password: string): Promise<MethodRow | null> {
  const passwords = methods.filter(({ kind }) => kind === 'password').slice(0, passwordsTried);
  let found: MethodRow | null = null;
  for (let index = 0; index < passwordsTried; index += 1) {
    const method = passwords[index];
    const matches = await verifyPassword(method?.password_hash ?? dummyPasswordHash, password);
    if (matches && method !== undefined) found ??= method;
  }
  return found;
}

async function findTotp(
  context: DirectoryContext,
  methods: readonly MethodRow[],
  code: string,
): Promise<MethodRow | null> {
  for (const method of methods.filter(({ kind }) => kind === 'totp')) {
    if (await useTotpCode(context, method, code)) return method;
  }
  return null;
}
