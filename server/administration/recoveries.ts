import { deskStateOf } from '../../recovery/insight/index.ts';
import type { RecoveryListing } from '../../recovery/store/index.ts';
import type { Acting } from './acting.ts';
import { AdminProblem } from './admin-problem.ts';

/** Looking at recoveries, stopping one, freezing the account behind it. */
export function recoveryActs({ installation, journey, actor, record }: Acting) {
  const { store, audit, auditRecord, builtInDirectory, database, recoveries } = installation;

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
    /** For the help desk: what the person is shown, never why, and that somebody looked (D34). */
    lookUpCase: async ({ caseNumber }: { caseNumber: string }) => {
      const line = await recoveries.readCase(caseNumber);
      if (line === null) throw new AdminProblem('There is no such case', { code: 'notFound' });
      await record('admin.recoveryLookedUp', { recovery: line.id });
      const { state, outcome, createdAt, updatedAt } = line;
      return { caseNumber, state: deskStateOf({ state, outcome }), createdAt, updatedAt };
    },
    /** The values behind the salted hashes of one case. Who asked stands in the record before they are told (D35). */
    revealCase: async ({ caseNumber }: { caseNumber: string }) => {
      const { id } = await find(caseNumber);
      await record('admin.recoveryRead', { recovery: id });
      return { recoveryId: id, values: await audit.readPersonal(id) };
    },
    /** Whose recoveries these are; in the record before it is told. */
    revealPeople: async ({ recoveryIds, purpose }: { recoveryIds: readonly string[]; purpose: string }) => {
      const known = await auditRecord.readAccountsOf(recoveryIds);
      await record('admin.recoveryRead', { purpose, recoveries: recoveryIds.length });
      return readPeople(known);
    },
    noteExport: (what: { list: string; format: string; people: boolean }) =>
      record('admin.recoveriesExported', { ...what }),
    stopRecovery: async ({ caseNumber }: { caseNumber: string }) => {
      const { id } = await find(caseNumber);
      await database.transaction(async () => {
        const event = { type: 'stop', by: actor, reason: 'admin' } as const;
        const advanced = await journey.advance({ recoveryId: id, event });
        if (advanced?.moved !== true)
          throw new AdminProblem('This recovery has already ended', { reason: 'endedAlready' });
        await record('admin.recoveryStopped', { recovery: id });
      });
    },
    /** Nobody recovers that account any more, whatever else they know; open recoveries are refused at their next step (D17). */
    freezeCase: async ({ caseNumber }: { caseNumber: string }) => {
      const { id } = await find(caseNumber);
      const accountId = (await auditRecord.readAccountsOf([id])).get(id);
      const account = accountId === undefined ? null : await builtInDirectory.accounts.read(accountId);
      if (account === null)
        throw new AdminProblem('There is no account behind this case, or the record no longer names it', {
          reason: 'noAccount',
        });
      if (account.frozen)
        throw new AdminProblem('This account is frozen already', { reason: 'frozenAlready' });
      await database.transaction(async () => {
        await builtInDirectory.accounts.edit({ id: account.id, changes: { frozen: true } });
        await record('admin.accountFrozen', { account: account.id, recovery: id });
      });
    },
  };

  async function readPeople(accountIds: ReadonlyMap<string, string>) {
    const accounts = await builtInDirectory.accounts.readMany([...new Set(accountIds.values())]);
    const byId = new Map(accounts.map((each) => [each.id, each]));
    return new Map(
      [...accountIds].flatMap(([recoveryId, accountId]) => {
        const account = byId.get(accountId);
        if (account === undefined) return [];
        const displayName = `${account.givenName} ${account.surname}`.trim();
        return [[recoveryId, { accountId, accountName: account.accountName, displayName }] as const];
      }),
    );
  }
}
