/** What a scan can find about one person. The first group stands in the way of a recovery, the second is worth knowing. */
export const blockingCodes = [
  'accountFrozen',
  'privileged',
  'noPriorSignIn',
  'nameMissing',
  'nameUnmatchable',
  'attributeMissing',
  'attributeHold',
  'passScope',
  'duplicateIdentity',
  'noProvider',
] as const;
export const warningCodes = ['profileOverlap', 'notices'] as const;
export const findingCodes = [...blockingCodes, ...warningCodes] as const;
export type FindingCode = (typeof findingCodes)[number];

export interface Scan {
  readonly id: string;
  readonly state: 'running' | 'finished' | 'failed' | 'stopped';
  readonly startedAt: number;
  readonly finishedAt: number | null;
  readonly total: number;
  readonly scanned: number;
  readonly ready: number;
  readonly notReady: number;
  readonly outside: number;
  readonly counts: Readonly<Partial<Record<FindingCode, number>>>;
}

// GET  /readiness              → ReadinessView
// POST /readiness/scans        → 202 Scan, or 409 reason 'scanRunning'
// POST /readiness/scans/stop   → 204
export interface ReadinessView {
  readonly latest: Scan | null;
  readonly finished: Scan | null;
  /** The rules have changed since. */
  readonly outOfDate: boolean;
  /** People have changed since. */
  readonly peopleChanged: boolean;
  /** Finished scans, the newest first. */
  readonly trend: readonly Scan[];
}

// GET /readiness/findings?code&verdict&limit&after → Paged<Finding>; the same whole at /readiness/findings.csv
export interface Finding {
  readonly accountId: string;
  readonly accountName: string;
  readonly displayName: string;
  readonly verdict: 'ready' | 'notReady';
  readonly codes: readonly FindingCode[];
}
