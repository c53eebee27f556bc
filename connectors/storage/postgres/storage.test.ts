import { randomBytes, randomUUID } from 'node:crypto';
import { describe, test } from 'vitest';
import { describeStorage, type StorageUnderTest } from '../contract.ts';
import {
  createAuditStore,
  createDeletionQueue,
  createMailQueue,
  createPolicyStore,
  createRecoveryStore,
  openDatabase,
  type RegainTables,
  recoveryMigrations,
} from './index.ts';
import { createTestDatabase, testServer } from './test-database.ts';

async function open(url: string | null, drop = async () => {}): Promise<StorageUnderTest> {
  const database = await openDatabase<RegainTables>({ url, folder: null, migrations: recoveryMigrations });
  const audit = createAuditStore({ database, randomBytes: (length) => randomBytes(length) });
  return {
    store: createRecoveryStore({ database, audit, newId: randomUUID }),
    policy: createPolicyStore({ database, newId: randomUUID }),
    audit,
    mails: createMailQueue({ database }),
    deletions: createDeletionQueue({ database }),
    close: async () => {
      await database.close();
      await drop();
    },
  };
}

describeStorage('PGlite', () => open(null));

if (testServer === undefined) {
  describe('storage ports: PostgreSQL', () => {
    test.skip('SKIPPED: no server is named by REGAIN_TEST_DATABASE_URL or DATABASE_URL', () => {});
  });
} else {
  describeStorage('PostgreSQL', async () => {
    const { url, drop } = await createTestDatabase();
    return open(url, drop);
  });
}
