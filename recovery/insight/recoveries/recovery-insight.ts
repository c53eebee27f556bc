import type { Code } from '../../audit/index.ts';
import type { RecoveryOutcome, RecoveryState } from '../../store/index.ts';
import type { CaseLine, CasePlace, RecoveryFilter } from './case-line.ts';
import type { FunnelGrouping, FunnelRow, Milestone } from './funnel.ts';

/** How recoveries ended: so many, from this state, for this reason. An open one has no outcome. */
export interface Ending {
  readonly outcome: RecoveryOutcome | null;
  readonly endedFrom: RecoveryState | null;
  readonly code: Code;
  readonly cases: number;
}

/** From one milestone to the next one. `waiting` in it: a provider's queue, a wallet to be installed. */
export interface StepTime {
  readonly from: Milestone;
  readonly to: Milestone;
  /** Recoveries that did both. */
  readonly cases: number;
  /** Milliseconds; null when nobody did. */
  readonly median: number | null;
  /** Nine of ten were quicker. */
  readonly p90: number | null;
}

/** The port for questions about many recoveries. Reads only. Every one of them is served by an index on a million (D40). */
export interface RecoveryInsight {
  /** The latest first. */
  listCases(request: {
    readonly filter: RecoveryFilter;
    readonly limit: number;
    readonly after?: CasePlace;
  }): Promise<readonly CaseLine[]>;
  readCase(caseNumber: string): Promise<CaseLine | null>;
  /** By recovery id; what is no recovery is left out. */
  readCaseNumbers(recoveryIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Largest groups first, days by date. `timeZone` is IANA's name, for days. */
  countFunnel(request: {
    readonly filter: RecoveryFilter;
    readonly by: FunnelGrouping;
    readonly timeZone: string;
  }): Promise<readonly FunnelRow[]>;
  countEndings(filter: RecoveryFilter): Promise<readonly Ending[]>;
  measureSteps(filter: RecoveryFilter): Promise<readonly StepTime[]>;
  /** What there is to filter by. */
  readChoices(): Promise<{
    readonly profiles: readonly { readonly id: string; readonly name: string }[];
    readonly countries: readonly string[];
    readonly providers: readonly string[];
  }>;
}
