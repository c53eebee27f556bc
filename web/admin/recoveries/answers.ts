import type { RecordEntry } from '../record/index.ts';

export type Mode = 'evaluation' | 'production';
export type State =
  | 'explain'
  | 'chooseCountry'
  | 'goToProvider'
  | 'present'
  | 'faceCheck'
  | 'matching'
  | 'waiting'
  | 'granting'
  | 'accessPass'
  | 'enrol'
  | 'closed';
export type Outcome =
  | 'recovered'
  | 'rehearsed'
  | 'refused'
  | 'slowed'
  | 'left'
  | 'superseded'
  | 'stopped'
  | 'expired';

// GET /recoveries → Paged<CaseLine>
export interface CaseLine {
  readonly id: string;
  readonly caseNumber: string;
  readonly state: State;
  readonly outcome: Outcome | null;
  readonly mode: Mode;
  readonly profileId: string;
  readonly profileName: string;
  readonly profileVersion: number;
  readonly country: string;
  readonly providerId: string | null;
  /** Empty: may recover. Else why not: then it is a decoy. */
  readonly eligibility: string;
  readonly endedFrom: State | null;
  readonly endCode: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly endedAt: number | null;
}

// GET /recoveries/choices
export interface Choices {
  readonly profiles: readonly { readonly id: string; readonly name: string }[];
  readonly countries: readonly string[];
  readonly providers: readonly string[];
}

// GET /recoveries/:caseNumber
export interface CaseView extends CaseLine {
  readonly organisationPolicyVersion: number;
  readonly accountKnown: boolean;
  readonly accountFrozen: boolean;
  readonly entries: readonly RecordEntry[];
}

// POST /recoveries/:caseNumber/values
export interface CaseValues {
  readonly values: readonly { readonly sequence: number; readonly name: string; readonly value: string }[];
}

// POST /recoveries/people
export interface PeopleBehind {
  readonly people: readonly {
    readonly recoveryId: string;
    readonly accountId: string;
    readonly accountName: string;
    readonly displayName: string;
  }[];
}

// POST /recoveries/look-up
export interface DeskCase {
  readonly caseNumber: string;
  readonly state:
    | 'beginning'
    | 'identityVerification'
    | 'presentation'
    | 'faceCheck'
    | 'waiting'
    | 'setUp'
    | 'recovered'
    | 'rehearsed'
    | 'notConfirmed'
    | 'tryLater'
    | 'ended';
  readonly createdAt: number;
  readonly updatedAt: number;
}

export type Milestone =
  | 'started'
  | 'begun'
  | 'sent'
  | 'presented'
  | 'facePassed'
  | 'matched'
  | 'granted'
  | 'redeemed'
  | 'enrolled';
export type Funnel = Readonly<Record<Milestone, number>>;
export interface Loss {
  readonly from: Milestone;
  readonly to: Milestone;
  readonly lost: number;
  readonly share: number;
}
export interface StepTime {
  readonly from: Milestone;
  readonly to: Milestone;
  readonly cases: number;
  readonly median: number | null;
  readonly p90: number | null;
}

// GET /recoveries/funnel
export interface FunnelView {
  readonly total: Funnel;
  readonly biggestLoss: Loss | null;
  readonly rows: readonly (Funnel & { readonly key: string })[];
}

// GET /recoveries/evaluation
export interface EvaluationView {
  readonly funnel: Funnel;
  readonly biggestLoss: Loss | null;
  readonly wouldHaveGotIn: number;
  readonly refused: number;
  readonly refusals: readonly { readonly code: string; readonly cases: number }[];
  readonly gaveUpInAll: number;
  readonly gaveUp: readonly { readonly at: State; readonly cases: number }[];
  readonly endedOtherwise: number;
  readonly underWay: number;
  readonly decoys: number;
  readonly times: readonly StepTime[];
}
