import { nameKeys } from '../../connectors/directory/built-in/index.ts';
import { openDatabase } from '../../connectors/storage/postgres/index.ts';
import {
  type BuiltInDirectory,
  createDirectory,
  type DirectoryDatabase,
  type DirectoryTables,
  directoryMigrations,
} from '../../directory/index.ts';
import { dropIndexes } from '../drop-indexes.ts';
import { type MadeUpPerson, makePeople } from './make-people.ts';

const atOnce = 2_000;
/** So many are created as an import does it; the others without indexes, which are made afterwards. */
const timed = 50_000;
const tables = ['account', 'account_mail', 'account_group', 'account_role', 'account_name_key'];

export interface FilledDirectory {
  readonly directory: BuiltInDirectory;
  readonly database: Awaited<ReturnType<typeof openDatabase<DirectoryTables>>>;
  /** Of the first ones, with every index in place. */
  readonly createdPerSecond: number;
}

/** A directory with `count` made-up people: on `url`, or embedded and in memory. Has the statistics that the server would gather by itself. */
export async function fillDirectory(options: {
  readonly url: string | null;
  readonly count: number;
  readonly seed: number;
}): Promise<FilledDirectory> {
  const database = await openDatabase<DirectoryTables>({
    url: options.url,
    folder: null,
    migrations: directoryMigrations,
  });
  const directory = createDirectory({
    database: database as unknown as DirectoryDatabase,
    keys: { passHmac: new Uint8Array(32).fill(1), totp: new Uint8Array(32).fill(2) },
    relyingParty: { id: 'localhost', name: 'Bench', origin: 'http://localhost' },
    nameKeys,
  });
  const people = makePeople(options);
  const measured = Math.min(options.count, timed);
  const startedAt = performance.now();
  await createPeople(directory, people, measured);
  const ms = performance.now() - startedAt;
  if (options.count > measured) {
    const makeIndexes = await dropIndexes(database.query(), tables);
    await createPeople(directory, people, options.count - measured);
    await makeIndexes();
  }
  await directory.refreshStatistics();
  return { directory, database, createdPerSecond: measured / (ms / 1_000) };
}

async function createPeople(
  directory: BuiltInDirectory,
  people: Iterator<MadeUpPerson>,
  count: number,
): Promise<void> {
  for (let created = 0; created < count; created += atOnce) {
    const batch = Array.from({ length: Math.min(atOnce, count - created) }, () => {
      const { fault: _fault, ...person } = people.next().value as MadeUpPerson;
      return person;
    });
    await directory.accounts.createMany(batch);
  }
}
