import type { Code } from '../audit/index.ts';
import type { PolicySnapshot, RecoveryMode } from '../policy/index.ts';
import type { CaptureProblem } from '../steps/face-check/index.ts';

/** Where a recovery stands. Each state waits for the events that `order.ts` lists for it. */
export type RecoveryState =
  | 'explain'
  | 'chooseCountry'
  | 'goToProvider'
  | 'present'
  | 'faceCheck'
  /** Automatic: nothing is asked of the person. */
  | 'matching'
  /** Proved with a second device: notices are out, and nothing is granted before their time is over (D25). */
  | 'waiting'
  /** Automatic: grants or rehearses. */
  | 'granting'
  | 'accessPass'
  | 'enrol'
  | 'closed';

export type RecoveryOutcome =
  | 'recovered'
  | 'rehearsed'
  /** Not confirmed: ineligible, not matching, not safe. One page for all (D15). */
  | 'refused'
  /** Too much was tried: come back later. */
  | 'slowed'
  /** Left by the person, overtaken by another grant, stopped by an admin, or out of time. */
  | 'left'
  | 'superseded'
  | 'stopped'
  | 'expired';

/** What the last page shows; no secrets, no values of attributes. */
export interface RecoveryReceipt {
  readonly at: number;
  readonly added: readonly { readonly kind: 'passkey' | 'password' | 'totp'; readonly label: string }[];
  readonly disabled: readonly { readonly kind: 'passkey' | 'password' | 'totp'; readonly label: string }[];
  readonly sessionsEnded: number;
}

/**
 * How far a recovery got and when each milestone was first reached, for reports over many recoveries. Says nothing about the
 * person. `provedAt` and `redeemedAt` of the recovery belong to it. Times are epoch milliseconds.
 */
export interface Course {
  /** Why it could never be granted, by eligibility; empty for somebody who may. A decoy has one (D14): for admins only. */
  readonly eligibility: Code;
  /** The provider the person was last sent to; null until then, and for those who show a credential they hold. */
  readonly providerId: string | null;
  /** Read the explanation and went on. */
  readonly begunAt: number | null;
  /** Sent to a provider, or straight to the wallet. */
  readonly sentAt: number | null;
  readonly presentedAt: number | null;
  readonly facePassedAt: number | null;
  /** Granted, or in evaluation rehearsed. */
  readonly grantedAt: number | null;
  /** Where it stood when it ended; null while it is open. */
  readonly endedFrom: RecoveryState | null;
  readonly endedAt: number | null;
  /** The reason it ended for, where there is one. */
  readonly endCode: Code;
}

/** One recovery, as stored. Times are epoch milliseconds. */
export interface Recovery {
  readonly id: string;
  /** Counts every stored transition; a transition is stored only on the version it was read at. */
  readonly version: number;
  /** To read aloud to the help desk. Says nothing about the person. */
  readonly caseNumber: string;
  readonly state: RecoveryState;
  readonly outcome: RecoveryOutcome | null;
  /** Keyed hash of the account (or, for nobody, of what was typed): finds siblings without naming anybody. */
  readonly accountRef: string;
  /** Keyed hash of what was typed, without what stands behind an @: attempts are counted by it, for known and unknown people alike (D16, T17). */
  readonly attemptRef: string;
  /** The same together with the network it came from. */
  readonly networkRef: string;
  /** SHA-256 of the recovery cookie, base64url. */
  readonly cookieHash: string;
  /** What the person typed, sealed; shown back to them only. */
  /** Empty once it was erased, long after the end. */
  readonly identifierSealed: string;
  /** This recovery's own key, wrapped; null once closed: what it sealed is then unreadable for good (D19). */
  readonly evidenceKeyWrapped: string | null;
  readonly mode: RecoveryMode;
  readonly policy: PolicySnapshot;
  readonly country: string;
  readonly returnedFromProvider: boolean;
  readonly providerDown: boolean;
  readonly captureTries: number;
  readonly captureProblem: CaptureProblem | null;
  readonly provedAt: number | null;
  readonly passExpiresAt: number | null;
  readonly passReissues: number;
  readonly redeemedAt: number | null;
  readonly sessionsEnded: number;
  /** A second device took part, with the wallet or with its camera: once true, always. */
  readonly otherDevice: boolean;
  /** Proved, and waiting for objections until then; null: has not waited. */
  readonly waitsUntil: number | null;
  readonly receipt: RecoveryReceipt | null;
  readonly course: Course;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly expiresAt: number;
}

/** What a transition may change about a recovery. */
export type RecoveryChanges = Partial<
  Omit<Recovery, 'id' | 'version' | 'caseNumber' | 'cookieHash' | 'createdAt'>
>;
