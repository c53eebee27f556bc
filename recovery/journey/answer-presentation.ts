import { timingSafeEqual } from 'node:crypto';
import type { Code } from '../audit/index.ts';
import { isRefusal } from '../outcome.ts';
import {
  type PresentationRefusalCode,
  parsePresentationResponse,
  verifyPresentation,
} from '../steps/presentation/index.ts';
import type { PresentationRequest, Recovery } from '../store/index.ts';
import { advance } from './advance.ts';
import { openEvidenceKey, reviveEvidence } from './evidence-drawer.ts';
import type { JourneyPorts } from './ports.ts';
import {
  decryptionKeyOf,
  expectedBinding,
  openRequestSecrets,
  type RequestSecrets,
} from './presentation-request.ts';
import { open, sha256 } from './seal.ts';
import { AnsweredAlready, returnAddress } from './transitions/presentation.ts';

/** What the wallet's door says back: 200 with a redirect, or 4xx and not a word why (OpenID4VP 8.2; interop.md 2.1). */
export type WalletReply =
  | { readonly accepted: true; readonly location: string }
  | { readonly accepted: false };

/** More wrong answers than this, and the request is dead: nobody guesses against it for five minutes. */
const mostFailedAnswers = 5;

const unavailable: readonly PresentationRefusalCode[] = ['statusUnavailable', 'issuerKeysUnavailable'];

/**
 * Takes a wallet's answer to one request, verifies it synchronously, and moves the recovery.
 * A byte-identical retry gets the same reply; every other second answer is refused (D24, T4).
 */
export async function answerPresentation(
  ports: JourneyPorts,
  answer: {
    readonly requestId: string;
    readonly response?: string;
    readonly error?: string;
    readonly state?: string;
    /** The recovery whose cookie came along: the answer was handed to the page by the browser. */
    readonly broughtBy?: string;
  },
): Promise<WalletReply> {
  const request = await ports.store.readRequest(answer.requestId);
  if (request === null || !mayBring(request, answer.broughtBy)) return { accepted: false };
  const answerHash = sha256(
    JSON.stringify([answer.response ?? null, answer.error ?? null, answer.state ?? null]),
  );
  if (request.answerHash !== null) return repeated(ports, request, answerHash);
  const secrets = openRequestSecrets(ports, request);
  const recovery = await ports.store.read(request.recoveryId);
  if (secrets === null || recovery === null || recovery.state !== 'present') return { accepted: false };
  if (request.expiresAt <= ports.now() || request.failedAnswers >= mostFailedAnswers)
    return { accepted: false };

  const expectedState = request.device === 'browser' ? null : secrets.state;
  if (answer.error !== undefined) {
    const knows = expectedState === null || isSame(answer.state ?? '', expectedState);
    return declined(ports, request, knows);
  }
  const parsed = parsePresentationResponse({
    response: answer.response ?? '',
    decryptionKey: decryptionKeyOf(secrets),
    expectedKid: secrets.encryptionKey.kid,
    expectedState,
  });
  // Not readable with this request's key: noise, not a proof. It costs the request a try, not the person the recovery.
  if (isRefusal(parsed))
    return parsed.code === 'walletDeclined'
      ? declined(ports, request, true)
      : failed(ports, request, parsed.code);

  const presented = await verify(ports, { recovery, request, vpToken: parsed.vpToken, secrets });
  if (presented === null) return { accepted: false };
  if (isRefusal(presented)) {
    // Nobody can tell now (T7): nothing is granted, and nothing is lost. The same wallet may answer again.
    if (unavailable.includes(presented.code)) return failed(ports, request, presented.code);
    await advance(ports, { recoveryId: recovery.id, event: { type: 'walletRefused', refusal: presented } });
    return { accepted: false };
  }
  try {
    const event = { type: 'walletPresented', request, answerHash, presented } as const;
    const advanced = await advance(ports, { recoveryId: recovery.id, event });
    const location = advanced?.reply.location;
    if (location !== undefined) return { accepted: true, location };
  } catch (cause) {
    if (!(cause instanceof AnsweredAlready)) throw cause;
  }
  // Another answer was faster; with the same bytes, it was this one.
  const now = await ports.store.readRequest(request.id);
  return now === null ? { accepted: false } : repeated(ports, now, answerHash);
}

/** An answer that the browser carries has no state: its cookie says whose it is. No other answer comes with a cookie. */
function mayBring(request: PresentationRequest, recoveryId: string | undefined): boolean {
  return request.device === 'browser' ? request.recoveryId === recoveryId : recoveryId === undefined;
}

/** Constant time. */
function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(sha256(given)), Buffer.from(sha256(expected))];
  return timingSafeEqual(a, b);
}

async function verify(
  ports: JourneyPorts,
  input: {
    readonly recovery: Recovery;
    readonly request: PresentationRequest;
    readonly vpToken: Record<string, string[]>;
    readonly secrets: RequestSecrets;
  },
) {
  const { recovery, secrets } = input;
  const key = openEvidenceKey(ports, recovery);
  const rows = await ports.store.readEvidence(recovery.id);
  const applicant = reviveEvidence({ ports, key, recoveryId: recovery.id, rows, kind: 'applicant' });
  const organisation = await ports.policy.readOrganisation();
  if (applicant === null || organisation === null) return null;
  const sent = reviveEvidence({ ports, key, recoveryId: recovery.id, rows, kind: 'sent' });
  return verifyPresentation({
    applicant,
    route: sent ?? { kind: 'walletFirst' },
    vpToken: input.vpToken,
    expectedNonce: secrets.nonce,
    ...expectedBinding(ports, input.request),
    encryptionKey: secrets.encryptionKey,
    trustAnchors: organisation.trustAnchors,
    understoodExtensions: ports.understoodExtensions,
    knownCertificates: ports.knownCertificates,
    issuerKeys: ports.issuerKeys,
    statusLists: ports.statusLists,
    now: ports.now(),
  });
}

/** The person said no in the wallet. Only somebody who read the request knows its state. */
async function declined(
  ports: JourneyPorts,
  request: PresentationRequest,
  knowsState: boolean,
): Promise<WalletReply> {
  if (!knowsState) return failed(ports, request, 'stateMismatch');
  await ports.store.transaction(async () => {
    await ports.store.dropRequests(request.recoveryId);
    await ports.store.audit({
      chain: request.recoveryId,
      at: ports.now(),
      activity: 'presentation.declined',
      result: 'failed',
      code: 'walletDeclined',
      actor: 'wallet',
      data: { request: request.id },
    });
  });
  ports.onMoved(request.recoveryId);
  return {
    accepted: true,
    location: request.device === 'other' ? returnAddress(ports, 'other') : `${ports.origin}/recover`,
  };
}

async function failed(ports: JourneyPorts, request: PresentationRequest, code: Code): Promise<WalletReply> {
  await ports.store.transaction(async () => {
    await ports.store.countFailedAnswer(request.id);
    await ports.store.audit({
      chain: request.recoveryId,
      at: ports.now(),
      activity: 'presentation.answerRefused',
      result: 'refused',
      code,
      actor: 'wallet',
      data: { request: request.id },
    });
  });
  return { accepted: false };
}

function repeated(ports: JourneyPorts, request: PresentationRequest, answerHash: string): WalletReply {
  const sealed = request.reply?.redirectSealed;
  if (request.answerHash !== answerHash || sealed === null || sealed === undefined)
    return { accepted: false };
  const location = open({ key: ports.keys.request, boundTo: `${request.id}|reply`, sealed });
  return { accepted: true, location };
}
