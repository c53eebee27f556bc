import { mayUsePhone } from '../may-use-phone.ts';
import { noticeTo } from '../notices.ts';
import {
  createPhone,
  isItsCookie,
  isItsLink,
  isSame,
  isSameClaim,
  join,
  type Phone,
  phoneCode,
  phoneLimits,
  readTypedCode,
  stageOf,
} from '../phone/index.ts';
import { closed, type Move, type Transition, type TransitionContext } from '../transition.ts';
import { revokeWhatWasOpened } from './closing.ts';
import { leaveCapture } from './face-check.ts';
import { findFaceCheck, outOfTime as portraitIsGone, refusedFace } from './face-decision.ts';
import { outOfTime } from './identity-verification.ts';
import { nobody } from './matching.ts';
import { phoneAtWork, phoneOver } from './phone-at-work.ts';
import { refused } from './refused.ts';

/** How often it is noted that somebody else came with a link that was used: a dead link must not fill the record (T18). */
const mostLateOpenings = 3;

/** A new code on the starting screen, for the wallet or for the camera; the phone before it is out. */
export const offerPhone: Transition<'phoneOffered'> = async (context) => {
  const { ports, recovery, event } = context;
  if (!(await mayUsePhone(ports, recovery))) return null;
  const purpose = recovery.state === 'present' ? 'wallet' : 'faceCheck';
  const offered = {
    put: { phone: createPhone(ports, { purpose, from: event.from }) },
    audit: { activity: 'phone.offered', result: 'success', data: { purpose } },
  } as const;
  if (purpose === 'wallet') {
    if (context.evidence('applicant') === null) return outOfTime();
    return { changes: {}, ...offered, drop: ['presented'], within: () => dropRequests(context) };
  }
  const provider = await findFaceCheck(context);
  // A vendor's page has its own way to a phone.
  if (provider.kind !== 'here') return null;
  const presented = context.evidence('presented');
  if (presented === null) return portraitIsGone();
  const left = leaveCapture(context, { provider, presented });
  if (left.refusal !== null) return refusedFace(context, presented, left.refusal);
  const tries = recovery.captureTries + (left.costs ? 1 : 0);
  return {
    changes: { captureTries: tries, captureProblem: null },
    ...offered,
    drop: ['samePerson', 'faceSession'],
  };
};

/** The link is opened: the first browser that comes with it is the phone, and it is used up (D25). */
export const joinPhone: Transition<'phoneJoined'> = async ({ ports, recovery, event, evidence, now }) => {
  const phone = evidence('phone');
  if (phone === null) return null;
  const of = { recoveryId: recovery.id, phone };
  if (!isItsLink(ports, of, event.link)) return null;
  const stage = stageOf(phone, recovery, now);
  const again = stage === 'over' ? null : isSameClaim(ports, of, event.claim);
  if (again !== null) return { told: { phoneCookie: again } };
  if (stage === 'offered') {
    const joined = join(ports, of, event);
    return {
      changes: {},
      put: { phone: joined.phone },
      audit: {
        activity: 'phone.joined',
        result: 'success',
        actor: 'phone',
        data: { purpose: phone.purpose },
      },
      reply: { phoneCookie: joined.cookie },
    };
  }
  if (stage === 'over' || phone.lateOpenings >= mostLateOpenings) return null;
  return {
    changes: {},
    put: { phone: { ...phone, lateOpenings: phone.lateOpenings + 1 } },
    audit: { activity: 'phone.joinRefused', result: 'refused', code: 'phoneLinkSpent', actor: 'phone' },
  };
};

/** Read on the phone whose sign-in would be reset, and wants to go on. Until then it is asked nothing. */
export const agreeOnPhone: Transition<'phoneAgreed'> = async (context) => {
  const phone = phoneAtWork(context);
  if (phone === null) return null;
  if (phone.agreed) return { told: {} };
  return {
    changes: {},
    put: { phone: { ...phone, agreed: true } },
    audit: { activity: 'phone.agreed', result: 'success', actor: 'phone', data: { purpose: phone.purpose } },
  };
};

/** "This wasn't me", on the phone: at any time before the account has changed, also when its own part is over. */
export const denyOnPhone: Transition<'phoneDenied'> = async (context) => {
  const { ports, recovery, event, now } = context;
  const phone = context.evidence('phone');
  if (phone === null || !isItsCookie({ recoveryId: recovery.id, phone }, event.phone)) return null;
  const applicant = context.evidence('applicant');
  const organisation = await ports.policy.readOrganisation();
  if (organisation === null) throw new TypeError('the installation has no policy');
  // Asked for nobody all the same, and the notice is written and dropped (D14).
  const account = await ports.directory.readAccount(
    applicant?.kind === 'eligible' ? applicant.accountId : nobody,
  );
  return {
    changes: closed('stopped'),
    audit: { activity: 'recovery.stopped', result: 'success', code: 'objection', actor: 'phone' },
    mail: noticeTo(account, organisation, { kind: 'recoveryDenied', at: now }),
    within: async () => {
      await revokeWhatWasOpened(recovery, ports);
      return {};
    },
  };
};

/** From the starting browser: whoever that is, it is not my phone; or I want to go on without one. */
export const throwPhoneOut: Transition<'phoneThrownOut'> = async (context) => {
  const { recovery, now } = context;
  const phone = context.evidence('phone');
  if (phone === null || stageOf(phone, recovery, now) === 'over') return null;
  return {
    changes: {},
    ...phoneOver(phone),
    audit: { activity: 'phone.thrownOut', result: 'success', data: { purpose: phone.purpose } },
    within: () => dropRequests(context),
  };
};

/** The code from the phone's screen, typed where the recovery was started: only now does it count what the phone did (D25, R13, R39). */
export const takePhoneCode: Transition<'phoneCode'> = async (context) => {
  const { ports, recovery, event, now } = context;
  const phone = context.evidence('phone');
  if (phone === null || stageOf(phone, recovery, now) !== 'done') return null;
  const expected = phoneCode(ports, { recoveryId: recovery.id, phone });
  if (!isSame(readTypedCode(event.code), expected)) return wrongCode(phone);

  const used = { ...phone, over: true };
  const data = { purpose: phone.purpose };
  const audit = { activity: 'phone.codeAccepted', result: 'success', data } as const;
  const presented = context.evidence('presented');
  if (phone.purpose === 'wallet') {
    if (presented === null) return outOfTime();
    return { changes: { state: 'faceCheck', otherDevice: true }, put: { phone: used }, audit };
  }
  if (phone.refusal !== null)
    return refused(context, phone.refusal, {
      step: 'faceCheck',
      ...(presented !== null && { claims: presented.claims }),
    });
  if (context.evidence('samePerson') === null) return portraitIsGone();
  return {
    changes: { state: 'matching', otherDevice: true },
    put: { phone: used },
    drop: ['presented', 'faceSession'],
    audit,
    goOn: true,
  };
};

/** Forty bits and three tries: a guess is right once in 366 000 million (3 of 2^40). */
function wrongCode(phone: Phone): Move {
  const wrongCodes = phone.wrongCodes + 1;
  const counted = { ...phone, wrongCodes };
  return {
    changes: {},
    ...(wrongCodes < phoneLimits.wrongCodes ? { put: { phone: counted } } : phoneOver(counted)),
    audit: {
      ...{ activity: 'phone.codeRefused', result: 'refused', code: 'phoneCodeWrong' },
      data: { tries: wrongCodes },
    },
  };
}

async function dropRequests({ ports, recovery }: Pick<TransitionContext, 'ports' | 'recovery'>) {
  await ports.store.dropRequests(recovery.id);
  return {};
}
