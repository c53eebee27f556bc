/**
 * Builds the pages (`web/`, `wallet/`) when their sources are not the ones that `dist/` was built from, and the empty
 * database that new installations are unpacked from. Called by
 * `npm run build` and, so that two commands are enough, before `npm start` and `npm test`.
 *
 * Compared are contents, not times: a clone, a copy or a checkout gives every file the same age. The digest is written
 * last, so a build that was interrupted counts as none.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildEmptyDatabase } from '../connectors/storage/postgres/index.ts';
import { compressAssets } from './compress-assets.ts';
import { listFiles, projectFolder } from './project-files.ts';

const rooms = ['web', 'wallet'];

/** Everything that can change what comes out: the room's sources, the catalogues, the locked libraries. */
function digestOfSources(room: string): string {
  const hash = createHash('sha256');
  const sources = [...listFiles(room), ...listFiles('texts'), 'package-lock.json'];
  for (const file of sources.filter((path) => !/\.test\.tsx?$|\.md$/.test(path))) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(resolve(projectFolder, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function build(room: string): void {
  const folder = resolve(projectFolder, room);
  const builtFrom = resolve(folder, 'dist/.built-from');
  const digest = digestOfSources(room);
  if (existsSync(builtFrom) && readFileSync(builtFrom, 'utf8') === digest) return;

  const startedAt = performance.now();
  const vite = resolve(projectFolder, 'node_modules/vite/bin/vite.js');
  const run = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (run.status !== 0) throw new Error(`The pages of ${room}/ could not be built.`);
  if (room === 'web') compressAssets(resolve(folder, 'dist/assets'));
  writeFileSync(builtFrom, digest);
  process.stdout.write(
    `Built the pages of ${room}/ in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.\n`,
  );
}

for (const room of rooms) build(room);
await buildEmptyDatabase();
