import { nameKeys } from '../../connectors/directory/built-in/index.ts';
import { openDatabase } from '../../connectors/storage/postgres/index.ts';
import {
  type BuiltInDirectory,
  createDirectory,
  type DirectoryDatabase,
  type DirectoryTables,
  directoryMigrations,
} from '../../directory/index.ts';
import { makePeople } from './make-people.ts';

const atOnce = 2_000;

export interface FilledDirectory {
  readonly directory: BuiltInDirectory;
  readonly database: Awaited<ReturnType<typeof openDatabase<DirectoryTables>>>;
  /** How long creating everybody took. */
  readonly ms: number;
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
  const startedAt = performance.now();
  const waiting = [];
  for (const { fault: _fault, ...person } of makePeople(options)) {
    waiting.push(person);
    if (waiting.length === atOnce) await directory.accounts.createMany(waiting.splice(0));
  }
  await directory.accounts.createMany(waiting);
  const ms = performance.now() - startedAt;
  await directory.refreshStatistics();
  return { directory, database, ms };
}
