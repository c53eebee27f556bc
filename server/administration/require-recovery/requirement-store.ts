import { sql } from 'kysely';
import type { RegainTables } from '../../../connectors/storage/postgres/index.ts';
import type { Installation } from '../../installation.ts';

type Row = RegainTables['recovery_requirement'];

export const requirementOutcomes = [
  /** Every way to sign in was switched off. */
  'required',
  /** Left alone. */
  ...(['gone', 'disabled', 'privileged', 'cannotRecover'] as const),
] as const;
export type RequirementOutcome = (typeof requirementOutcomes)[number];

/** "Set yourself up anew", asked of a person, a group or a list after a compromise (D32). */
export interface Requirement {
  readonly id: string;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly scope: { readonly kind: 'group'; readonly group: string } | { readonly kind: 'list' };
  readonly cannotRecover: 'skip' | 'include';
  readonly notify: boolean;
  readonly state: Row['state'];
  readonly total: number;
  readonly done: number;
  readonly movedAt: number;
  readonly finishedAt: number | null;
}

export interface RequirementTally {
  readonly outcomes: Readonly<Partial<Record<RequirementOutcome, number>>>;
  readonly methods: number;
  readonly sessions: number;
}

export function createRequirementStore({ database }: Pick<Installation, 'database'>) {
  const db = () => database.query();
  return {
    /** The people are fixed now: who joins the group later is not among them. Returns how many they are. */
    insert: async (
      made: Omit<Row, 'total' | 'done' | 'state' | 'finished_at' | 'moved_at'>,
      accountIds: readonly string[],
    ): Promise<number> => {
      await db()
        .insertInto('recovery_requirement')
        .values({
          ...made,
          ...{ total: 0, done: 0, state: 'running', finished_at: null, moved_at: made.created_at },
        })
        .execute();
      const people =
        made.scope_kind === 'group'
          ? sql`select account_id::text from account_group where group_name = ${made.scope_name}`
          : sql`select json_array_elements_text(cast(${JSON.stringify(accountIds)} as json))`;
      await sql`insert into recovery_requirement_person (requirement_id, position, account_id, methods, sessions)
        select ${made.id}, row_number() over (), people.id, 0, 0 from (${people}) as people (id)`.execute(
        db(),
      );
      const counted = await db()
        .selectFrom('recovery_requirement_person')
        .select(({ fn }) => fn.countAll<string | number>().as('people'))
        .where('requirement_id', '=', made.id)
        .executeTakeFirstOrThrow();
      const total = Number(counted.people);
      await db().updateTable('recovery_requirement').set({ total }).where('id', '=', made.id).execute();
      return total;
    },
    read: async (id: string): Promise<Requirement | null> => {
      const row = await db()
        .selectFrom('recovery_requirement')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      return row === undefined ? null : toRequirement(row);
    },
    /** Latest first; ids sort by time. */
    list: async ({ limit, before }: { limit: number; before?: string }): Promise<Requirement[]> => {
      let query = db().selectFrom('recovery_requirement').selectAll().orderBy('id', 'desc').limit(limit);
      if (before !== undefined) query = query.where('id', '<', before);
      return (await query.execute()).map(toRequirement);
    },
    findUnderWay: async (): Promise<Requirement | null> => {
      const row = await db()
        .selectFrom('recovery_requirement')
        .selectAll()
        .where('state', '=', 'running')
        .orderBy('created_at')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : toRequirement(row);
    },
    readWaiting: async (id: string, limit: number) =>
      db()
        .selectFrom('recovery_requirement_person')
        .select(['position', 'account_id'])
        .where('requirement_id', '=', id)
        .where('outcome', 'is', null)
        .orderBy('position')
        .limit(limit)
        .execute(),
    note: async (
      id: string,
      position: number,
      what: { readonly outcome: RequirementOutcome; readonly methods: number; readonly sessions: number },
    ) => {
      await db()
        .updateTable('recovery_requirement_person')
        .set(what)
        .where('requirement_id', '=', id)
        .where('position', '=', position)
        .execute();
    },
    /** False: an admin stopped it meanwhile. */
    advance: async (request: {
      id: string;
      done: number;
      now: number;
      finished: boolean;
    }): Promise<boolean> => {
      const moved = await db()
        .updateTable('recovery_requirement')
        .set({
          done: request.done,
          moved_at: request.now,
          ...(request.finished && { state: 'finished' as const, finished_at: request.now }),
        })
        .where('id', '=', request.id)
        .where('state', '=', 'running')
        .executeTakeFirst();
      return Number(moved.numUpdatedRows) === 1;
    },
    stop: async (id: string, now: number): Promise<boolean> => {
      const moved = await db()
        .updateTable('recovery_requirement')
        .set({ state: 'stopped', finished_at: now, moved_at: now })
        .where('id', '=', id)
        .where('state', '=', 'running')
        .executeTakeFirst();
      return Number(moved.numUpdatedRows) === 1;
    },
    tally: async (id: string): Promise<RequirementTally> => {
      const rows = await db()
        .selectFrom('recovery_requirement_person')
        .select(({ fn }) => [
          'outcome',
          fn.countAll<string | number>().as('people'),
          fn.sum<string | number>('methods').as('methods'),
          fn.sum<string | number>('sessions').as('sessions'),
        ])
        .where('requirement_id', '=', id)
        .where('outcome', 'is not', null)
        .groupBy('outcome')
        .execute();
      const sum = (of: 'methods' | 'sessions') => rows.reduce((all, row) => all + Number(row[of]), 0);
      return {
        outcomes: Object.fromEntries(rows.map((row) => [row.outcome, Number(row.people)])),
        methods: sum('methods'),
        sessions: sum('sessions'),
      };
    },
    listPeople: async (request: {
      id: string;
      outcome?: RequirementOutcome;
      after?: number;
      limit: number;
    }) => {
      let query = db()
        .selectFrom('recovery_requirement_person')
        .select(['position', 'account_id', 'outcome', 'methods', 'sessions'])
        .where('requirement_id', '=', request.id)
        .where('position', '>', request.after ?? 0)
        .orderBy('position')
        .limit(request.limit);
      if (request.outcome !== undefined) query = query.where('outcome', '=', request.outcome);
      const rows = await query.execute();
      return rows.map((row) => ({
        position: row.position,
        accountId: row.account_id,
        outcome: row.outcome as RequirementOutcome | null,
        methods: row.methods,
        sessions: row.sessions,
      }));
    },
  };
}

function toRequirement(row: Row): Requirement {
  return {
    id: row.id,
    createdAt: row.created_at,
    createdBy: row.created_by,
    scope: row.scope_kind === 'group' ? { kind: 'group', group: row.scope_name } : { kind: 'list' },
    cannotRecover: row.cannot_recover,
    notify: row.notify,
    state: row.state,
    total: row.total,
    done: row.done,
    movedAt: row.moved_at,
    finishedAt: row.finished_at,
  };
}
