import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { openDatabase, type RegainTables, recoveryMigrations } from '../connectors/storage/postgres/index.ts';
import { type DirectoryTables, directoryMigrations } from '../directory/index.ts';

type Tables = RegainTables & DirectoryTables;

/** Something that must not be readable anywhere, or, as a control, must be found. */
export interface Needle {
  readonly name: string;
  readonly bytes: Buffer;
}

/** As it stands, and as it stands inside base64: a disclosure, a JWE's plaintext, a data URL. */
export function needlesOf(name: string, text: string): readonly Needle[] {
  const encoded = [0, 1, 2].map((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), Buffer.from(text)]).toString('base64url');
    // The first and last letters also hold bits of the neighbours.
    const inner = whole.slice(shift === 0 ? 0 : shift + 1, -1);
    return { name: `${name}, in base64`, bytes: Buffer.from(inner) };
  });
  return [{ name, bytes: Buffer.from(text) }, ...encoded];
}

/** A picture's bytes, and its base64, by a piece out of the middle that no other picture has. */
export function needlesOfPicture(name: string, picture: Buffer): readonly Needle[] {
  const encoded = picture.toString('base64');
  const middle = Math.floor(picture.length / 2);
  const url = (text: string) => text.replaceAll('+', '-').replaceAll('/', '_');
  const piece = encoded.slice(Math.floor(encoded.length / 2)).slice(0, 60);
  return [
    { name, bytes: picture.subarray(middle, middle + 48) },
    { name: `${name}, in base64`, bytes: Buffer.from(piece) },
    { name: `${name}, in base64url`, bytes: Buffer.from(url(piece)) },
  ];
}

/** Every file of the folder that holds a needle: `<file>: <needle>`. */
export function searchFiles(folder: string, needles: readonly Needle[]): readonly string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return files.flatMap((each) => {
    const path = resolve(each.parentPath, each.name);
    const content = readFileSync(path);
    return needles
      .filter(({ bytes }) => content.includes(bytes))
      .map(({ name }) => `${relative(folder, path)}: ${name}`);
  });
}

/** Opens the embedded database of a house that has ended, for reading. */
export async function readDatabase<T>(
  dataDir: string,
  read: (query: Kysely<Tables>) => Promise<T>,
): Promise<T> {
  const database = await openDatabase<Tables>({
    url: null,
    folder: join(dataDir, 'regain', 'database'),
    migrations: { ...directoryMigrations, ...recoveryMigrations },
  });
  try {
    return await read(database.query());
  } finally {
    await database.close();
  }
}

/** The same search over every row: a long value may be compressed in its file. `<table>: <needle>`. */
export async function searchTables(
  query: Kysely<Tables>,
  needles: readonly Needle[],
): Promise<readonly string[]> {
  const tables = await query.introspection.getTables();
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(query);
    const content = Buffer.from(JSON.stringify(rows));
    found.push(
      ...needles.filter(({ bytes }) => content.includes(bytes)).map((each) => `${name}: ${each.name}`),
    );
  }
  return found;
}
