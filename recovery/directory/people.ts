import type { Account } from './directory.ts';

/** Everybody in the directory, for questions about many: read in pages, never held as a whole. */
export interface People {
  count(): Promise<number>;
  /**
   * Grows with every change of anybody, committed with it: of two equal ones, read before two walks, the walks meet the same people.
   * `changedAt`: of the latest change; null when there was none.
   */
  readVersion(): Promise<{ readonly version: number; readonly changedAt: number | null }>;
  /**
   * Everybody once, people of one birth date next to each other (those without one first), so that twins stand together.
   * An account changed while the walk is under way may be met twice or not at all. `only`: those of this birth date.
   */
  byBirthDate(options: {
    readonly pageSize: number;
    readonly only?: string;
  }): AsyncIterable<readonly Account[]>;
  /** Accounts, disabled ones included, that the names of this one, presented, would bring up too. */
  lookalikesOf(account: Account): Promise<readonly Account[]>;
}
