import type { OwedDeletion } from './store.ts';

/** What vendors still hold, for the job that has it deleted. A row goes when the vendor has said that it is gone, never before. */
export interface DeletionQueue {
  /** The longest due first. */
  readDue(request: {
    now: number;
    limit: number;
  }): Promise<readonly (OwedDeletion & { readonly attempts: number })[]>;
  markDone(deletion: Pick<OwedDeletion, 'provider' | 'reference'>): Promise<void>;
  markFailed(
    deletion: Pick<OwedDeletion, 'provider' | 'reference'> & { attempts: number; nextAttemptAt: number },
  ): Promise<void>;
  /** How many a vendor still owes (it cannot be taken out of the catalogue before), and how many of them it was asked for in vain. */
  count(provider: string): Promise<{ readonly owed: number; readonly overdue: number }>;
}
