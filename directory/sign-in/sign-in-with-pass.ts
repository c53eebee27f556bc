import { findAccount } from '../accounts/index.ts';
import { countAttempt, forgiveAttempt, networkOf } from '../attempts/index.ts';
import type { DirectoryContext } from '../context.ts';
import { type OpenedEnrolment, openEnrolment } from '../enrolment/index.ts';
import { readRecoveryPassOwner, useAdminPass } from '../passes/index.ts';

export interface PassSignIn {
  readonly identifier: string;
  readonly value: string;
  /** The peer's address. */
  readonly address: string;
  /** The recovery this browser's cookie belongs to: no other recovery's pass is even looked at (D28). */
  readonly recoveryId: string | null;
}

export type PassSignedIn =
  | ({ readonly kind: 'enrolment' } & OpenedEnrolment)
  /** This browser's own recovery has a pass for this account, perhaps a late one: whoever owns recoveries decides by its value. */
  | { readonly kind: 'recoveryPass'; readonly recoveryId: string };

/** An admin's pass opens set-up only. Null for every reason to refuse, all at the cost of a wrong value (R23). */
export async function signInWithPass(
  context: DirectoryContext,
  attempt: PassSignIn,
): Promise<PassSignedIn | null> {
  const account = await findAccount(context, attempt.identifier);
  const counted = {
    accountId: account?.id ?? null,
    identifier: attempt.identifier,
    method: 'accessPass',
    network: networkOf(attempt.address),
  } as const;
  const mayTry = (await countAttempt(context, counted)) === 'mayTry';
  const accountId = mayTry && account?.enabled ? account.id : null;
  const opened = await context.database.transaction(async () => {
    const pass = await useAdminPass(context, { accountId, value: attempt.value });
    if (pass === null || accountId === null) return null;
    await forgiveAttempt(context, counted);
    const accessPass = { id: pass.passId, endsAt: pass.endsAt };
    return openEnrolment(context, { accountId, reason: 'accessPass', accessPass });
  });
  if (opened !== null) return { kind: 'enrolment', ...opened };
  const { recoveryId } = attempt;
  const owner = await readRecoveryPassOwner(context, recoveryId ?? '');
  if (recoveryId === null || accountId === null || owner !== accountId) return null;
  return { kind: 'recoveryPass', recoveryId };
}
