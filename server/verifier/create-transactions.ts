import { createHash, createPrivateKey, timingSafeEqual } from 'node:crypto';
import {
  invocationAddress,
  type JourneyPorts,
  type RequestSigner,
  responseAddress,
} from '../../recovery/journey/index.ts';
import { isRefusal, type Refusal, refuse } from '../../recovery/outcome.ts';
import {
  createPresentationRequest,
  type PresentationRefusalCode,
  parsePlainResponse,
  parsePresentationResponse,
  verifyAnswerToQuery,
} from '../../recovery/steps/presentation/index.ts';
import type { AskingParty } from '../doors/wallet.ts';
import type { TestProfile } from './parse-test-profile.ts';
import type { Transaction } from './transaction.ts';

const minute = 60_000;
/** Longer than a recovery's: whoever tries a wallet for the first time has to find its button. */
const answerableMs = 10 * minute;
const keptMs = 60 * minute;
const mostKept = 200;

export interface VerifierPorts
  extends Pick<
    JourneyPorts,
    | 'now'
    | 'randomBytes'
    | 'generateEncryptionKey'
    | 'origin'
    | 'understoodExtensions'
    | 'knownCertificates'
    | 'issuerKeys'
    | 'statusLists'
  > {
  readonly signers: Readonly<Record<TestProfile['clientIdPrefix'], RequestSigner>>;
}

export interface Transactions {
  start(profile: TestProfile): Promise<Transaction>;
  /** Undefined: there is no such transaction, or none any more. */
  read(id: string): Transaction | undefined;
  /** What opens the wallet. */
  addressOf(transaction: Transaction): string;
  /** For the wallet's door, which is the product's. */
  readonly asking: AskingParty;
}

type Answer = Parameters<AskingParty['answerPresentation']>[0];

/** What became of questions, in memory alone: at most 200 of them, the oldest go first, none stays longer than an hour. */
export function createTransactions(ports: VerifierPorts): Transactions {
  const kept = new Map<string, Transaction>();
  const random = (bytes: number) => Buffer.from(ports.randomBytes(bytes)).toString('base64url');
  const endOf = ({ expiresAt }: Transaction) => expiresAt - answerableMs + keptMs;

  function forget(): void {
    for (const [id, transaction] of kept)
      if (endOf(transaction) <= ports.now() || kept.size >= mostKept) kept.delete(id);
  }

  const isOpen = ({ outcome, answerHash, expiresAt }: Transaction) =>
    outcome.kind === 'waiting' && answerHash === null && expiresAt > ports.now();
  const findByRequest = (requestId: string) =>
    [...kept.values()].find((each) => each.requestId === requestId);

  return {
    start: async (profile) => {
      const key = profile.responseMode === 'direct_post' ? null : await ports.generateEncryptionKey();
      const { x, y } = key?.publicJwk ?? {};
      const transaction: Transaction = {
        ...{ id: random(24), requestId: random(24), profile, nonce: random(24), state: random(24) },
        encryptionKey: key && { kid: random(12), x: x!, y: y!, privatePem: key.privatePem },
        ...{ responseCode: random(32), expiresAt: ports.now() + answerableMs },
        ...{ timesRead: 0, answerHash: null, outcome: { kind: 'waiting' } },
      };
      forget();
      kept.set(transaction.id, transaction);
      return transaction;
    },
    read: (id) => {
      const transaction = kept.get(id);
      return transaction !== undefined && endOf(transaction) > ports.now() ? transaction : undefined;
    },
    addressOf: ({ profile, requestId }) => {
      const requestSigner = ports.signers[profile.clientIdPrefix];
      const address = new URL(invocationAddress({ ...ports, ...profile, requestSigner }, requestId));
      if (profile.requestUriMethod === 'get') address.searchParams.delete('request_uri_method');
      return address.href;
    },
    asking: {
      readRequestObject: async ({ requestId, walletNonce }) => {
        const transaction = findByRequest(requestId);
        if (transaction === undefined || !isOpen(transaction)) return null;
        transaction.timesRead += 1;
        const signer = ports.signers[transaction.profile.clientIdPrefix];
        const payload = createPresentationRequest({
          ...transaction,
          clientId: signer.clientId,
          responseUri: responseAddress(ports, requestId),
          query: transaction.profile.asked.query,
          now: ports.now(),
          ...(walletNonce !== undefined && { walletNonce }),
        });
        return await signer.sign(payload);
      },
      answerPresentation: async (answer) => {
        const transaction = findByRequest(answer.requestId);
        if (transaction === undefined) return { accepted: false };
        const { response = null, vpToken = null, error = null, state = null } = answer;
        const answerHash = hashOf(JSON.stringify([response, vpToken, error, state])).toString('base64url');
        if (isOpen(transaction)) {
          // Before anything is awaited: of two answers at once only one is looked at.
          transaction.answerHash = answerHash;
          try {
            transaction.outcome = await judge(ports, transaction, answer);
          } catch (cause) {
            // The world broke, and nobody can tell: the same wallet may answer again.
            transaction.answerHash = null;
            throw cause;
          }
        } else if (transaction.answerHash !== answerHash) return { accepted: false };
        return replyTo(ports, transaction);
      },
    },
  };
}

/** The person's own "no" is taken note of like an answer; anything else that is wrong is not (OpenID4VP 1.0, 8.2 and 8.5). */
function replyTo({ origin }: VerifierPorts, transaction: Transaction) {
  const { outcome, responseCode } = transaction;
  if (outcome.kind === 'accepted')
    return { accepted: true, location: `${origin}/answered#response_code=${responseCode}` } as const;
  const declined = outcome.kind === 'refused' && outcome.refusal.code === 'walletDeclined';
  return declined
    ? ({ accepted: true, location: `${origin}/answered` } as const)
    : ({ accepted: false } as const);
}

async function judge(
  ports: VerifierPorts,
  transaction: Transaction,
  answer: Answer,
): Promise<Transaction['outcome']> {
  const { profile, encryptionKey } = transaction;
  const parsed = readAnswer(transaction, answer);
  if (isRefusal(parsed)) return { kind: 'refused', refusal: parsed };
  const verified = await verifyAnswerToQuery({
    ...ports,
    vpToken: parsed.vpToken,
    expectedNonce: transaction.nonce,
    expectedAudience: ports.signers[profile.clientIdPrefix].clientId,
    expectedResponseUri: responseAddress(ports, transaction.requestId),
    encryptionKey,
    trustAnchors: profile.trustAnchors,
    pinnedSigners: profile.pinnedSigners,
    asked: profile.asked,
    maximumAgeHours: profile.maximumAgeHours,
    now: ports.now(),
  });
  return isRefusal(verified)
    ? { kind: 'refused', refusal: verified }
    : { kind: 'accepted', answer: verified };
}

function readAnswer({ encryptionKey, state: expectedState }: Transaction, answer: Answer) {
  const { response, vpToken, error, state } = answer;
  if (error !== undefined) return declined({ error, state, expectedState });
  if (encryptionKey === null)
    return vpToken === undefined
      ? refuse<PresentationRefusalCode>('responseMalformed', { reason: 'vp_token' })
      : parsePlainResponse({ vpToken, state, expectedState });
  return parsePresentationResponse({
    response: response ?? '',
    decryptionKey: createPrivateKey(encryptionKey.privatePem),
    expectedKid: encryptionKey.kid,
    expectedState,
  });
}

/** Only somebody who read the request knows its state. */
function declined(said: {
  readonly error: string;
  readonly state: string | undefined;
  readonly expectedState: string;
}): Refusal<PresentationRefusalCode> {
  if (!timingSafeEqual(hashOf(said.state ?? ''), hashOf(said.expectedState))) return refuse('stateMismatch');
  return refuse('walletDeclined', { error: /^[a-z_]{1,64}$/.test(said.error) ? said.error : 'unreadable' });
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
