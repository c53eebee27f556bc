import { createTestStore } from '../../recovery/store/test-store.ts';
import { describeStorage } from './contract.ts';

// The double that the journey's tests walk on is held to what the database is held to.
describeStorage('in memory, for tests', async () => {
  const { store, policy, audit, tables } = createTestStore();
  return {
    store,
    policy,
    audit,
    mails: {
      readLatest: async () => [...tables().mails.values()].filter(({ to }) => to.length > 0).reverse(),
    },
    close: async () => {},
  };
});
