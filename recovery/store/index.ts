/** The store ports of the journey and of the policy. Adapter: `connectors/storage/postgres`. */
export type * from './store.ts';
