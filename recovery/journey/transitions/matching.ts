import { isRefusal } from '../../outcome.ts';
import { matchAccount } from '../../steps/matching/index.ts';
import type { Transition } from '../transition.ts';
import { outOfTime } from './identity-verification.ts';
import { refused } from './refused.ts';

/** Fetches every account the presented claims could mean, disabled ones included, and asks the pure step (D18). */
export const match: Transition<'continue'> = async (context) => {
  const { ports, now } = context;
  const applicant = context.evidence('applicant');
  const samePerson = context.evidence('samePerson');
  if (applicant === null) return outOfTime();
  if (samePerson === null) {
    return {
      changes: { state: 'present' },
      audit: { activity: 'matching.outOfTime', result: 'failed', code: 'evidenceExpired' },
    };
  }
  const { givenName, familyName } = samePerson.claims;
  const candidates = await ports.directory.findCandidates({ givenName, familyName });
  const { result, trace } = matchAccount({ applicant, samePerson, candidates, now });
  const personal = { trace: JSON.stringify(trace) };
  if (isRefusal(result)) {
    const move = refused(context, result, {
      step: 'matching',
      personal,
      credentialFingerprint: samePerson.credential.fingerprint,
    });
    return result.code === 'duplicateIdentity' ? withTwinAlarm(context, move) : move;
  }
  return {
    changes: { state: 'granting', provedAt: now },
    put: { matched: result },
    drop: ['samePerson'],
    audit: {
      activity: 'matching.passed',
      result: 'success',
      data: { agreed: result.agreed.join(','), candidates: candidates.length },
      personal,
    },
    goOn: true,
  };
};

/** Somebody else answers to the same proof: an admin must know (D18). Ids only. */
function withTwinAlarm(
  { ports, recovery, now }: Parameters<typeof match>[0],
  move: ReturnType<typeof refused>,
): ReturnType<typeof refused> {
  return {
    ...move,
    within: async () => {
      await ports.store.audit({
        chain: 'administration',
        at: now,
        activity: 'alarm.twinFound',
        result: 'failed',
        code: 'duplicateIdentity',
        actor: 'system',
        data: { recovery: recovery.id },
      });
      return (await move.within?.()) ?? {};
    },
  };
}
