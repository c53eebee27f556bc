import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Picture, parsePicture } from './picture.ts';
import { type PrintedData, parsePrintedData } from './printed-data.ts';

/** A made-up person whose document may be used instead of one's own. */
export interface Specimen {
  readonly id: string;
  readonly printed: PrintedData;
  readonly picture: Picture;
}

/**
 * Reads the specimen people. Without a folder, or without a list in it, there are none and people bring their
 * own picture; an entry without a usable picture or data is left out.
 */
export async function readSpecimens(folder: string | undefined, today: string): Promise<readonly Specimen[]> {
  if (folder === undefined) return [];
  const entries = await readEntries(join(folder, 'specimens.json'));
  const specimens = await Promise.all(entries.map((entry) => readSpecimen(folder, entry, today)));
  return specimens.filter((specimen) => specimen !== undefined);
}

async function readEntries(path: string): Promise<readonly Record<string, unknown>[]> {
  try {
    const list: unknown = JSON.parse(await readFile(path, 'utf8'));
    const entries = typeof list === 'object' && list !== null && 'specimens' in list ? list.specimens : [];
    return Array.isArray(entries)
      ? entries.filter((entry) => typeof entry === 'object' && entry !== null)
      : [];
  } catch {
    return [];
  }
}

async function readSpecimen(
  folder: string,
  entry: Readonly<Record<string, unknown>>,
  today: string,
): Promise<Specimen | undefined> {
  const { id, face, givenName, familyName, birthDate, documentNumber, country } = entry;
  if (typeof id !== 'string' || !/^[a-z0-9-]+$/.test(id) || typeof face !== 'string') return undefined;
  const printed = parsePrintedData({ givenName, familyName, birthDate, documentNumber, country }, today);
  if ('wrong' in printed) return undefined;
  try {
    const picture = parsePicture(await readFile(join(folder, basename(face))));
    return typeof picture === 'string' ? undefined : { id, printed, picture };
  } catch {
    return undefined;
  }
}
