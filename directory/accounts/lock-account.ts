import type { DirectoryContext } from '../context.ts';
import { isId, noId } from '../store/index.ts';

/**
 * One at a time for an account, until the transaction ends: changes of its methods, redemption, retirement. Always taken
 * before the rows of passes, set-up and methods, or two of them would wait for each other. New rows that refer to the
 * account do not wait (`no key`).
 */
export async function lockAccount(context: DirectoryContext, accountId: string): Promise<void> {
  await context.database
    .query()
    .selectFrom('account')
    .select('id')
    .where('id', '=', isId(accountId) ? accountId : noId)
    .forNoKeyUpdate()
    .execute();
}
