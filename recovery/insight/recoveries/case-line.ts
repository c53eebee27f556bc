import type { Code } from '../../audit/index.ts';
import type { RecoveryMode } from '../../policy/index.ts';
import type { RecoveryOutcome, RecoveryState } from '../../store/index.ts';

export const recoveryStates = [
  'explain',
  'chooseCountry',
  'goToProvider',
  'present',
  'faceCheck',
  'matching',
  'waiting',
  'granting',
  'accessPass',
  'enrol',
  'closed',
] as const satisfies readonly RecoveryState[];

export const recoveryOutcomes = [
  'recovered',
  'rehearsed',
  'refused',
  'slowed',
  'left',
  'superseded',
  'stopped',
  'expired',
] as const satisfies readonly RecoveryOutcome[];

/** Which recoveries are meant. What is absent does not narrow. Times are epoch milliseconds of the start. */
export interface RecoveryFilter {
  readonly profileId?: string;
  readonly mode?: RecoveryMode;
  readonly state?: RecoveryState;
  readonly outcome?: RecoveryOutcome;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  readonly providerId?: string;
  /** People who may recover, or decoys: names that are unknown or may not (D14). */
  readonly applicant?: 'eligible' | 'decoy';
  readonly from?: number;
  /** Exclusive. */
  readonly to?: number;
}

/** One recovery in a list. Nothing about the person. */
export interface CaseLine {
  readonly id: string;
  readonly caseNumber: string;
  readonly state: RecoveryState;
  readonly outcome: RecoveryOutcome | null;
  readonly mode: RecoveryMode;
  readonly profileId: string;
  /** As it was called when the recovery began. */
  readonly profileName: string;
  readonly profileVersion: number;
  readonly country: string;
  readonly providerId: string | null;
  /** Empty for somebody who may recover; else why not: then it is a decoy. */
  readonly eligibility: Code;
  readonly endedFrom: RecoveryState | null;
  readonly endCode: Code;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly endedAt: number | null;
}

/** Where a page of cases ended. */
export interface CasePlace {
  readonly createdAt: number;
  readonly id: string;
}
