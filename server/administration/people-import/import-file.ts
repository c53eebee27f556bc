import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Installation } from '../../installation.ts';
import { makePrivateFolder } from '../../private-folder.ts';
import { AdminProblem } from '../admin-problem.ts';
import { createImportStore } from './import-store.ts';

/** A gigabyte. */
export const largestFile = 1024 ** 3;

/** Where an uploaded list lies until it is through: in the data folder, for its owner only. */
export function importFile({ config }: Pick<Installation, 'config'>, id: string): string {
  if (!/^[\w-]{1,64}$/.test(id)) throw new TypeError('not an id of an import');
  return join(config.dataDir, 'regain', 'imports', `${id}.csv`);
}

/** Writes what arrives to the file, piece by piece; answers its size. Nothing is left of what was too large or cut off. */
export async function receiveFile(
  installation: Pick<Installation, 'config'>,
  { id, content, most = largestFile }: { id: string; content: Readable; most?: number },
): Promise<number> {
  makePrivateFolder(join(installation.config.dataDir, 'regain', 'imports'));
  const file = importFile(installation, id);
  let size = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      done(size > most ? new FileTooLarge() : null, chunk);
    },
  });
  try {
    await pipeline(content, counted, createWriteStream(file, { mode: 0o600, flags: 'wx' }));
  } catch (cause) {
    await rm(file, { force: true });
    throw cause;
  }
  if (size > 0) return size;
  await rm(file, { force: true });
  throw new AdminProblem('The file is empty', { code: 'invalid', reason: 'fileEmpty' });
}

export async function removeFile(installation: Pick<Installation, 'config'>, id: string): Promise<void> {
  await rm(importFile(installation, id), { force: true });
}

export class FileTooLarge extends AdminProblem {
  constructor() {
    super('The file is larger than 1 GB; split it', { code: 'invalid', reason: 'fileTooLarge' });
  }
}

/** Forgets imports that nobody has touched since then, with what they held of people. What they applied stands. */
export async function forgetOldImports(
  installation: Pick<Installation, 'config' | 'database'>,
  time: number,
): Promise<void> {
  const store = createImportStore(installation);
  for (const id of await store.findOlderThan(time)) {
    await store.remove(id);
    await removeFile(installation, id);
  }
}
