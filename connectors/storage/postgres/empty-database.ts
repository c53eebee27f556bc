import { existsSync, mkdirSync, openAsBlob, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

/**
 * An embedded database that has been initialised and nothing more, as a tar: unpacking one takes half a second where
 * `initdb` takes three. Made by `npm run build`, one per version of the engine; without it the engine initialises itself.
 */
const engine = createRequire(import.meta.url).resolve('@electric-sql/pglite');
const { version } = JSON.parse(readFileSync(resolve(dirname(engine), '../package.json'), 'utf8')) as {
  version: string;
};
const file = join(resolve(import.meta.dirname, '../../..'), 'dist', `empty-database-${version}.tar`);

/** Undefined when it was not built. */
export async function readEmptyDatabase(): Promise<Blob | undefined> {
  return existsSync(file) ? await openAsBlob(file) : undefined;
}

/** Writes it unless it is there, and says where. Moved into place last: a build that was interrupted leaves none. */
export async function buildEmptyDatabase(): Promise<string> {
  if (existsSync(file)) return file;
  const { PGlite } = await import('@electric-sql/pglite');
  const database = await PGlite.create();
  const tar = await database.dumpDataDir('none');
  await database.close();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, Buffer.from(await tar.arrayBuffer()));
  renameSync(`${file}.part`, file);
  return file;
}
