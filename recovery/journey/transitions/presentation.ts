import { refuse } from '../../outcome.ts';
import { builtInFaceCheck } from '../../policy/index.ts';
import type { Presented } from '../../steps/presentation/index.ts';
import type { AskedBy } from '../../store/index.ts';
import { isIdentitySpent } from '../budgets.ts';
import { openEvidenceKey } from '../evidence-drawer.ts';
import { stageOf } from '../phone/index.ts';
import type { JourneyPorts } from '../ports.ts';
import { isWaitedFor, newPresentationRequest } from '../presentation-request.ts';
import { open, seal, sha256 } from '../seal.ts';
import { Overtaken, type Transition, type TransitionContext } from '../transition.ts';
import { outOfTime } from './identity-verification.ts';
import { phoneOver } from './phone-at-work.ts';
import { refused } from './refused.ts';

/** Long enough for a redirect, too short to be carried elsewhere (T3). */
const responseCodeLifetimeMs = 60_000;

/** The camera is the next step: the engine may load while the wallet is open. If it cannot, the face check will say so. */
export function warmUpFaceCheck({ ports, recovery }: Pick<TransitionContext, 'ports' | 'recovery'>): void {
  if (recovery.policy.profile.faceCheck.provider === builtInFaceCheck) void warmUp(ports).catch(() => {});
}

async function warmUp({ readFaceCheck }: Pick<JourneyPorts, 'readFaceCheck'>): Promise<void> {
  const provider = await readFaceCheck(builtInFaceCheck);
  if (provider?.kind === 'here') await provider.matcher.warmUp();
}

/** A new request each time: own nonce, state, key and answer address (D24). */
export const requestPresentation: Transition<'requestPresentation'> = async (context) => {
  const { ports, recovery, event } = context;
  if (event.device === 'browser' && !ports.asksInBrowser) return null;
  if (context.evidence('applicant') === null) return outOfTime();
  warmUpFaceCheck(context);
  const request = await newPresentationRequest(ports, { recoveryId: recovery.id, device: event.device });
  const phone = context.evidence('phone');
  return {
    changes: {},
    ...(phone !== null && phoneOver(phone)),
    audit: {
      activity: 'presentation.requested',
      result: 'success',
      data: { request: request.id, device: request.device },
    },
    within: async () => {
      await ports.store.dropRequests(recovery.id);
      await ports.store.insertRequest(request);
      return {};
    },
  };
};

/** Back closes an open request first; a second time it leaves the step. */
export const backFromPresentation: Transition<'back'> = async ({ ports, recovery, evidence, now }) => {
  const request = await ports.store.readLatestRequest(recovery.id);
  const phone = evidence('phone');
  const isOpen = isWaitedFor(request, now) || stageOf(phone, recovery, now) !== 'over';
  return {
    changes: isOpen ? {} : { state: 'chooseCountry', returnedFromProvider: false },
    ...(phone !== null && phoneOver(phone)),
    drop: isOpen ? ['presented'] : ['presented', 'sent'],
    audit: { activity: 'recovery.wentBack', result: 'success' },
    within: async () => {
      await ports.store.dropRequests(recovery.id);
      return {};
    },
  };
};

/** Thrown inside the transaction when another answer to the same request was stored first: everything is undone. */
export class AnsweredAlready extends Error {}

/**
 * The wallet's answer was verified. Where the browser that started has brought it itself, the recovery moves at once. Otherwise it
 * waits for the one-time code: in the browser that started, or in the phone's own when the request was made there. So a relayed
 * link ends nowhere (T2, T3, R38).
 */
export const walletPresented: Transition<'walletPresented'> = async (context) => {
  const { ports, recovery, event, now } = context;
  const { request, answerHash, presented } = event;
  if (request.recoveryId !== recovery.id) return null;
  const stage = stageOf(context.evidence('phone'), recovery, now);
  if (request.device === 'other' && stage !== 'joined') return null;
  if (await isIdentitySpent(ports, presented.claims, now)) {
    return refused({ ports, recovery, now }, refuse('rateLimited'), {
      step: 'presentation',
      actor: 'wallet',
      claims: presented.claims,
    });
  }
  const audit = {
    activity: 'presentation.received',
    result: 'success',
    actor: 'wallet',
    data: {
      request: request.id,
      device: request.device,
      credentialType: presented.credential.type,
      anchor: presented.credential.anchorId,
      credential: presented.credential.fingerprint,
    },
  } as const;
  const answer = async (location: string, extra: object) => {
    const reply = { status: 200, redirectSealed: sealReply(ports, request.id, location) };
    const isFirst = await ports.store.answerRequest(request.id, {
      answerHash,
      reply,
      sealed: null,
      ...extra,
    });
    if (!isFirst) throw new AnsweredAlready();
    return { reply: { location } };
  };
  if (request.device === 'browser') {
    return {
      changes: { state: 'faceCheck' },
      put: { presented },
      audit,
      within: () => answer(`${ports.origin}/recover`, {}),
    };
  }
  const code = Buffer.from(ports.randomBytes(32)).toString('base64url');
  return {
    changes: {},
    audit,
    within: () =>
      answer(`${returnAddress(ports, request.device)}#response_code=${code}`, {
        responseCodeHash: sha256(code),
        responseCodeExpiresAt: now + responseCodeLifetimeMs,
        presentedSealed: seal({
          key: openEvidenceKey(ports, recovery),
          boundTo: `${recovery.id}|${request.id}|presented`,
          text: JSON.stringify(presented),
          randomBytes: ports.randomBytes,
        }),
      }),
  };
};

/** A credential that does not hold ends the recovery like any other failed proof (D15). */
export const walletRefused: Transition<'walletRefused'> = async (context) =>
  refused(context, context.event.refusal, { step: 'presentation', actor: 'wallet' });

/** The code from the wallet's redirect, brought by the browser that started. Single use; a foreign or late one changes nothing. */
export const acceptResponseCode: Transition<'responseCode'> = async ({ ports, recovery, event, now }) => {
  const responseCodeHash = sha256(event.code);
  const request = await ports.store.findRequestByCode(responseCodeHash);
  const isOurs =
    request !== null &&
    request.recoveryId === recovery.id &&
    request.device === 'this' &&
    (request.responseCodeExpiresAt ?? 0) > now;
  if (!isOurs || request.presentedSealed === null) {
    return {
      changes: {},
      audit: { activity: 'presentation.codeRefused', result: 'refused', code: 'responseCodeUnknown' },
    };
  }
  const boundTo = `${recovery.id}|${request.id}|presented`;
  const key = openEvidenceKey(ports, recovery);
  const presented: Presented = JSON.parse(open({ key, boundTo, sealed: request.presentedSealed }));
  return {
    changes: { state: 'faceCheck' },
    put: { presented },
    audit: { activity: 'presentation.completed', result: 'success', data: { request: request.id } },
    within: async () => {
      // In the transaction that moves on: a crash before it leaves the code good, one after it leaves the person moved.
      if ((await ports.store.takeResponseCode({ id: request.id, responseCodeHash })) === null)
        throw new Overtaken();
      return {};
    },
  };
};

/** Where a wallet leads back to: the page of the device it was opened on. */
export function returnAddress({ origin }: JourneyPorts, device: AskedBy): string {
  return device === 'other' ? `${origin}/phone` : `${origin}/recover/back`;
}

export function sealReply(ports: JourneyPorts, requestId: string, location: string): string {
  const { keys, randomBytes } = ports;
  return seal({ key: keys.request, boundTo: `${requestId}|reply`, text: location, randomBytes });
}
