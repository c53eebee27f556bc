import type { Refusal } from '../../outcome.ts';
import type { PolicySnapshot } from '../../policy/index.ts';
import type { Matched } from '../matching/index.ts';
import type { SafetyRefusalCode } from './assess-safety.ts';
import { type Granted, type Rehearsed, sealGranted, sealRehearsed } from './granted.ts';

/**
 * The one place where mode decides what a proof is worth (D20): production grants, evaluation rehearses.
 * `safety` is the answer of `assessSafety` a moment ago. `now` is epoch milliseconds.
 */
export function grantAccess(question: {
  readonly matched: Matched;
  readonly policy: PolicySnapshot;
  readonly safety: Refusal<SafetyRefusalCode> | null;
  readonly now: number;
}): Granted | Rehearsed | Refusal<SafetyRefusalCode> {
  const { recoveryId, accountId } = question.matched;
  if (question.safety !== null) return question.safety;
  if (question.policy.profile.mode !== 'production') return sealRehearsed({ recoveryId });
  return sealGranted({ recoveryId, accountId, grantedAt: question.now });
}
