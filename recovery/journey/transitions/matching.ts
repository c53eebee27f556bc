import { isRefusal, refuse } from '../../outcome.ts';
import { matchAccount } from '../../steps/matching/index.ts';
import { isSpent } from '../budgets.ts';
import type { Transition } from '../transition.ts';
import { outOfTime } from './identity-verification.ts';
import { refused } from './refused.ts';
import { hoursToWait } from './waiting.ts';

/** The id of no account. */
export const nobody = '00000000-0000-7000-8000-000000000000';

/** Fetches every account the presented claims could mean, disabled ones included, and asks the pure step (D18). */
export const match: Transition<'continue'> = async (context) => {
  const { ports, recovery, now } = context;
  const applicant = context.evidence('applicant');
  const samePerson = context.evidence('samePerson');
  if (applicant === null) return outOfTime();
  if (samePerson === null) {
    return {
      changes: { state: 'present' },
      audit: { activity: 'matching.outOfTime', result: 'failed', code: 'evidenceExpired' },
    };
  }
  const { claims } = samePerson;
  if (await isSpent(ports, { recovery, claims, now }))
    return refused(context, refuse('rateLimited'), { step: 'matching', actor: 'system', claims });
  const { givenName, familyName } = claims;
  const found = await ports.directory.findCandidates({ givenName, familyName });
  // The claimed account itself, too: a wrong name must read as a wrong name to the admin. Asked for nobody all the same (D14).
  const claimed = await ports.directory.readAccount(
    applicant.kind === 'eligible' ? applicant.accountId : nobody,
  );
  const candidates =
    claimed === null || found.some((each) => each.id === claimed.id) ? found : [...found, claimed];
  const { result, trace } = matchAccount({ applicant, samePerson, candidates, now });
  const personal = { trace: JSON.stringify(trace) };
  if (isRefusal(result)) {
    return refused(context, result, {
      step: 'matching',
      actor: 'system',
      personal,
      claims,
    });
  }
  return {
    changes: { state: hoursToWait(recovery) > 0 ? 'waiting' : 'granting', provedAt: now },
    put: { matched: result },
    drop: ['samePerson', 'sent'],
    audit: {
      activity: 'matching.passed',
      result: 'success',
      actor: 'system',
      data: { agreed: result.agreed.join(','), candidates: candidates.length },
      personal,
    },
    goOn: true,
  };
};
