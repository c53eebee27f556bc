import type { Database, RegainTables } from '../storage/postgres/index.ts';

export interface OutboxMail {
  readonly id: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly at: number;
}

export type SendMail = (mail: {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}) => Promise<void>;

/** Words of a mail in its language: out of the catalogue, never out of code. */
export type ComposeMail = (mail: {
  readonly kind: string;
  readonly language: string;
  readonly values: Readonly<Record<string, string>>;
}) => { readonly subject: string; readonly text: string };

export interface Outbox {
  /** Sends what is due; a mail that fails is tried again, later each time. Returns how many went. */
  sendDue(send: SendMail): Promise<number>;
  /** The latest mails, for an example's Outbox page. */
  readLatest(limit: number): Promise<readonly OutboxMail[]>;
}

const mostAttempts = 10;

export function createOutbox(options: {
  readonly database: Database<RegainTables>;
  readonly compose: ComposeMail;
  readonly now: () => number;
  readonly onFailure: (failure: {
    readonly id: string;
    readonly attempts: number;
    readonly cause: unknown;
  }) => void;
}): Outbox {
  const { database, compose, now, onFailure } = options;
  const db = () => database.query();
  const toMail = (row: RegainTables['mail_outbox']): OutboxMail => ({
    id: row.id,
    to: JSON.parse(row.recipients),
    at: row.created_at,
    ...compose({ kind: row.kind, language: row.language, values: JSON.parse(row.content) }),
  });
  return {
    sendDue: async (send) => {
      const due = await db()
        .selectFrom('mail_outbox')
        .selectAll()
        .where('sent_at', 'is', null)
        .where('next_attempt_at', '<=', now())
        .where('attempts', '<', mostAttempts)
        .orderBy('next_attempt_at')
        .limit(50)
        .execute();
      let sent = 0;
      for (const row of due) {
        const mail = toMail(row);
        try {
          // A decoy's notice has nobody to go to (D14); it was written so that the rows look alike.
          if (mail.to.length > 0) await send(mail);
          await db().updateTable('mail_outbox').set({ sent_at: now() }).where('id', '=', row.id).execute();
          sent += 1;
        } catch (cause) {
          const attempts = row.attempts + 1;
          const next_attempt_at = now() + Math.min(2 ** attempts * 15_000, 6 * 60 * 60_000);
          await db()
            .updateTable('mail_outbox')
            .set({ attempts, next_attempt_at })
            .where('id', '=', row.id)
            .execute();
          onFailure({ id: row.id, attempts, cause });
        }
      }
      return sent;
    },
    readLatest: async (limit) => {
      const rows = await db()
        .selectFrom('mail_outbox')
        .selectAll()
        .where('recipients', '!=', '[]')
        .orderBy('created_at', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toMail);
    },
  };
}
