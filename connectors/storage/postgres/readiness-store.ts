import { sql } from 'kysely';
import {
  type Readiness,
  type ReadinessCode,
  type ReadinessScan,
  type ReadinessStore,
  silentScanMs,
} from '../../../recovery/insight/index.ts';
import type { Database } from './open-database.ts';
import type { RegainTables } from './tables.ts';

/** Keeps one statement well under the protocol's 65,535 parameters, whatever a batch holds. */
const rowsAtOnce = 2_000;

/** Readiness scans on PostgreSQL. Findings are stored for people about whom there is something to say, not for the rest. */
export function createReadinessStore(options: { readonly database: Database<RegainTables> }): ReadinessStore {
  const { database } = options;
  const db = () => database.query();
  const readScans = async (limit: number, state?: ReadinessScan['state']) => {
    const rows = await db()
      .selectFrom('readiness_scan')
      .selectAll()
      .$if(state !== undefined, (query) => query.where('state', '=', state!))
      .orderBy('started_at', 'desc')
      .limit(limit)
      .execute();
    return rows.map(toScan);
  };

  return {
    begin: ({ id, startedAt, startedBy, rulesVersion, peopleVersion, total }) =>
      database.transaction(async () => {
        await db()
          .updateTable('readiness_scan')
          .set({ state: 'failed', finished_at: startedAt })
          .where('state', '=', 'running')
          .where('moved_at', '<', startedAt - silentScanMs)
          .execute();
        const inserted = await db()
          .insertInto('readiness_scan')
          .values({
            ...{ id, total, state: 'running', started_by: startedBy, rules_version: rulesVersion },
            people_version: peopleVersion,
            ...{ started_at: startedAt, moved_at: startedAt, finished_at: null },
            ...{ scanned: 0, ready: 0, not_ready: 0, outside: 0, counts: '{}' },
          })
          // One runs at a time: a partial unique index says so, also to two servers on one database.
          .onConflict((conflict) => conflict.doNothing())
          .returningAll()
          .executeTakeFirst();
        return inserted === undefined ? null : toScan(inserted);
      }),

    add: ({ id, batch, now }) =>
      database.transaction(async () => {
        const row = await db()
          .selectFrom('readiness_scan')
          .selectAll()
          .where('id', '=', id)
          .where('state', '=', 'running')
          .forUpdate()
          .executeTakeFirst();
        if (row === undefined) return false;
        const scan = toScan(row);
        await insertFindings(id, batch);
        const counted = (verdict: Readiness['verdict']) =>
          batch.filter((each) => each.verdict === verdict).length;
        await db()
          .updateTable('readiness_scan')
          .set({
            moved_at: now,
            scanned: scan.scanned + batch.length,
            ready: scan.ready + counted('ready'),
            not_ready: scan.notReady + counted('notReady'),
            outside: scan.outside + counted('outside'),
            counts: JSON.stringify(addCounts(scan.counts, batch)),
          })
          .where('id', '=', id)
          .execute();
        return true;
      }),

    end: async ({ id, state, now }) => {
      await database.transaction(async () => {
        const ended = await db()
          .updateTable('readiness_scan')
          .set({ state, finished_at: now, moved_at: now })
          .where('id', '=', id)
          .where('state', '=', 'running')
          .executeTakeFirst();
        if (ended.numUpdatedRows !== 1n) return;
        // A list is kept for one scan: the last that finished.
        await db()
          .deleteFrom('readiness_finding')
          .where('scan_id', state === 'finished' ? '!=' : '=', id)
          .execute();
      });
    },

    readLatest: async () => (await readScans(1))[0] ?? null,
    readLastFinished: async () => (await readScans(1, 'finished'))[0] ?? null,
    readTrend: (limit) => readScans(limit, 'finished'),

    listFindings: async ({ scanId, code, verdict, after, limit }) => {
      const rows = await db()
        .selectFrom('readiness_finding')
        .selectAll()
        .where('scan_id', '=', scanId)
        .$if(code !== undefined, (query) => query.where(sql<boolean>`codes @> array[${code}]::text[]`))
        .$if(verdict !== undefined, (query) => query.where('verdict', '=', verdict!))
        .$if(after !== undefined, (query) => query.where('account_id', '>', after!))
        .orderBy('account_id')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        accountId: row.account_id,
        verdict: row.verdict as Readiness['verdict'],
        profileId: row.profile_id,
        codes: row.codes as ReadinessCode[],
      }));
    },
  };

  async function insertFindings(scanId: string, batch: readonly Readiness[]): Promise<void> {
    const told = batch.filter((each) => each.findings.length > 0 && each.verdict !== 'outside');
    for (let start = 0; start < told.length; start += rowsAtOnce)
      await db()
        .insertInto('readiness_finding')
        .values(
          told.slice(start, start + rowsAtOnce).map((each) => ({
            scan_id: scanId,
            account_id: each.accountId,
            verdict: each.verdict,
            profile_id: each.profileId,
            codes: [...each.findings],
          })),
        )
        // Somebody whose birth date was edited during the walk is met twice.
        .onConflict((conflict) => conflict.columns(['scan_id', 'account_id']).doNothing())
        .execute();
  }
}

function addCounts(counts: ReadinessScan['counts'], batch: readonly Readiness[]): ReadinessScan['counts'] {
  const sum: Partial<Record<ReadinessCode, number>> = { ...counts };
  for (const { findings, verdict } of batch) {
    // What is not meant to recover is one number, not a list of faults.
    if (verdict === 'outside') continue;
    for (const code of findings) sum[code] = (sum[code] ?? 0) + 1;
  }
  return sum;
}

function toScan(
  row: {
    readonly [Column in keyof RegainTables['readiness_scan']]: RegainTables['readiness_scan'][Column];
  },
): ReadinessScan {
  return {
    id: row.id,
    state: row.state,
    startedAt: row.started_at,
    movedAt: row.moved_at,
    finishedAt: row.finished_at,
    startedBy: row.started_by,
    rulesVersion: row.rules_version,
    peopleVersion: row.people_version,
    total: row.total,
    scanned: row.scanned,
    ready: row.ready,
    notReady: row.not_ready,
    outside: row.outside,
    counts: JSON.parse(row.counts) as ReadinessScan['counts'],
  };
}
