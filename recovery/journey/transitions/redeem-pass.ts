import { readSafety } from '../safety.ts';
import type { Transition } from '../transition.ts';
import { outOfTime } from './identity-verification.ts';
import { refused } from './refused.ts';

/** By the recovery's cookie ("Continue") or by the value, which still needs the cookie (D28, T19). Opens set-up, never a session (R26). */
export const redeemPass: Transition<'redeemPass'> = async (context) => {
  const { ports, recovery, event, now } = context;
  const matched = context.evidence('matched');
  if (matched === null) return outOfTime();
  const { accountId, credential } = matched;
  const safety = await readSafety(ports, { recovery, accountId, anchorId: credential.anchorId });
  if (safety !== null) {
    const move = refused(context, safety, { step: 'accessPass' });
    return {
      ...move,
      within: async () => {
        await ports.directory.revokeRecoveryPass({ recoveryId: recovery.id });
        return (await move.within?.()) ?? {};
      },
    };
  }
  return {
    changes: {},
    audit: { activity: 'accessPass.redeemed', result: 'success' },
    within: async () => {
      const redeemed = await ports.directory.redeemRecoveryPass({
        recoveryId: recovery.id,
        ...(event.value !== undefined && { value: event.value }),
      });
      if (typeof redeemed === 'string') {
        const audit = {
          activity: 'accessPass.redemptionRefused',
          result: 'refused',
          code: redeemed,
        } as const;
        return { audit, reply: { refused: redeemed } };
      }
      return {
        changes: { state: 'enrol', redeemedAt: now, sessionsEnded: redeemed.sessionsEnded },
        reply: {
          location: '/enrol',
          enrolment: { token: redeemed.enrolmentToken, expiresAt: redeemed.expiresAt },
        },
      };
    },
  };
};
