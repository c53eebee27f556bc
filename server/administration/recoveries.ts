import type { RecoveryListing } from '../../recovery/store/index.ts';
import type { Acting } from './acting.ts';
import { AdminProblem } from './admin-problem.ts';

/** Looking at recoveries, and stopping one. */
export function recoveryActs({ installation, journey, actor, record }: Acting) {
  const { store, audit } = installation;

  async function find(caseNumber: string): Promise<RecoveryListing> {
    const found = await store.readByCaseNumber(caseNumber);
    if (found === null) throw new AdminProblem(`There is no recovery ${caseNumber}`, { code: 'notFound' });
    return found;
  }

  return {
    listRecoveries: (request: { limit: number }) => store.list(request),
    showRecovery: async ({ caseNumber }: { caseNumber: string }) => {
      const recovery = await find(caseNumber);
      const entries = await audit.readChain(recovery.id);
      await record('admin.recoveryRead', { recovery: recovery.id });
      return { recovery, entries, personal: await audit.readPersonal(recovery.id) };
    },
    stopRecovery: async ({ caseNumber }: { caseNumber: string }) => {
      const recovery = await find(caseNumber);
      await journey.advance({ recoveryId: recovery.id, event: { type: 'stop', by: actor, reason: 'admin' } });
      await record('admin.recoveryStopped', { recovery: recovery.id });
    },
  };
}
