import type { MailQueue, QueuedMail } from '../../../recovery/store/index.ts';
import type { Database } from './open-database.ts';
import type { RegainTables } from './tables.ts';

/** The outbox table. */
export function createMailQueue({ database }: { readonly database: Database<RegainTables> }): MailQueue {
  const db = () => database.query();
  return {
    readDue: async ({ now, mostAttempts, limit }) => {
      const rows = await db()
        .selectFrom('mail_outbox')
        .selectAll()
        .where('sent_at', 'is', null)
        .where('next_attempt_at', '<=', now)
        .where('attempts', '<', mostAttempts)
        .orderBy('next_attempt_at')
        .limit(limit)
        .execute();
      return rows.map(toQueuedMail);
    },
    markSent: async (id, at) => {
      await db().updateTable('mail_outbox').set({ sent_at: at }).where('id', '=', id).execute();
    },
    markFailed: async ({ id, attempts, nextAttemptAt }) => {
      await db()
        .updateTable('mail_outbox')
        .set({ attempts, next_attempt_at: nextAttemptAt })
        .where('id', '=', id)
        .execute();
    },
    forgetBefore: async (time) => {
      const result = await db().deleteFrom('mail_outbox').where('created_at', '<=', time).executeTakeFirst();
      return Number(result.numDeletedRows);
    },
    readLatest: async (limit) => {
      const rows = await db()
        .selectFrom('mail_outbox')
        .selectAll()
        .where('recipients', '!=', '[]')
        .orderBy('created_at', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toQueuedMail);
    },
  };
}

function toQueuedMail(row: RegainTables['mail_outbox']): QueuedMail {
  return {
    id: row.id,
    to: JSON.parse(row.recipients),
    kind: row.kind,
    language: row.language,
    values: JSON.parse(row.content),
    queuedAt: row.created_at,
    attempts: row.attempts,
  };
}
