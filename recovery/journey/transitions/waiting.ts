import { Fault, refuse } from '../../outcome.ts';
import type { OrganisationPolicy } from '../../policy/index.ts';
import type { Matched } from '../../steps/matching/index.ts';
import { findWithdrawal } from '../../steps/presentation/index.ts';
import { noticeTo } from '../notices.ts';
import type { Transition, TransitionContext } from '../transition.ts';
import { outOfTime } from './identity-verification.ts';
import { refused } from './refused.ts';

const hour = 60 * 60_000;
/** From the end of the waiting time there is a day to come back, as there is a day to begin with. */
const timeToReturnMs = 24 * hour;

/** Does what was proved with a second device wait for objections, and how long? The rules are those of the start (D17). */
export function hoursToWait({ otherDevice, policy }: TransitionContext['recovery']): number {
  return otherDevice ? policy.profile.crossDeviceWaitHours : 0;
}

/**
 * Between proof and access, when a second device took part and the profile has people wait (D25): every address on record
 * is told, and until the time is over "This wasn't me" ends it. Nothing is granted while nobody is there: the person comes back.
 */
export const wait: Transition<'continue'> = async (context) => {
  const { ports, recovery, now } = context;
  const matched = context.evidence('matched');
  if (matched === null) return outOfTime();
  const organisation = await ports.policy.readOrganisation();
  if (organisation === null) throw new TypeError('the installation has no policy');
  if (recovery.waitsUntil !== null) {
    if (now < recovery.waitsUntil) return null;
    const withdrawn = await readWithdrawal(context, matched, organisation);
    if (withdrawn !== undefined)
      return refused(context, withdrawn, { step: 'presentation', actor: 'system' });
    return {
      changes: { state: 'granting' },
      audit: { activity: 'waiting.over', result: 'success', actor: 'system' },
      goOn: true,
    };
  }
  const account = await ports.directory.readAccount(matched.accountId);
  // Waiting guards nothing when nobody can be told (R10).
  if ((account?.confirmedMails ?? []).length === 0)
    return refused(context, refuse('nobodyToTell'), { step: 'matching', actor: 'system' });
  const hours = hoursToWait(recovery);
  const waitsUntil = now + hours * hour;
  return {
    changes: { waitsUntil, expiresAt: waitsUntil + timeToReturnMs },
    audit: { activity: 'waiting.begun', result: 'success', actor: 'system', data: { hours } },
    mail: noticeTo(account, organisation, {
      kind: 'recoveryWaiting',
      at: now,
      values: { objection: recovery.id, until: new Date(waitsUntil).toISOString() },
    }),
  };
};

/** In days a credential may be withdrawn, by whoever lost the wallet that showed it. While nobody can tell, it waits on (T7). */
async function readWithdrawal(
  { ports, now }: Pick<TransitionContext, 'ports' | 'now'>,
  { credential }: Matched,
  { trustAnchors }: OrganisationPolicy,
) {
  const withdrawn = await findWithdrawal({ ...ports, credential, trustAnchors, now });
  if (withdrawn?.code !== 'statusUnavailable') return withdrawn;
  throw new Fault('nobody can tell whether a credential was withdrawn', {
    code: withdrawn.code,
    retryable: true,
  });
}
