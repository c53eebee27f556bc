/** A mail as it stands in the outbox table, before it has words. Times are epoch milliseconds. */
export interface QueuedMail {
  readonly id: string;
  /** Empty for a decoy's notice (D14). */
  readonly to: readonly string[];
  readonly kind: string;
  readonly language: string;
  readonly values: Readonly<Record<string, string>>;
  readonly queuedAt: number;
  readonly attempts: number;
}

/** The outbox: written by the journey in its own transaction (`RecoveryStore.queueMail`), emptied by the job that sends (D37). */
export interface MailQueue {
  /** Unsent, due, and tried fewer times than `mostAttempts`; the longest waiting first. */
  readDue(request: { now: number; mostAttempts: number; limit: number }): Promise<readonly QueuedMail[]>;
  markSent(id: string, at: number): Promise<void>;
  markFailed(request: { id: string; attempts: number; nextAttemptAt: number }): Promise<void>;
  /** Forgets mails that were sent, or given up, before then. Returns how many. */
  forgetBefore(time: number): Promise<number>;
  /** The latest that go to somebody, sent or not. */
  readLatest(limit: number): Promise<readonly QueuedMail[]>;
}
