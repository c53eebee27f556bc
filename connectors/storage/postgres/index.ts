/**
 * Storage on PostgreSQL: the embedded engine (PGlite, one process) or a server (`DATABASE_URL`). One dialect, two drivers.
 * Owns: opening, locking, migrating, transactions, and the adapters of the recovery's store, audit and policy ports.
 * Does not own: the built-in directory's tables (`directory/store`), which it only carries in its migrations.
 * Called by: `server/main.ts` and the command-line tools.
 */
export { type ApprovalState, type ApprovalStore, createApprovalStore } from './approval-store.ts';
export { createAuditStore } from './audit-store.ts';
export { createDeletionQueue } from './deletion-queue.ts';
export { buildEmptyDatabase } from './empty-database.ts';
export { createMailQueue } from './mail-queue.ts';
export { recoveryMigrations } from './migrations.ts';
export { type Database, DatabaseProblem, openDatabase } from './open-database.ts';
export { createPolicyStore } from './policy-store.ts';
export {
  createProviderHealthStore,
  type ProviderHealth,
  type ProviderHealthStore,
} from './provider-health.ts';
export { createReadinessStore } from './readiness-store.ts';
export { createRecordInsight } from './record-insight.ts';
export { createRecoveryInsight } from './recovery-insight.ts';
export { createRecoveryStore } from './recovery-store.ts';
export { createSettingStore, type SettingStore } from './setting-store.ts';
export {
  createStatusListHealthStore,
  type StatusListHealthStore,
} from './status-list-health.ts';
export type { ApprovalRow, RegainTables } from './tables.ts';
