import type { Code } from '../audit/index.ts';
import type { RecoveryState } from './recovery.ts';

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
