import type { Acting } from './acting.ts';
import { type AddedAccount, addAccount } from './add-account.ts';
import { AdminProblem } from './admin-problem.ts';

/** What admins do to one account: it is added, a pass, a freeze. */
export function accountActs({ installation, actor, record }: Acting) {
  const { builtInDirectory, database } = installation;
  return {
    addAccount: (request: AddedAccount) =>
      database.transaction(async () => {
        const account = await addAccount(installation, request);
        await record('admin.accountAdded', { account });
      }),
    /** A pass under the organisation's policy (behaviour.md 3.8). The value is in this answer only. */
    issuePass: async (request: {
      accountName: string;
      lifetimeInMinutes?: number;
      isUsableOnce?: boolean;
    }) => {
      const { accountName, ...order } = request;
      const account = await builtInDirectory.accounts.find(accountName);
      if (account === null || !account.enabled)
        throw new AdminProblem(`There is no enabled account ${accountName}`, { code: 'notFound' });
      return await database.transaction(async () => {
        const pass = await builtInDirectory.passes.issue({
          accountId: account.id,
          issuedBy: actor,
          ...order,
        });
        if (typeof pass === 'string') throw new AdminProblem(`The pass policy does not allow that: ${pass}`);
        await record('admin.passIssued', { account: account.id, pass: pass.passId });
        return { value: pass.value, expiresAt: pass.expiresAt };
      });
    },
    freezeAccount: async ({ accountName, frozen }: { accountName: string; frozen: boolean }) => {
      const account = await builtInDirectory.accounts.find(accountName);
      if (account === null)
        throw new AdminProblem(`There is no account ${accountName}`, { code: 'notFound' });
      await database.transaction(async () => {
        await builtInDirectory.accounts.edit({ id: account.id, changes: { frozen } });
        await record(frozen ? 'admin.accountFrozen' : 'admin.accountUnfrozen', { account: account.id });
      });
    },
  };
}
