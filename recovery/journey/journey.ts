import { timingSafeEqual } from 'node:crypto';
import type { Recovery } from '../store/index.ts';
import { type Advanced, advance } from './advance.ts';
import { answerPresentation, type WalletReply } from './answer-presentation.ts';
import type { RecoveryEvent } from './events.ts';
import { isItsCookie, type PhonePlace, type PhoneView, recoveryOf, viewPhone } from './phone/index.ts';
import type { JourneyPorts } from './ports.ts';
import { type BrowserRequest, readBrowserRequest, readRequestObject } from './presentation-request.ts';
import { previewRecovery, type RecoveryPreview } from './preview-recovery.ts';
import { readPhone } from './read-phone.ts';
import { sha256 } from './seal.ts';
import { accountReference, objectionToken, type Started, startRecovery } from './start.ts';
import { NotANewMethod } from './transitions/re-enrolment.ts';
import { type RecoveryView, viewRecovery } from './view.ts';

const receiptShownAgainMs = 5 * 60_000;

/** What the doors may ask. They hold no state of a recovery themselves. */
export interface Journey {
  start(request: { identifier: string; network: string }): Promise<Started>;
  /** Null: no such cookie. */
  findByCookie(cookie: string): Promise<Recovery | null>;
  advance(request: { recoveryId: string; event: RecoveryEvent }): Promise<Advanced | null>;
  view(recovery: Recovery): Promise<RecoveryView>;
  /** What a recovery would do for this account now, and why. Null: no such account. */
  preview(accountId: string): Promise<RecoveryPreview | null>;
  /** Recoveries of this account that are under way. */
  findOpen(accountId: string): Promise<readonly Recovery[]>;
  /** A phone opens the link on the starting screen. Null: it is nobody's link any more. */
  joinPhone(opening: { link: string; claim: string; from: PhonePlace }): Promise<string | null>;
  /** By a phone's cookie; null: it is not, or no longer, the phone of an open recovery. */
  findByPhone(cookie: string): Promise<{ readonly recovery: Recovery; readonly view: PhoneView } | null>;
  readRequestObject(request: { requestId: string; walletNonce?: string }): Promise<string | null>;
  answerPresentation(answer: {
    requestId: string;
    response?: string;
    error?: string;
    state?: string;
    /** The recovery whose browser brings the answer: only where the browser asked. */
    broughtBy?: string;
  }): Promise<WalletReply>;
  /** What the browser gives to its wallets. Null: nothing is asked that way now. */
  readBrowserRequest(recovery: Recovery): Promise<BrowserRequest | null>;
  /** A person signed in: closes the recovery that waits for exactly that. True when one did. */
  noteSignIn(request: { accountId: string; methodId: string; cookie?: string }): Promise<boolean>;
  /** The "This wasn't me" link of a recovery, for its mails. The secret stands in the fragment. */
  objectionLink(recoveryId: string): string;
  /** "This wasn't me", from the mail. `tooLate`: the account had been recovered before; the help desk must act. */
  object(token: string): Promise<'stopped' | 'tooLate' | 'unknown'>;
  /** Ends what has run out of time and drops what has outlived its use. */
  sweep(): Promise<{ expired: number; evidenceDropped: number }>;
}

async function readPreview(ports: JourneyPorts, accountId: string): Promise<RecoveryPreview | null> {
  const account = await ports.directory.readAccount(accountId);
  const organisation = await ports.policy.readOrganisation();
  if (account === null || organisation === null) return null;
  const alike = await ports.directory.findCandidates({
    givenName: account.givenName,
    familyName: account.surname,
  });
  return previewRecovery({
    account,
    lookalikes: alike.filter(({ id }) => id !== account.id),
    profiles: await ports.policy.readProfiles(),
    organisation,
    verifiers: await ports.readIdentityVerifiers(),
    now: ports.now(),
  });
}

export function createJourney(ports: JourneyPorts): Journey {
  return {
    start: (request) => startRecovery(ports, request),
    findByCookie: (cookie) => ports.store.readByCookie(sha256(cookie)),
    advance: (request) => advance(ports, request),
    view: (recovery) => viewRecovery(ports, recovery),
    preview: (accountId) => readPreview(ports, accountId),
    findOpen: (accountId) =>
      ports.store.findSiblings({ accountRef: accountReference(ports, accountId), exceptId: '' }),
    joinPhone: async ({ link, claim, from }) => {
      const event = { type: 'phoneJoined', link, claim, from } as const;
      const advanced = await advance(ports, { recoveryId: recoveryOf(link), event });
      return advanced?.reply.phoneCookie ?? null;
    },
    findByPhone: async (cookie) => {
      const recovery = await ports.store.read(recoveryOf(cookie));
      if (recovery === null) return null;
      const phone = await readPhone(ports, recovery);
      if (phone === null || !isItsCookie({ recoveryId: recovery.id, phone }, cookie)) return null;
      return { recovery, view: viewPhone(ports, recovery, phone) };
    },
    readRequestObject: (request) => readRequestObject(ports, request),
    answerPresentation: (answer) => answerPresentation(ports, answer),
    readBrowserRequest: (recovery) => readBrowserRequest(ports, recovery),
    noteSignIn: async ({ accountId, methodId, cookie }) => {
      let completed = false;
      const accountRef = accountReference(ports, accountId);
      for (const recovery of await ports.store.findAwaitingSignIn(accountRef)) {
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
      if (completed || cookie === undefined) return completed;
      // The answer to the sign-in that completed it may have been lost: then its receipt is shown after the next one.
      const own = await ports.store.readByCookie(sha256(cookie));
      const endedAt = own?.accountRef === accountRef ? (own.receipt?.at ?? 0) : 0;
      return ports.now() - endedAt < receiptShownAgainMs;
    },
    objectionLink: (recoveryId) => `${ports.origin}/recover/not-me#${objectionToken(ports, recoveryId)}`,
    object: async (token) => {
      const recoveryId = token.split('.')[0] ?? '';
      const expected = Buffer.from(objectionToken(ports, recoveryId));
      const given = Buffer.from(token);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'unknown';
      const event = { type: 'stop', by: 'person', reason: 'objection' } as const;
      const advanced = await advance(ports, { recoveryId, event });
      if (advanced === null) return 'unknown';
      return advanced.recovery.outcome === 'recovered' ? 'tooLate' : 'stopped';
    },
    sweep: async () => {
      // First what must not lie about (D19): one recovery that cannot be ended must not keep everybody's claims.
      const evidenceDropped = await ports.store.dropExpiredEvidence(ports.now());
      const due = await ports.store.findExpired(ports.now());
      const ended = await Promise.allSettled(
        due.map((each) => advance(ports, { recoveryId: each.id, event: { type: 'expire' } })),
      );
      return { expired: ended.filter((each) => each.status === 'fulfilled').length, evidenceDropped };
    },
  };
}
