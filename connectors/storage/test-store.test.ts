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
    deletions: {
      readDue: async ({ now, limit }) =>
        [...tables().deletions.values()].filter(({ dueAt }) => dueAt <= now).slice(0, limit),
      markDone: async ({ provider, reference }) => void tables().deletions.delete(`${provider} ${reference}`),
      markFailed: async ({ provider, reference, attempts, nextAttemptAt: dueAt }) => {
        const key = `${provider} ${reference}`;
        tables().deletions.set(key, { ...tables().deletions.get(key)!, attempts, dueAt });
      },
      count: async (provider) => {
        const owing = [...tables().deletions.values()].filter((each) => each.provider === provider);
        return { owed: owing.length, overdue: owing.filter(({ attempts }) => attempts > 0).length };
      },
    },
    close: async () => {},
  };
});
