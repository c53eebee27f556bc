import type { Database } from './open-database.ts';
import type { RegainTables } from './tables.ts';

/** How one status list fared. It says nothing about anybody: a list is about thousands at once. Times are epoch milliseconds. */
export interface StatusListHealth {
  readonly uri: string;
  /** The authority whose credentials name it. */
  readonly anchorId: string;
  readonly mediaType: string;
  /** When a credential last made us look whether it holds, and what came of it: null, or why it did not hold. */
  readonly checkedAt: number;
  readonly problem: string | null;
  readonly failingSince: number | null;
  /** The last download that held; null: none ever did. */
  readonly held: {
    readonly fetchedAt: number;
    /** Unpacked. */
    readonly bytes: number;
    readonly issuedAt: number;
    /** By its own word; null: it gives none. */
    readonly expiresAt: number | null;
    readonly keptUntil: number;
  } | null;
}

export interface StatusListHealthStore {
  /** The latest first. */
  list(): Promise<readonly StatusListHealth[]>;
  /** Keeps since when it fails. True when it began to fail, and nobody was told of this list within the last day. */
  note(report: Omit<StatusListHealth, 'failingSince'>): Promise<boolean>;
}

const day = 24 * 60 * 60_000;
/** A list that no credential named for so long is no longer in use. */
const keepForMs = 30 * day;
/** Far more than an organisation has issuers; an issuer that gives each credential a list of its own fills no table with them. */
const most = 200;

export function createStatusListHealthStore(options: {
  readonly database: Database<RegainTables>;
}): StatusListHealthStore {
  const db = () => options.database.query();
  return {
    list: async () => {
      const rows = await db()
        .selectFrom('status_list_health')
        .selectAll()
        .orderBy('checked_at', 'desc')
        .limit(most)
        .execute();
      return rows.map((row) => ({
        uri: row.uri,
        anchorId: row.anchor_id,
        mediaType: row.media_type,
        checkedAt: row.checked_at,
        problem: row.problem === '' ? null : row.problem,
        failingSince: row.failing_since,
        held:
          row.fetched_at === null
            ? null
            : {
                fetchedAt: row.fetched_at,
                bytes: row.bytes,
                issuedAt: row.issued_at,
                expiresAt: row.expires_at,
                keptUntil: row.kept_until,
              },
      }));
    },
    note: ({ uri, anchorId, mediaType, checkedAt, problem, held }) =>
      options.database.transaction(async () => {
        const before = await db()
          .selectFrom('status_list_health')
          .select(['failing_since', 'told_at'])
          .where('uri', '=', uri)
          .where('anchor_id', '=', anchorId)
          .executeTakeFirst();
        const failingSince = problem === null ? null : (before?.failing_since ?? checkedAt);
        const told = before?.told_at ?? null;
        const tells =
          problem !== null && before?.failing_since == null && (told === null || told < checkedAt - day);
        const row = {
          media_type: mediaType,
          checked_at: checkedAt,
          problem: problem ?? '',
          failing_since: failingSince,
          told_at: tells ? checkedAt : told,
          ...(held !== null && {
            fetched_at: held.fetchedAt,
            bytes: held.bytes,
            issued_at: held.issuedAt,
            expires_at: held.expiresAt,
            kept_until: held.keptUntil,
          }),
        };
        const none = { fetched_at: null, bytes: 0, issued_at: 0, expires_at: null, kept_until: 0 };
        await db()
          .insertInto('status_list_health')
          .values({ uri, anchor_id: anchorId, ...none, ...row })
          .onConflict((conflict) => conflict.columns(['uri', 'anchor_id']).doUpdateSet(row))
          .execute();
        if (before === undefined) await forget(checkedAt);
        return tells;
      }),
  };

  async function forget(now: number): Promise<void> {
    const last = await db()
      .selectFrom('status_list_health')
      .select('checked_at')
      .orderBy('checked_at', 'desc')
      .offset(most)
      .limit(1)
      .executeTakeFirst();
    const until = Math.max(now - keepForMs, last?.checked_at ?? 0);
    await db().deleteFrom('status_list_health').where('checked_at', '<=', until).execute();
  }
}
