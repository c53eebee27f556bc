import { mayReissue } from '../../steps/access-pass/index.ts';
import type { Recovery } from '../../store/index.ts';
import { readSafety } from '../safety.ts';
import type { Transition } from '../transition.ts';
import { passLifetimeMinutes } from './access-pass.ts';
import { outOfTime } from './identity-verification.ts';
import { refused } from './refused.ts';

/** The hour of the proof; whoever had to wait could do nothing in it, so theirs begins when access was given (D28, D25). */
export function reissueCountsFrom({ provedAt, waitsUntil, course }: Recovery): number {
  return (waitsUntil === null ? provedAt : course.grantedAt) ?? 0;
}

/**
 * Shows a pass: always a new value, the old one dies, because no value is kept anywhere (D28).
 * Inside its ten minutes a new value does not buy more time; after them, one more pass may be issued within the hour of the proof.
 */
export const showPass: Transition<'showPass'> = async (context) => {
  const { ports, recovery, now } = context;
  const granted = context.evidence('granted');
  const matched = context.evidence('matched');
  if (granted === null || matched === null || recovery.passExpiresAt === null) return outOfTime();
  const isAlive = recovery.passExpiresAt > now;
  if (
    !isAlive &&
    !mayReissue({
      provedAt: reissueCountsFrom(recovery),
      reissues: recovery.passReissues,
      redeemed: false,
      now,
    })
  )
    return null;

  const { accountId, credential } = matched;
  const { refusal } = await readSafety(ports, { recovery, accountId, credential });
  if (refusal !== null) return refused(context, refusal, { step: 'accessPass' });
  const lifetimeMinutes = isAlive ? (recovery.passExpiresAt - now) / 60_000 : passLifetimeMinutes;
  return {
    changes: { passReissues: recovery.passReissues + (isAlive ? 0 : 1) },
    audit: { activity: isAlive ? 'accessPass.shown' : 'accessPass.reissued', result: 'success' },
    within: async () => {
      const { value, expiresAt } = await ports.directory.issueRecoveryPass({
        accountId,
        recoveryId: recovery.id,
        lifetimeMinutes,
      });
      return { changes: { passExpiresAt: expiresAt }, reply: { pass: { value, expiresAt } } };
    },
  };
};
