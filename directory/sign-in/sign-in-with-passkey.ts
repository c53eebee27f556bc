import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { resetAttempts } from '../attempts/index.ts';
import type { DirectoryContext } from '../context.ts';
import { verifyAssertion } from '../methods/index.ts';
import { completeSignIn, type SignedIn } from './complete-sign-in.ts';

export interface PasskeySignIn {
  readonly ceremonyToken: string;
  readonly credential: AuthenticationResponseJSON;
  readonly userAgent: string;
}

/** Null for every reason to refuse. No limit on attempts: a signature cannot be guessed. */
export async function signInWithPasskey(
  context: DirectoryContext,
  attempt: PasskeySignIn,
): Promise<SignedIn | null> {
  const proven = await verifyAssertion(context, attempt);
  if (proven === null) return null;
  await resetAttempts(context, proven.accountId);
  return completeSignIn(context, {
    accountId: proven.accountId,
    methodIds: [proven.methodId],
    userAgent: attempt.userAgent,
  });
}
