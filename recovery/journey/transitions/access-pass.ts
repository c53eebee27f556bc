import { isRefusal } from '../../outcome.ts';
import { grantAccess } from '../../steps/access-pass/index.ts';
import { readSafety } from '../safety.ts';
import { closed, type Transition } from '../transition.ts';
import { outOfTime } from './identity-verification.ts';
import { refused } from './refused.ts';

/** A recovery's pass: ten minutes (D28). */
export const passLifetimeMinutes = 10;

/** The last decision: a pass in production, a rehearsal in evaluation (D20). The first grant closes the others (D31). */
export const decideAccess: Transition<'continue'> = async (context) => {
  const { ports, recovery, now } = context;
  const matched = context.evidence('matched');
  if (matched === null) return outOfTime();
  const { accountId, credential } = matched;
  const { refusal: safety } = await readSafety(ports, { recovery, accountId, credential });
  const access = grantAccess({ matched, policy: recovery.policy, safety, now });
  if (isRefusal(access)) {
    return refused(context, access, { step: 'accessPass', actor: 'system' });
  }
  if (access.kind === 'rehearsed') {
    return {
      changes: closed('rehearsed'),
      audit: { activity: 'accessPass.rehearsed', result: 'success', actor: 'system' },
    };
  }
  return {
    changes: { state: 'accessPass' },
    put: { granted: access },
    audit: { activity: 'accessPass.granted', result: 'success', actor: 'system' },
    within: async () => {
      const request = { accountId, recoveryId: recovery.id, lifetimeMinutes: passLifetimeMinutes };
      const { expiresAt } = await ports.directory.issueRecoveryPass(request);
      await context.stopSiblings();
      return { changes: { passExpiresAt: expiresAt } };
    },
  };
};
