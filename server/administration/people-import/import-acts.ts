import type { Readable } from 'node:stream';
import { newId } from '../../ids.ts';
import type { Acting } from '../acting.ts';
import { AdminProblem } from '../admin-problem.ts';
import { parseFields } from '../people/index.ts';
import { untouched } from './carry-on-import.ts';
import { type ColumnMapping, findMappingProblem, suggestMapping } from './columns.ts';
import { detectEncoding, readSample } from './decode.ts';
import { type ImportState, importOptions, type PeopleImport } from './import.ts';
import { importFile, receiveFile, removeFile } from './import-file.ts';
import { createImportStore } from './import-store.ts';
import { detectDelimiter, readFirstRows, TableProblem } from './read-table.ts';

/** People out of a list: uploaded, looked at, rehearsed line by line, applied, and undone if it was a mistake. */
export function importActs(acting: Acting) {
  const { installation, actor, record } = acting;
  const { database, now } = installation;
  const store = createImportStore(installation);

  async function find(id: string): Promise<PeopleImport> {
    const made = await store.read(id);
    if (made === null) throw new AdminProblem(`There is no import ${id}`, { code: 'notFound' });
    return made;
  }

  async function move(id: string, from: readonly ImportState[], to: ImportState, set = {}): Promise<void> {
    if (!(await store.move({ id, from, to, now: now(), set }))) throw notNow();
  }

  return {
    /** Streams the file into the data folder; nothing is read into memory, nobody is changed. */
    uploadImport: async ({ fileName, content }: { fileName: string; content: Readable }) => {
      const id = newId(now());
      const size = await receiveFile(installation, { id, content });
      const sample = await readSample(importFile(installation, id));
      const encoding = detectEncoding(sample);
      await database.transaction(async () => {
        await store.insert({
          ...{ id, size, encoding, created_at: now(), moved_at: now(), created_by: actor, state: 'uploaded' },
          file_name: [...fileName.replaceAll(/[\p{C}/\\]/gu, '')].slice(0, 100).join(''),
          delimiter: detectDelimiter(sample, encoding),
        });
        await record('admin.importUploaded', { import: id, size });
      });
      return find(id);
    },
    showImport: ({ id }: { id: string }) => find(id),
    /** The first lines, read by these options or by what was detected: for saying what each column is. */
    previewImport: async ({
      id,
      ...chosen
    }: {
      id: string;
      encoding?: PeopleImport['suggested']['encoding'];
      delimiter?: PeopleImport['suggested']['delimiter'];
    }) => {
      const made = await find(id);
      const rules = { ...made.suggested, ...chosen };
      const sample = await readSample(importFile(installation, id)).catch(() => {
        throw new AdminProblem('The file is not kept any more', { reason: 'fileGone' });
      });
      try {
        const [header, ...rows] = readFirstRows(sample, { ...rules, most: 6 });
        const columns = header?.cells ?? [];
        return { ...rules, columns, rows: rows.map(({ cells }) => cells), mapping: suggestMapping(columns) };
      } catch (cause) {
        if (!(cause instanceof TableProblem)) throw cause;
        return { ...rules, columns: [], rows: [], mapping: [] as ColumnMapping, problem: cause };
      }
    },
    /** The dry run: every line is read and compared, in the background. May be run again with other options. */
    checkImport: async ({ id, options }: { id: string; options: unknown }) => {
      await find(id);
      const parsed = parseFields(importOptions, options);
      const problem = findMappingProblem(parsed.mapping);
      if (problem !== null)
        throw new AdminProblem(`The columns cannot be read like that: ${problem}`, {
          code: 'invalid',
          fields: [{ field: 'mapping', code: problem, message: 'must name each attribute once' }],
        });
      await database.transaction(async () => {
        const set = { ...untouched, options: JSON.stringify(parsed) };
        await move(id, ['uploaded', 'checked', 'broken'], 'checking', set);
        await store.forgetFindings(id);
        await record('admin.importChecked', { import: id });
      });
      return find(id);
    },
    /** Applies the lines that are right; lines with a problem are left out. */
    applyImport: async ({ id }: { id: string }) => {
      const made = await find(id);
      if (made.counts.created + made.counts.changed === 0 && made.state === 'checked')
        throw new AdminProblem('There is nothing to import', { reason: 'nothingToImport' });
      await database.transaction(async () => {
        await move(id, ['checked'], 'applying', { bytes_read: 0, records: 0 });
        await record('admin.importStarted', { import: id, lines: made.counts.rows });
      });
      return find(id);
    },
    /** Goes on where it was stopped. */
    resumeImport: async ({ id }: { id: string }) => {
      await database.transaction(async () => {
        await move(id, ['stopped'], 'applying', { problem: null });
        await record('admin.importResumed', { import: id });
      });
      return find(id);
    },
    stopImport: async ({ id }: { id: string }) => {
      const made = await find(id);
      await database.transaction(async () => {
        if (made.state === 'checking') await move(id, ['checking'], 'uploaded', untouched);
        else if (made.state === 'undoing') await move(id, ['undoing'], 'undoStopped');
        else await move(id, ['applying'], 'stopped');
        await record('admin.importStopped', { import: id });
      });
      return find(id);
    },
    undoImport: async ({ id }: { id: string }) => {
      await find(id);
      await database.transaction(async () => {
        await move(id, ['applied', 'stopped', 'undoStopped'], 'undoing', { problem: null });
        await record('admin.importUndoStarted', { import: id });
      });
      return find(id);
    },
    /** The file and what was found in it are forgotten. What was applied stands. */
    discardImport: async ({ id }: { id: string }) => {
      const made = await find(id);
      if (['checking', 'applying', 'undoing'].includes(made.state)) throw notNow();
      await database.transaction(async () => {
        await store.remove(id);
        await record('admin.importDiscarded', { import: id });
      });
      await removeFile(installation, id);
    },
  };
}

const notNow = () =>
  new AdminProblem('The import is not in a state in which that can be done; look at it again', {
    code: 'changedMeanwhile',
  });
