import type { BuiltInDirectory } from '../../../directory/index.ts';
import type { Directory } from '../../../recovery/directory/index.ts';
import { toAccount } from './to-account.ts';

/**
 * Every function joins a transaction of the caller that is open on the same database, so a pass and the audit entry
 * of its issue stand or fall together.
 */
export function createBuiltInDirectory({ directory }: { readonly directory: BuiltInDirectory }): Directory {
  const { accounts, methods, passes } = directory;
  return {
    readPopulation: () => accounts.readPopulation(),
    lookUp: async (identifier) => {
      const account = await accounts.find(identifier);
      // Asked for nobody too: a stranger's identifier costs the same statements as a person's (D14, R23).
      const lookalikes = await accounts.findLookalikes(account);
      return { account: account && toAccount(account), lookalikes: lookalikes.map(toAccount) };
    },
    readAccount: async (accountId) => {
      const account = await accounts.read(accountId);
      return account && toAccount(account);
    },
    findCandidates: async (presentedNames) =>
      (await accounts.findByPresentedNames(presentedNames)).map(toAccount),
    issueRecoveryPass: (request) => passes.issueForRecovery(request),
    revokeRecoveryPass: ({ recoveryId }) => passes.revokeForRecovery(recoveryId),
    redeemRecoveryPass: (request) => passes.redeemForRecovery(request),
    readEnrolment: async ({ recoveryId }) => {
      const enrolment = await directory.enrolments.readOfRecovery(recoveryId);
      return { open: enrolment?.open ?? false, newMethodReady: (enrolment?.done ?? null) !== null };
    },
    reopenEnrolment: ({ recoveryId }) => directory.enrolments.reopenForRecovery(recoveryId),
    retireOldMethods: (request) => methods.retire(request),
  };
}
