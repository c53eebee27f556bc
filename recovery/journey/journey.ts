import { timingSafeEqual } from 'node:crypto';
import type { Recovery } from '../store/index.ts';
import { type Advanced, advance } from './advance.ts';
import { answerPresentation, type WalletReply } from './answer-presentation.ts';
import type { RecoveryEvent } from './events.ts';
import type { JourneyPorts } from './ports.ts';
import { readRequestObject } from './presentation-request.ts';
import { sha256 } from './seal.ts';
import { accountReference, objectionToken, type Started, startRecovery } from './start.ts';
import { NotANewMethod } from './transitions/re-enrolment.ts';
import { type RecoveryView, viewRecovery } from './view.ts';

/** What the doors may ask. They hold no state of a recovery themselves. */
export interface Journey {
  start(request: { identifier: string; network: string; language: string }): Promise<Started>;
  /** Null: no such cookie. */
  findByCookie(cookie: string): Promise<Recovery | null>;
  advance(request: { recoveryId: string; event: RecoveryEvent }): Promise<Advanced | null>;
  view(recovery: Recovery): Promise<RecoveryView>;
  readRequestObject(request: { requestId: string; walletNonce?: string }): Promise<string | null>;
  answerPresentation(answer: {
    requestId: string;
    response?: string;
    error?: string;
    state?: string;
  }): Promise<WalletReply>;
  /** A person signed in: closes the recovery that waits for exactly that. True when one did. */
  noteSignIn(request: { accountId: string; methodId: string }): Promise<boolean>;
  /** "This wasn't me", from the mail. True when the link was genuine, whatever the recovery's state. */
  object(token: string): Promise<boolean>;
  /** Ends what has run out of time and drops what has outlived its use. */
  sweep(): Promise<{ expired: number; evidenceDropped: number }>;
}

export function createJourney(ports: JourneyPorts): Journey {
  return {
    start: (request) => startRecovery(ports, request),
    findByCookie: (cookie) => ports.store.readByCookie(sha256(cookie)),
    advance: (request) => advance(ports, request),
    view: (recovery) => viewRecovery(ports, recovery),
    readRequestObject: (request) => readRequestObject(ports, request),
    answerPresentation: (answer) => answerPresentation(ports, answer),
    noteSignIn: async ({ accountId, methodId }) => {
      let completed = false;
      for (const recovery of await ports.store.findAwaitingSignIn(accountReference(ports, accountId))) {
        try {
          const advanced = await advance(ports, {
            recoveryId: recovery.id,
            event: { type: 'signedIn', methodId },
          });
          completed ||= advanced?.recovery.outcome === 'recovered';
        } catch (cause) {
          if (!(cause instanceof NotANewMethod)) throw cause;
        }
      }
      return completed;
    },
    object: async (token) => {
      const recoveryId = token.split('.')[0] ?? '';
      const expected = Buffer.from(objectionToken(ports, recoveryId));
      const given = Buffer.from(token);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
      await advance(ports, { recoveryId, event: { type: 'stop', by: 'person', reason: 'objection' } });
      return true;
    },
    sweep: async () => {
      const expired = await ports.store.findExpired(ports.now());
      for (const recovery of expired)
        await advance(ports, { recoveryId: recovery.id, event: { type: 'expire' } });
      return { expired: expired.length, evidenceDropped: await ports.store.dropExpiredEvidence(ports.now()) };
    },
  };
}
