import { sql } from 'kysely';
import {
  type AuditCheckpoint,
  type AuditEntry,
  type AuditStore,
  beforeTheFirst,
  type ChainHead,
  hashCheckpoint,
  hashEntry,
  hashPersonal,
  type PersonalValue,
} from '../../../recovery/audit/index.ts';
import type { Database } from './open-database.ts';
import type { RegainTables } from './tables.ts';

type ChainPlace = Pick<ChainHead, 'chain' | 'sequence'>;

/** The record on PostgreSQL. `append` takes a row lock on the chain's head, so entries of one chain queue up and never fork. */
export function createAuditStore(options: {
  readonly database: Database<RegainTables>;
  readonly randomBytes: (length: number) => Uint8Array;
}): AuditStore {
  const { database, randomBytes } = options;
  const db = () => database.query();
  return {
    append: ({ personal = {}, ...entry }) =>
      database.transaction(async () => {
        const head = await lockHead(entry.chain);
        const values = Object.entries(personal).map(([name, value]) => {
          const salt = Buffer.from(randomBytes(16)).toString('base64url');
          return {
            name,
            value,
            salt,
            hash: hashPersonal({ salt, value }),
          };
        });
        const data = { ...entry.data, ...Object.fromEntries(values.map((each) => [each.name, each.hash])) };
        const unsigned = { ...entry, data, sequence: head.sequence + 1, previous: head.hash };
        const full: AuditEntry = { ...unsigned, hash: hashEntry(unsigned) };
        await db()
          .insertInto('audit_entry')
          .values({ ...full, data: JSON.stringify(data) })
          .execute();
        await db()
          .updateTable('audit_head')
          .set({ sequence: full.sequence, hash: full.hash })
          .where('chain', '=', entry.chain)
          .execute();
        if (values.length > 0) {
          const place = { chain: full.chain, sequence: full.sequence };
          await db()
            .insertInto('audit_personal')
            .values(values.map(({ name, value, salt }) => ({ ...place, name, value, salt })))
            .execute();
        }
        return full;
      }),

    appendMany: (chain, entries) =>
      database.transaction(async () => {
        if (entries.length === 0) return;
        let head = await lockHead(chain);
        const rows = entries.map((entry) => {
          const unsigned = { ...entry, chain, sequence: head.sequence + 1, previous: head.hash };
          head = { sequence: unsigned.sequence, hash: hashEntry(unsigned) };
          return { ...unsigned, hash: head.hash, data: JSON.stringify(entry.data) };
        });
        await db().insertInto('audit_entry').values(rows).execute();
        await db().updateTable('audit_head').set(head).where('chain', '=', chain).execute();
      }),

    checkpoint: ({ now, sign }) =>
      database.transaction(async () => {
        const moved = await db()
          .selectFrom('audit_head')
          .selectAll()
          .whereRef('sequence', '>', 'checkpointed_sequence')
          .orderBy('chain')
          .limit(10_000)
          .forUpdate()
          .execute();
        if (moved.length === 0) return null;
        const last = await db()
          .selectFrom('audit_checkpoint')
          .select(['sequence', 'hash'])
          .orderBy('sequence', 'desc')
          .limit(1)
          .executeTakeFirst();
        const unsigned = {
          sequence: (last?.sequence ?? -1) + 1,
          at: now,
          heads: moved.map(({ chain, sequence, hash }) => ({ chain, sequence, hash })),
          previous: last?.hash ?? beforeTheFirst,
        };
        const hash = hashCheckpoint(unsigned);
        const signature = sign(Buffer.from(hash, 'base64url')).toString('base64url');
        const checkpoint: AuditCheckpoint = { ...unsigned, hash, signature };
        await db()
          .insertInto('audit_checkpoint')
          .values({ ...checkpoint, heads: JSON.stringify(checkpoint.heads) })
          .execute();
        for (const head of moved) {
          await db()
            .updateTable('audit_head')
            .set({ checkpointed_sequence: head.sequence })
            .where('chain', '=', head.chain)
            .execute();
        }
        return checkpoint;
      }),

    readChain: async (chain) => {
      const rows = await db()
        .selectFrom('audit_entry')
        .selectAll()
        .where('chain', '=', chain)
        .orderBy('sequence')
        .execute();
      return rows.map(toEntry);
    },
    readPersonal: async (chain) =>
      await db()
        .selectFrom('audit_personal')
        .select(['sequence', 'name', 'value'])
        .where('chain', '=', chain)
        .orderBy('sequence')
        .execute(),
    erasePersonalBefore: async (time) => {
      const result = await db()
        .deleteFrom('audit_personal')
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('audit_entry')
              .select('audit_entry.chain')
              .whereRef('audit_entry.chain', '=', 'audit_personal.chain')
              .whereRef('audit_entry.sequence', '=', 'audit_personal.sequence')
              .where('audit_entry.at', '<=', time),
          ),
        )
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
    walkEntries: async function* () {
      for (let after: ChainPlace | undefined; ; ) {
        const rows = await readEntriesAfter(after);
        const [first, last] = [rows[0], rows.at(-1)];
        if (first === undefined || last === undefined) return;
        yield { entries: rows.map(toEntry), personal: await readPersonalBetween(first, last) };
        after = last;
      }
    },
    walkCheckpoints: async function* () {
      // Each may hold ten thousand heads, so few at a time.
      for (let after = -1; ; ) {
        const rows = await db()
          .selectFrom('audit_checkpoint')
          .selectAll()
          .where('sequence', '>', after)
          .orderBy('sequence')
          .limit(10)
          .execute();
        if (rows.length === 0) return;
        yield rows.map((row) => ({ ...row, heads: JSON.parse(row.heads) }));
        after = rows.at(-1)!.sequence;
      }
    },
    readHashes: async (places) => {
      const { rows } = await sql<ChainHead>`
        select chain, sequence, hash from unnest(${places.map(({ chain }) => chain)}::text[],
          ${places.map(({ sequence }) => sequence)}::int[]) as place (chain, sequence)
        join audit_entry using (chain, sequence)`.execute(db());
      return rows;
    },
    countEntries: async () => {
      const { rows } = await sql<{ entries: number }>`
        select coalesce(sum(sequence + 1), 0)::double precision as entries from audit_head`.execute(db());
      return rows[0]?.entries ?? 0;
    },
  };

  /** Chain by chain, by the primary key. */
  async function readEntriesAfter(after: ChainPlace | undefined) {
    return await db()
      .selectFrom('audit_entry')
      .selectAll()
      .$if(after !== undefined, (query) =>
        query.where(sql<boolean>`(chain, sequence) > (${after?.chain}, ${after?.sequence}::int)`),
      )
      .orderBy('chain')
      .orderBy('sequence')
      .limit(2_000)
      .execute();
  }

  async function readPersonalBetween(first: ChainPlace, last: ChainPlace): Promise<readonly PersonalValue[]> {
    return await db()
      .selectFrom('audit_personal')
      .selectAll()
      .where(sql<boolean>`(chain, sequence) >= (${first.chain}, ${first.sequence}::int)`)
      .where(sql<boolean>`(chain, sequence) <= (${last.chain}, ${last.sequence}::int)`)
      .orderBy('chain')
      .orderBy('sequence')
      .execute();
  }

  /** The first entry of a chain makes its head; the row lock is then the queue. */
  async function lockHead(chain: string): Promise<{ sequence: number; hash: string }> {
    await db()
      .insertInto('audit_head')
      .values({ chain, sequence: -1, hash: beforeTheFirst, checkpointed_sequence: -1 })
      .onConflict((conflict) => conflict.column('chain').doNothing())
      .execute();
    return await db()
      .selectFrom('audit_head')
      .select(['sequence', 'hash'])
      .where('chain', '=', chain)
      .forUpdate()
      .executeTakeFirstOrThrow();
  }
}

export function toEntry(row: RegainTables['audit_entry']): AuditEntry {
  return { ...row, data: JSON.parse(row.data) };
}
