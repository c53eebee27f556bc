import type { Presented } from '../../steps/presentation/index.ts';
import { openEvidenceKey } from '../evidence-drawer.ts';
import { invocationAddress, newPresentationRequest } from '../presentation-request.ts';
import { open, sha256 } from '../seal.ts';
import { Overtaken, type Transition } from '../transition.ts';
import { phoneAtWork } from './phone-at-work.ts';
import { warmUpFaceCheck } from './presentation.ts';

/** On the phone, after it has said whose sign-in would be reset: a request of its own, opened by a link there (D24). */
export const requestOnPhone: Transition<'phoneWallet'> = async (context) => {
  const { ports, recovery } = context;
  const phone = phoneAtWork(context);
  if (phone === null || !phone.agreed || phone.purpose !== 'wallet') return null;
  warmUpFaceCheck(context);
  const request = await newPresentationRequest(ports, { recoveryId: recovery.id, device: 'other' });
  return {
    changes: {},
    audit: {
      ...{ activity: 'presentation.requested', result: 'success', actor: 'phone' },
      data: { request: request.id, device: request.device },
    },
    within: async () => {
      await ports.store.dropRequests(recovery.id);
      await ports.store.insertRequest(request);
      return {};
    },
    reply: { location: invocationAddress(ports, request.id) },
  };
};

/**
 * The wallet's redirect, in the phone's own browser: its one-time code is worth nothing in another one, so a link that was
 * forwarded to somebody else's wallet ends there (T2, T3, R38). The recovery does not move: the phone shows the code to type.
 */
export const returnToPhone: Transition<'phoneReturned'> = async (context) => {
  const { ports, recovery, event, now } = context;
  const phone = phoneAtWork(context);
  if (phone === null || !phone.agreed || phone.purpose !== 'wallet') return null;
  const responseCodeHash = sha256(event.code);
  const request = await ports.store.findRequestByCode(responseCodeHash);
  const isOurs =
    request !== null &&
    request.recoveryId === recovery.id &&
    request.device === 'other' &&
    (request.responseCodeExpiresAt ?? 0) > now;
  if (!isOurs || request.presentedSealed === null)
    return {
      changes: {},
      audit: {
        ...{ activity: 'presentation.codeRefused', result: 'refused', code: 'responseCodeUnknown' },
        actor: 'phone',
      },
    };
  const boundTo = `${recovery.id}|${request.id}|presented`;
  const sealed = request.presentedSealed;
  const presented: Presented = JSON.parse(open({ key: openEvidenceKey(ports, recovery), boundTo, sealed }));
  return {
    changes: {},
    put: { presented, phone: { ...phone, doneAt: now } },
    audit: {
      ...{ activity: 'phone.done', result: 'success', actor: 'phone' },
      data: { purpose: phone.purpose, request: request.id },
    },
    within: async () => {
      if ((await ports.store.takeResponseCode({ id: request.id, responseCodeHash })) === null)
        throw new Overtaken();
      return {};
    },
  };
};
