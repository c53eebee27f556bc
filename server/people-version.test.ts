import { describe, expect, test } from 'vitest';
import { nameKeys } from '../connectors/directory/built-in/index.ts';
import { openDatabase } from '../connectors/storage/postgres/index.ts';
import { createDirectory, type DirectoryTables, directoryMigrations } from '../directory/index.ts';
import { createTestDatabase } from '../journeys/in-process/index.ts';

const testServer = process.env.REGAIN_TEST_DATABASE_URL ?? process.env.DATABASE_URL;

async function openServer(url: string) {
  const database = await openDatabase<DirectoryTables>({
    ...{ url, folder: null, migrations: directoryMigrations },
  });
  const { accounts } = createDirectory({
    ...{ database, nameKeys },
    keys: { passHmac: new Uint8Array(32), totp: new Uint8Array(32) },
    relyingParty: { id: 'localhost', name: 'Test', origin: 'http://localhost' },
  });
  const addPerson = (accountName: string) =>
    accounts.create({ accountName, givenName: 'Anna', surname: accountName });
  return { database, addPerson, version: async () => (await accounts.readVersion()).version };
}

describe.skipIf(testServer === undefined)('the version of the people, with two servers on PostgreSQL', () => {
  test('an open change stops nobody else’s; it counts when it is committed, not before, and both count', async () => {
    const own = (await createTestDatabase(testServer))!;
    const one = await openServer(own.url);
    const other = await openServer(own.url);
    try {
      await one.addPerson('zero');
      const before = await other.version();
      const made = Promise.withResolvers<void>();
      const gate = Promise.withResolvers<void>();
      const open = one.database.transaction(async () => {
        await one.addPerson('first');
        made.resolve();
        await gate.promise;
      });
      await made.promise;
      expect(await other.version()).toBe(before);
      await other.addPerson('second');
      expect(await other.version()).toBe(before + 1);
      gate.resolve();
      await open;
      expect([await one.version(), await other.version()]).toEqual([before + 2, before + 2]);
    } finally {
      await one.database.close();
      await other.database.close();
      await own.drop();
    }
  });
});
