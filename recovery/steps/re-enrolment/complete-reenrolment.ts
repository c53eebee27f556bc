import { type Refusal, refuse } from '../../outcome.ts';
import type { Granted } from '../access-pass/index.ts';
import { type Reenrolled, sealReenrolled } from './reenrolled.ts';

export const reenrolmentRefusalCodes = ['noNewMethod'] as const;
export type ReenrolmentRefusalCode = (typeof reenrolmentRefusalCodes)[number];

/**
 * Closes the case: only when a new method is there, as otherwise the old ones going off would lock the person out again (D30).
 * Counts of methods that `Directory.retireOldMethods` reports.
 */
export function completeReenrolment(question: {
  readonly granted: Granted;
  readonly disabledMethods: number;
  readonly addedMethods: number;
}): Reenrolled | Refusal<ReenrolmentRefusalCode> {
  const { granted, disabledMethods, addedMethods } = question;
  if (addedMethods < 1) return refuse('noNewMethod');
  return sealReenrolled({ recoveryId: granted.recoveryId, disabledMethods, addedMethods });
}
