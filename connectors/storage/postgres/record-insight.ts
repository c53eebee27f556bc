import { type RawBuilder, sql } from 'kysely';
import type { AuditEntry } from '../../../recovery/audit/index.ts';
import type {
  CheckpointLine,
  EntryFilter,
  EntryPlace,
  RecordInsight,
} from '../../../recovery/insight/index.ts';
import { accountOfEntry } from './audit-indexes.ts';
import { toEntry } from './audit-store.ts';
import type { Database } from './open-database.ts';
import type { RegainTables } from './tables.ts';

/** Questions about the record, on PostgreSQL. */
export function createRecordInsight(options: { readonly database: Database<RegainTables> }): RecordInsight {
  const db = () => options.database.query();
  return {
    searchEntries: async ({ filter, limit, after }): Promise<readonly AuditEntry[]> => {
      const inChain = filter.chain !== undefined;
      const rows = await db()
        .selectFrom('audit_entry')
        .selectAll()
        .where(conditionOf(filter))
        .$if(after !== undefined, (query) => query.where(beforePlace(after!, inChain)))
        // Within one chain its own order is the order of time, and the primary key has it.
        .$if(!inChain, (query) => query.orderBy('at', 'desc').orderBy('chain', 'desc'))
        .orderBy('sequence', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toEntry);
    },
    listCheckpoints: async ({ limit, before }) => {
      const { rows } = await sql<CheckpointLine>`
        select sequence, at, previous, hash, signature, json_array_length(heads::json) as chains from audit_checkpoint
        ${before === undefined ? sql`` : sql`where sequence < ${before}`} order by sequence desc limit ${limit}`.execute(
        db(),
      );
      return rows;
    },
    countEntries: async () => {
      const { rows } = await sql<{ entries: number; chains: number; notYetSigned: number }>`
        select coalesce(sum(sequence + 1), 0)::double precision as entries, count(*)::int as chains,
          (count(*) filter (where sequence > checkpointed_sequence))::int as "notYetSigned"
        from audit_head`.execute(db());
      return rows[0] ?? { entries: 0, chains: 0, notYetSigned: 0 };
    },
    readHead: async (chain) =>
      (await db()
        .selectFrom('audit_head')
        .select(['chain', 'sequence', 'hash'])
        .where('chain', '=', chain)
        .executeTakeFirst()) ?? null,
    readAccountsOf: async (recoveryIds) => {
      const rows = await db()
        .selectFrom('audit_personal')
        .select(['chain', 'value'])
        .where('chain', 'in', recoveryIds.length === 0 ? [''] : [...recoveryIds])
        .where('name', '=', 'account')
        .where('value', '<>', '')
        .execute();
      return new Map(rows.map(({ chain, value }) => [chain, value]));
    },
  };
}

function beforePlace({ at, chain, sequence }: EntryPlace, inChain: boolean): RawBuilder<boolean> {
  return inChain
    ? sql<boolean>`sequence < ${sequence}::int`
    : sql<boolean>`(at, chain, sequence) < (${at}::double precision, ${chain}, ${sequence}::int)`;
}

function conditionOf({
  chain,
  activity,
  actor,
  code,
  account,
  result,
  from,
  to,
}: EntryFilter): RawBuilder<boolean> {
  const parts = [
    sql<boolean>`true`,
    ...(chain === undefined ? [] : [sql<boolean>`chain = ${chain}`]),
    ...(activity === undefined ? [] : [sql<boolean>`activity = ${activity}`]),
    ...(actor === undefined ? [] : [sql<boolean>`actor = ${actor}`]),
    // Said twice so that the index of entries with a reason serves.
    ...(code === undefined ? [] : [sql<boolean>`code = ${code} and code <> ''`]),
    // In the very words of the index, which is of this chain alone.
    ...(account === undefined
      ? []
      : [sql<boolean>`chain = 'administration' and ${sql.raw(accountOfEntry)} = ${account}`]),
    ...(result === undefined ? [] : [sql<boolean>`result = ${result}`]),
    ...(from === undefined ? [] : [sql<boolean>`at >= ${from}`]),
    ...(to === undefined ? [] : [sql<boolean>`at < ${to}`]),
  ];
  return sql<boolean>`${sql.join(parts, sql` and `)}`;
}
