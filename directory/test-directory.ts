import { createDirectory, type DirectoryOptions } from './index.ts';
import { openTestDatabase } from './test-database.ts';

const origin = 'http://localhost:4999';

/** A directory in memory with a clock that tests turn. Open one per file: the engine takes seconds to start. */
export async function openTestDirectory(options: Partial<DirectoryOptions> = {}) {
  const database = await openTestDatabase();
  const clock = { now: 1_700_000_000_000 };
  const keysOf = (one: string, other: string) => [[one, other].join('|').toLowerCase()];
  const settings: DirectoryOptions = {
    database,
    now: () => clock.now,
    keys: { passHmac: new Uint8Array(32).fill(1), totp: new Uint8Array(32).fill(2) },
    relyingParty: { id: 'localhost', name: 'Test', origin },
    nameKeys: { ofAccount: keysOf, ofPresented: keysOf },
    ...options,
  };
  let people = 0;
  const directory = createDirectory(settings);
  return {
    database,
    directory,
    clock,
    origin,
    settings,
    addPerson: async (more: { enabled?: boolean; roles?: readonly string[] } = {}) => {
      people += 1;
      const accountName = `person.${people}`;
      const id = await directory.accounts.create({
        accountName,
        givenName: 'Anna',
        surname: `Test${people}`,
        ...more,
      });
      return { id, accountName };
    },
  };
}

export type TestDirectory = Awaited<ReturnType<typeof openTestDirectory>>;
