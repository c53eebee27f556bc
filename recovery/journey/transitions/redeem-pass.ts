import { noticeTo } from '../notices.ts';
import { readSafety } from '../safety.ts';
import type { Transition } from '../transition.ts';
import { outOfTime } from './identity-verification.ts';
import { refused } from './refused.ts';

/** From redemption on, there is a day to set up and sign in once; then all of it is undone. */
const timeToFinishMs = 24 * 60 * 60_000;

/** By the recovery's cookie ("Continue") or by the value, which still needs the cookie (D28, T19). Opens set-up, never a session (R26). */
export const redeemPass: Transition<'redeemPass'> = async (context) => {
  const { ports, recovery, event, now } = context;
  const matched = context.evidence('matched');
  if (matched === null) return outOfTime();
  const { accountId, credential } = matched;
  const { refusal, account, organisation } = await readSafety(ports, {
    recovery,
    accountId,
    credential,
  });
  if (refusal !== null) return refused(context, refusal, { step: 'accessPass' });
  return {
    changes: {},
    audit: { activity: 'accessPass.redeemed', result: 'success' },
    within: async () => {
      const redeemed = await ports.directory.redeemRecoveryPass({
        recoveryId: recovery.id,
        ...(event.value !== undefined && { value: event.value }),
      });
      if (typeof redeemed === 'string') {
        const activity = 'accessPass.redemptionRefused';
        return { audit: { activity, result: 'refused', code: redeemed }, reply: { refused: redeemed } };
      }
      const { enrolmentToken: token, expiresAt, sessionsEnded } = redeemed;
      return {
        changes: { state: 'enrol', redeemedAt: now, sessionsEnded, expiresAt: now + timeToFinishMs },
        mail: noticeTo(account, organisation, {
          kind: 'passRedeemed',
          at: now,
          values: { objection: recovery.id },
        }),
        reply: { location: '/enrol', enrolment: { token, expiresAt } },
      };
    },
  };
};
