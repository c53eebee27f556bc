import { sql } from 'kysely';
import type { RegainTables } from '../../../connectors/storage/postgres/index.ts';
import type { Installation } from '../../installation.ts';
import {
  type ImportCounts,
  type ImportState,
  importOptions,
  type LineProblem,
  mostProblemsKept,
  type NotUndone,
  noCounts,
  type PeopleImport,
  type Undone,
} from './import.ts';

type Row = RegainTables['people_import'];
export interface AppliedChange {
  readonly line: number;
  readonly accountId: string;
  /** JSON of the values before; null: the account is new. */
  readonly before: string | null;
  readonly after: string;
}

/** The tables of imports. */
export function createImportStore({ database }: Pick<Installation, 'database'>) {
  const db = () => database.query();
  return {
    insert: async (made: Omit<Row, 'options' | 'bytes_read' | 'records' | 'counts' | 'problem'>) => {
      const empty = {
        options: null,
        bytes_read: 0,
        records: 0,
        counts: JSON.stringify(noCounts),
        problem: null,
      };
      await db()
        .insertInto('people_import')
        .values({ ...made, ...empty })
        .execute();
    },
    read: async (id: string): Promise<PeopleImport | null> => {
      const row = await db().selectFrom('people_import').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : toImport(row);
    },
    /** Latest first; `before` is the id of the last one shown: ids sort by time. */
    list: async ({ limit, before }: { limit: number; before?: string }): Promise<PeopleImport[]> => {
      let query = db().selectFrom('people_import').selectAll().orderBy('id', 'desc').limit(limit);
      if (before !== undefined) query = query.where('id', '<', before);
      return (await query.execute()).map(toImport);
    },
    /** The one that has waited longest for this process to go on with it. */
    findUnderWay: async (): Promise<PeopleImport | null> => {
      const row = await db()
        .selectFrom('people_import')
        .selectAll()
        .where('state', 'in', ['checking', 'applying', 'undoing'])
        .orderBy('moved_at')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : toImport(row);
    },
    /** Is one changing people right now, and when did one last come to its end? */
    readMovement: async (): Promise<{ readonly underWay: boolean; readonly endedAt: number | null }> => {
      const rows = await db()
        .selectFrom('people_import')
        .select(({ fn }) => ['state', fn.max('moved_at').as('movedAt')])
        .where('state', 'in', ['applying', 'undoing', 'applied', 'stopped', 'undoStopped', 'undone'])
        .groupBy('state')
        .execute();
      const isUnderWay = (state: string) => ['applying', 'undoing'].includes(state);
      const ended = rows.filter(({ state }) => !isUnderWay(state)).map(({ movedAt }) => movedAt);
      return {
        underWay: rows.some(({ state }) => isUnderWay(state)),
        endedAt: ended.length === 0 ? null : Math.max(...ended),
      };
    },
    /** False: it is not in that state any more, and nothing changed. */
    move: async (request: {
      readonly id: string;
      readonly from: readonly ImportState[];
      readonly to: ImportState;
      readonly now: number;
      readonly set?: Partial<Pick<Row, 'options' | 'bytes_read' | 'records' | 'counts' | 'problem'>>;
    }): Promise<boolean> => {
      const moved = await db()
        .updateTable('people_import')
        .set({ state: request.to, moved_at: request.now, ...request.set })
        .where('id', '=', request.id)
        .where('state', 'in', [...request.from])
        .executeTakeFirst();
      return Number(moved.numUpdatedRows) === 1;
    },
    /** Where the pass is; false when somebody stopped it meanwhile. */
    advance: async (request: {
      readonly id: string;
      readonly state: ImportState;
      readonly bytesRead: number;
      readonly records: number;
      readonly counts: ImportCounts;
      readonly now: number;
    }): Promise<boolean> => {
      const moved = await db()
        .updateTable('people_import')
        .set({
          bytes_read: request.bytesRead,
          records: request.records,
          counts: JSON.stringify(request.counts),
          moved_at: request.now,
        })
        .where('id', '=', request.id)
        .where('state', '=', request.state)
        .executeTakeFirst();
      return Number(moved.numUpdatedRows) === 1;
    },
    remove: async (id: string) => {
      await db().deleteFrom('people_import').where('id', '=', id).execute();
    },
    /** Before a dry run: what an earlier one found is gone. */
    forgetFindings: async (id: string) => {
      await db().deleteFrom('people_import_problem').where('import_id', '=', id).execute();
      await db().deleteFrom('people_import_name').where('import_id', '=', id).execute();
    },
    /** Claims names for their lines; returns those that stood on an earlier line, with it. */
    claimNames: async (
      id: string,
      rows: readonly { readonly name: string; readonly line: number }[],
    ): Promise<ReadonlyMap<string, number>> => {
      if (rows.length === 0) return new Map();
      await db()
        .insertInto('people_import_name')
        .values(rows.map(({ name, line }) => ({ import_id: id, name, line })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const names = JSON.stringify(rows.map(({ name }) => name));
      const claimed = await sql<{ name: string; line: number }>`
        select name, line from people_import_name where import_id = ${id}
        and name = any(array(select json_array_elements_text(cast(${names} as json))))`.execute(db());
      return new Map(claimed.rows.map(({ name, line }) => [name, line]));
    },
    addProblems: async (id: string, problems: readonly LineProblem[], from: number) => {
      const kept = problems.slice(0, Math.max(0, mostProblemsKept - from));
      if (kept.length === 0) return;
      await db()
        .insertInto('people_import_problem')
        .values(kept.map((each, index) => ({ import_id: id, position: from + index, ...each })))
        .execute();
    },
    listProblems: async ({ id, after, limit }: { id: string; after?: number; limit: number }) => {
      const rows = await db()
        .selectFrom('people_import_problem')
        .select(['position', 'line', 'field', 'code', 'value'])
        .where('import_id', '=', id)
        .where('position', '>', after ?? -1)
        .orderBy('position')
        .limit(limit)
        .execute();
      return rows;
    },
    addChanges: async (id: string, changes: readonly AppliedChange[]) => {
      if (changes.length === 0) return;
      await db()
        .insertInto('people_import_change')
        .values(
          changes.map(({ line, accountId, before, after }) => ({
            ...{ import_id: id, line, account_id: accountId, before, after, undone: null },
          })),
        )
        .execute();
    },
    /** What is not undone yet, the last line first. */
    readChangesToUndo: async (id: string, limit: number): Promise<AppliedChange[]> => {
      const rows = await db()
        .selectFrom('people_import_change')
        .select(['line', 'account_id', 'before', 'after'])
        .where('import_id', '=', id)
        .where('undone', 'is', null)
        .orderBy('line', 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ account_id: accountId, ...rest }) => ({ accountId, ...rest }));
    },
    markUndone: async (id: string, lines: readonly number[], how: Undone) => {
      if (lines.length === 0) return;
      await db()
        .updateTable('people_import_change')
        .set({ undone: how })
        .where('import_id', '=', id)
        .where('line', 'in', [...lines])
        .execute();
    },
    /** Lines whose people were left as they are, because somebody had changed them since. */
    listNotUndone: async ({ id, after, limit }: { id: string; after?: number; limit: number }) => {
      const rows = await db()
        .selectFrom('people_import_change')
        .select(['line', 'account_id', 'undone'])
        .where('import_id', '=', id)
        .where('undone', 'not in', ['restored', 'removed'])
        .where('line', '>', after ?? -1)
        .orderBy('line')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ line: row.line, accountId: row.account_id, why: row.undone as NotUndone }));
    },
    /** Values of people must not lie about for ever (R19). Returns whose files go too. */
    findOlderThan: async (time: number): Promise<string[]> => {
      const rows = await db()
        .selectFrom('people_import')
        .select('id')
        .where('moved_at', '<=', time)
        .where('state', 'not in', ['checking', 'applying', 'undoing'])
        .execute();
      return rows.map(({ id }) => id);
    },
  };
}

export type ImportStore = ReturnType<typeof createImportStore>;

function toImport(row: Row): PeopleImport {
  return {
    id: row.id,
    createdAt: row.created_at,
    createdBy: row.created_by,
    fileName: row.file_name,
    size: row.size,
    state: row.state as ImportState,
    options: row.options === null ? null : importOptions.parse(JSON.parse(row.options)),
    suggested: {
      encoding: row.encoding as PeopleImport['suggested']['encoding'],
      delimiter: row.delimiter as PeopleImport['suggested']['delimiter'],
    },
    bytesRead: row.bytes_read,
    records: row.records,
    counts: { ...noCounts, ...(JSON.parse(row.counts) as Partial<ImportCounts>) },
    problem: row.problem === null ? null : JSON.parse(row.problem),
    movedAt: row.moved_at,
  };
}
