import type { DirectoryContext } from '../context.ts';
import { isId } from '../store/index.ts';
import { listMethods, type MethodView } from './list-methods.ts';

export type RemovalRefusal = 'methodUnknown' | 'lastMethod';

/**
 * Removes a method of this account and the sessions it opened, but not `currentSessionId`.
 * Refuses to take away the last way to sign in: that would be a lock-out of one's own making.
 */
export async function removeMethod(
  context: DirectoryContext,
  {
    accountId,
    methodId,
    currentSessionId,
  }: { accountId: string; methodId: string; currentSessionId: string },
): Promise<MethodView | RemovalRefusal> {
  if (!isId(methodId)) return 'methodUnknown';
  return context.database.transaction(async () => {
    // One removal at a time for an account, or two of them could each spare the other's method.
    const query = context.database.query();
    await query.selectFrom('account').select('id').where('id', '=', accountId).forUpdate().execute();
    const methods = await listMethods(context, accountId);
    const method = methods.find(({ id }) => id === methodId);
    if (method === undefined) return 'methodUnknown';
    const left = methods.filter(({ id }) => id !== methodId);
    if (method.disabledAt === null && !canSignInWith(left)) return 'lastMethod';
    await query.deleteFrom('authentication_method').where('id', '=', methodId).execute();
    await query
      .deleteFrom('sign_in_session')
      .where('method_id', '=', methodId)
      .where('id', '<>', currentSessionId)
      .execute();
    return method;
  });
}

function canSignInWith(methods: readonly MethodView[]): boolean {
  const kinds = new Set(methods.filter(({ disabledAt }) => disabledAt === null).map(({ kind }) => kind));
  return kinds.has('passkey') || (kinds.has('password') && kinds.has('totp'));
}
