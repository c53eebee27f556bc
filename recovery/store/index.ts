/**
 * The store ports of the journey, the policy and the mails, and the words for what is stored.
 * Adapter: `connectors/storage/postgres`. Decides nothing.
 */
export type * from './deletion-queue.ts';
export type * from './mail-queue.ts';
export type * from './recovery.ts';
export type * from './store.ts';
