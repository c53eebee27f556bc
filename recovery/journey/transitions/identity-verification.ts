import { isRefusal } from '../../outcome.ts';
import { createHandOver, sendToProvider } from '../../steps/identity-verification/index.ts';
import type { Move, Transition } from '../transition.ts';
import { closed } from '../transition.ts';

export const begin: Transition<'begin'> = async () => ({
  changes: { state: 'chooseCountry' },
  audit: { activity: 'recovery.begun', result: 'success' },
});

export const backToExplain: Transition<'back'> = async () => ({
  changes: { state: 'explain' },
  audit: { activity: 'recovery.wentBack', result: 'success' },
});

export const backToCountry: Transition<'back'> = async () => ({
  changes: { state: 'chooseCountry', providerDown: false, returnedFromProvider: false },
  drop: ['sent'],
  audit: { activity: 'recovery.wentBack', result: 'success' },
});

export const chooseRoute: Transition<'chooseRoute'> = async (context) => {
  const { country, route } = context.event;
  const audit = {
    activity: 'identityVerification.routeChosen',
    result: 'success',
    data: { country, route },
  } as const;
  if (route === 'provider') return { changes: { state: 'goToProvider', country }, audit };
  if (!context.recovery.policy.profile.walletFirst) return null;
  return { changes: { state: 'present', country }, drop: ['sent'], audit };
};

/** To the first provider of the country's list that answers now. Nobody up: try again later, nothing is lost. */
export const handOver: Transition<'handOver'> = async (context) => {
  const { ports, recovery, event, now } = context;
  const applicant = context.evidence('applicant');
  if (applicant === null) return outOfTime();
  const request = createHandOver({
    requestId: ports.newId(),
    returnTo: `${ports.origin}/recover/returned`,
    country: recovery.country,
    locale: event.locale,
    now,
  });
  const answer = await sendToProvider({
    applicant,
    handOver: request,
    verifiers: await ports.readIdentityVerifiers(),
    now,
  });
  const activity = 'identityVerification.sent';
  if (isRefusal(answer)) {
    return {
      changes: { providerDown: true },
      audit: { activity, result: 'failed', code: answer.code, data: { ...answer.detail } },
    };
  }
  return {
    changes: { providerDown: false },
    put: { sent: answer.sent },
    audit: {
      activity,
      result: 'success',
      data: { provider: answer.sent.providerId, request: request.requestId },
    },
    reply: { location: answer.location },
  };
};

/**
 * The person came back. That is a hint: what counts is the credential they show next (T12). Who comes back from a check that
 * failed or was left has none yet, and finds the way to the provider again.
 */
export const returned: Transition<'returned'> = async (context) => {
  if (context.evidence('sent') === null) return null;
  const { status } = context.event;
  return {
    changes: { ...(status === 'done' && { state: 'present' as const }), returnedFromProvider: true },
    audit: { activity: 'identityVerification.returned', result: 'success', data: { status } },
  };
};

/** Evidence that this step needs has outlived its time: the person starts again. */
export function outOfTime(): Move {
  return {
    changes: closed('expired'),
    audit: { activity: 'recovery.expired', result: 'failed', code: 'evidenceExpired' },
  };
}
