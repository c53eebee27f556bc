import type { AuditCheckpoint, AuditEntry, ChainHead } from '../../audit/index.ts';

/** Which entries are meant. What is absent does not narrow. */
export interface EntryFilter {
  /** A recovery's id, or `administration`. */
  readonly chain?: string;
  readonly activity?: string;
  /** `person`, `wallet`, `system`, `admin:…`. */
  readonly actor?: string;
  readonly code?: string;
  /** An account's id: what admins did about it. Its recoveries name it by salted hash only, and are not among them (D35). */
  readonly account?: string;
  readonly result?: AuditEntry['result'];
  /** Epoch milliseconds. */
  readonly from?: number;
  /** Exclusive. */
  readonly to?: number;
}

/** Where a page of entries ended. */
export interface EntryPlace {
  readonly at: number;
  readonly chain: string;
  readonly sequence: number;
}

/** A checkpoint without the heads it signs: there may be ten thousand. */
export type CheckpointLine = Omit<AuditCheckpoint, 'heads'> & { readonly chains: number };

/** The port for questions about the record. Reads only; served by indexes on ten million entries. */
export interface RecordInsight {
  /** The latest first. */
  searchEntries(request: {
    readonly filter: EntryFilter;
    readonly limit: number;
    readonly after?: EntryPlace;
  }): Promise<readonly AuditEntry[]>;
  /** The latest first; `before` is a checkpoint's sequence. */
  listCheckpoints(request: {
    readonly limit: number;
    readonly before?: number;
  }): Promise<readonly CheckpointLine[]>;
  countEntries(): Promise<{
    readonly entries: number;
    readonly chains: number;
    readonly notYetSigned: number;
  }>;
  readHead(chain: string): Promise<ChainHead | null>;
  /** Account ids behind recoveries, where the record still has them; a decoy of nobody has none. Personal: say in the record who asked. */
  readAccountsOf(recoveryIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
