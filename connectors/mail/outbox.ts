import type { MailQueue, QueuedMail } from '../../recovery/store/index.ts';

export interface OutboxMail {
  readonly id: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly at: number;
}

export type SendMail = (mail: Pick<OutboxMail, 'to' | 'subject' | 'text'>) => Promise<void>;

/** Words of a mail in its language: out of the catalogue, never out of code. */
export type ComposeMail = (
  mail: Pick<QueuedMail, 'kind' | 'language' | 'values'>,
) => Pick<OutboxMail, 'subject' | 'text'> | Promise<Pick<OutboxMail, 'subject' | 'text'>>;

export interface Outbox {
  /** Sends what is due; a mail that fails is tried again, later each time. Returns how many went. */
  sendDue(send: SendMail): Promise<number>;
  /** The latest mails, for an example's Outbox page. */
  readLatest(limit: number): Promise<readonly OutboxMail[]>;
}

/** With six hours between the later ones: some four days, so that no notice is lost to a long weekend (R10). */
const mostAttempts = 24;
const hour = 60 * 60_000;

export function createOutbox(options: {
  readonly queue: MailQueue;
  readonly compose: ComposeMail;
  /** The "This wasn't me" link of a recovery: made when a mail is written, so that no secret waits in the table (D5). */
  readonly objectionLink: (recoveryId: string) => string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly onFailure: (failure: {
    readonly id: string;
    readonly attempts: number;
    readonly cause: unknown;
  }) => void;
}): Outbox {
  const { queue, compose, objectionLink, now, onFailure } = options;
  const written = async (mail: QueuedMail): Promise<OutboxMail> => {
    const { objection, ...rest } = mail.values;
    const values = objection === undefined ? rest : { ...rest, link: objectionLink(objection) };
    return { id: mail.id, to: mail.to, at: mail.queuedAt, ...(await compose({ ...mail, values })) };
  };
  return {
    sendDue: async (send) => {
      let sent = 0;
      for (const mail of await queue.readDue({ now: now(), mostAttempts, limit: 50 })) {
        try {
          // A decoy's notice has nobody to go to (D14); it was written so that the rows look alike.
          if (mail.to.length > 0) await send(await written(mail));
          await queue.markSent(mail.id, now());
          sent += 1;
        } catch (cause) {
          const attempts = mail.attempts + 1;
          const nextAttemptAt = now() + Math.min(2 ** attempts * 15_000, 6 * hour);
          await queue.markFailed({ id: mail.id, attempts, nextAttemptAt });
          onFailure({ id: mail.id, attempts, cause });
        }
      }
      return sent;
    },
    readLatest: async (limit) => await Promise.all((await queue.readLatest(limit)).map(written)),
  };
}
