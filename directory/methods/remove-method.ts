import type { DirectoryContext } from '../context.ts';
import { isId } from '../store/index.ts';
import { listMethods, type MethodView } from './list-methods.ts';
import { mayChange } from './may-change.ts';

export type RemovalRefusal =
  | 'methodUnknown'
  | 'lastMethod'
  /** The session has ended meanwhile, or a recovery is under way (T20). */
  | 'notNow';

/**
 * Removes a method of this account. Every session that it opened ends with it, the one that asks included.
 * Refuses to take away the last way to sign in: that would be a lock-out of one's own making.
 */
export async function removeMethod(
  context: DirectoryContext,
  { accountId, sessionId, methodId }: { accountId: string; sessionId: string; methodId: string },
): Promise<MethodView | RemovalRefusal> {
  if (!isId(methodId)) return 'methodUnknown';
  return context.database.transaction(async () => {
    // Also one removal at a time for an account, or two of them could each spare the other's method.
    if (!(await mayChange(context, { accountId, sessionId }))) return 'notNow';
    const query = context.database.query();
    const methods = await listMethods(context, accountId);
    const method = methods.find(({ id }) => id === methodId);
    if (method === undefined) return 'methodUnknown';
    const left = methods.filter(({ id }) => id !== methodId);
    if (method.disabledAt === null && !canSignInWith(left)) return 'lastMethod';
    await query.deleteFrom('sign_in_session').where('method_id', '=', methodId).execute();
    await query.deleteFrom('authentication_method').where('id', '=', methodId).execute();
    return method;
  });
}

function canSignInWith(methods: readonly MethodView[]): boolean {
  const kinds = new Set(methods.filter(({ disabledAt }) => disabledAt === null).map(({ kind }) => kind));
  return kinds.has('passkey') || (kinds.has('password') && kinds.has('totp'));
}
