import { hash, verify } from '@node-rs/argon2';
import type { DirectoryContext } from '../context.ts';
import { insertMethod } from './insert-method.ts';
import { type ChangingSession, mayChange } from './may-change.ts';

/** OWASP's first choice for Argon2id: 19 MiB, two passes. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Verified in place of a password that is not there, so that the work is the same (R23). Nobody knows its password. */
export const dummyPasswordHash =
  '$argon2id$v=19$m=19456,t=2,p=1$bYJjkJ3zibsnSuNBCgbh7Q$eATrtN7PU0yppGR+kC9exEHBjKBvNd/5wDQ6AQNhK08';

export type PasswordRefusal = 'passwordTooShort' | 'passwordTooLong' | 'passwordTooSimple';

/** A password is only ever asked together with a code, so length counts and composition rules do not (SP 800-63B 3.1.1). */
export function findPasswordMistake(password: string, accountName: string): PasswordRefusal | null {
  const normal = password.normalize('NFKC');
  const characters = [...normal];
  if (characters.length < 12) return 'passwordTooShort';
  if (characters.length > 256) return 'passwordTooLong';
  const folded = normal.toLowerCase();
  if (new Set(folded).size < 6) return 'passwordTooSimple';
  if (accountName.length >= 4 && folded.includes(accountName.toLowerCase())) return 'passwordTooSimple';
  if (/^(?:.*(?:password|passwort|qwerty|letmein|12345678).{0,6})$/.test(folded) && characters.length < 20) {
    return 'passwordTooSimple';
  }
  return null;
}

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), cost);
}

export function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, password.normalize('NFKC'));
}

export interface NewPassword {
  readonly accountId: string;
  readonly passwordHash: string;
  readonly enrolmentId?: string;
  readonly lastUsedAt?: number;
}

/** Adds beside what is there: after a recovery the old password lives until the new one has been used (D30). */
export async function addPassword(context: DirectoryContext, password: NewPassword): Promise<string> {
  return insertMethod(context, {
    account_id: password.accountId,
    kind: 'password',
    password_hash: password.passwordHash,
    enrolment_id: password.enrolmentId ?? null,
    last_used_at: password.lastUsedAt ?? null,
  });
}

/**
 * Replaces the passwords in use: what a signed-in person means by "change my password". Sessions that the old ones opened
 * end, but the one that makes the change goes on by the new password. Null when that session has ended meanwhile or
 * a recovery is under way (T20).
 */
export async function replacePassword(
  context: DirectoryContext,
  { passwordHash, ...by }: ChangingSession & { readonly passwordHash: string },
): Promise<string | null> {
  const { accountId, sessionId } = by;
  return context.database.transaction(async () => {
    if (!(await mayChange(context, by))) return null;
    const query = context.database.query();
    const replaced = await query
      .deleteFrom('authentication_method')
      .where('account_id', '=', accountId)
      .where('kind', '=', 'password')
      .where('disabled_at', 'is', null)
      .returning('id')
      .execute();
    const methodId = await addPassword(context, { accountId, passwordHash });
    for (const { id } of replaced) {
      if (sessionId !== undefined) {
        const current = query.updateTable('sign_in_session').set({ method_id: methodId });
        await current.where('id', '=', sessionId).where('method_id', '=', id).execute();
      }
      await query.deleteFrom('sign_in_session').where('method_id', '=', id).execute();
    }
    return methodId;
  });
}
