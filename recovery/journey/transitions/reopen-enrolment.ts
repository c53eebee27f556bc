import { readSafety } from '../safety.ts';
import type { Transition } from '../transition.ts';
import { refused } from './refused.ts';

/**
 * The pass was redeemed, and the answer that opens set-up never reached the browser: a broken line, a killed server. The
 * same browser, by the recovery's cookie, gets a new token for the same set-up, without a minute more; the token before is
 * dead, so there is still one grant (R29, D28, D29). What can only refuse is asked again (D17).
 */
export const reopenEnrolment: Transition<'reopenEnrolment'> = async (context) => {
  const { ports, recovery } = context;
  const matched = context.evidence('matched');
  if (matched === null) return null;
  const { accountId, credential } = matched;
  const { refusal } = await readSafety(ports, { recovery, accountId, credential });
  if (refusal !== null) return refused(context, refusal, { step: 'reEnrolment' });
  return {
    changes: {},
    audit: { activity: 'reEnrolment.reopened', result: 'success' },
    within: async () => {
      const enrolment = await ports.directory.reopenEnrolment({ recoveryId: recovery.id });
      if (enrolment !== null) {
        const { enrolmentToken: token, expiresAt } = enrolment;
        return { reply: { location: '/enrol', enrolment: { token, expiresAt } } };
      }
      const audit = {
        activity: 'reEnrolment.reopenRefused',
        result: 'refused',
        code: 'nothingOpen',
      } as const;
      return { audit };
    },
  };
};
