import type { Readiness, ReadinessCode } from './assess-readiness.ts';

export type ScanState = 'running' | 'finished' | 'failed' | 'stopped';

/** What came of one scan. Counts are of people. */
export interface ReadinessScan {
  readonly id: string;
  readonly state: ScanState;
  readonly startedAt: number;
  /** When it last stored something. */
  readonly movedAt: number;
  readonly finishedAt: number | null;
  /** `admin:<account id>`, or `system` after a change of the rules. */
  readonly startedBy: string;
  /** The rules it ran under: what has moved since is out of date. */
  readonly rulesVersion: string;
  /** The people it met, see `People.readVersion`. */
  readonly peopleVersion: number;
  readonly total: number;
  readonly scanned: number;
  readonly ready: number;
  readonly notReady: number;
  readonly outside: number;
  readonly counts: Readonly<Partial<Record<ReadinessCode, number>>>;
}

/** One person of the list behind a scan. */
export interface ReadinessFinding {
  readonly accountId: string;
  readonly verdict: Readiness['verdict'];
  readonly profileId: string | null;
  readonly codes: readonly ReadinessCode[];
}

/** A scan that stored nothing for this long was cut off with its process. Milliseconds. */
export const silentScanMs = 60_000;

/** Scans and what they found. Findings of the last finished scan and of the running one are kept, totals of all: the trend. */
export interface ReadinessStore {
  /** Null when one is running already. A scan that has not moved for a minute was cut off, and is closed as failed. */
  begin(scan: {
    readonly id: string;
    readonly startedAt: number;
    readonly startedBy: string;
    readonly rulesVersion: string;
    readonly peopleVersion: number;
    readonly total: number;
  }): Promise<ReadinessScan | null>;
  /** Stores a batch and counts it in, in one transaction. False when the scan was stopped meanwhile. */
  add(request: {
    readonly id: string;
    readonly batch: readonly Readiness[];
    readonly now: number;
  }): Promise<boolean>;
  end(request: {
    readonly id: string;
    readonly state: Exclude<ScanState, 'running'>;
    readonly now: number;
  }): Promise<void>;
  readLatest(): Promise<ReadinessScan | null>;
  readLastFinished(): Promise<ReadinessScan | null>;
  /** The newest first. */
  readTrend(limit: number): Promise<readonly ReadinessScan[]>;
  /** People with something to say about, by account id. */
  listFindings(request: {
    readonly scanId: string;
    readonly code?: ReadinessCode;
    readonly verdict?: Readiness['verdict'];
    readonly after?: string;
    readonly limit: number;
  }): Promise<readonly ReadinessFinding[]>;
}
