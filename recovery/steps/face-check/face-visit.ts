import { createHash, timingSafeEqual } from 'node:crypto';
import type { VendorAnswer, VendorSession } from './face-check-provider.ts';

/**
 * A person's visit to a vendor's page, under way. Lies sealed under the recovery's key: what the vendor's answer must repeat, so
 * that it is about this session, this portrait and nobody else.
 */
export interface FaceVisit {
  readonly kind: 'faceVisit';
  /** Id of the face check provider. */
  readonly provider: string;
  readonly reference: string;
  readonly nonce: string;
  readonly portraitHash: string;
  readonly openedAt: number;
  /** Until then the vendor is asked; its own page closes earlier. */
  readonly expiresAt: number;
}

export const faceVisitLimits = {
  /** How long the vendor's page takes a face. */
  lifetimeMs: 5 * 60_000,
  /** For the way back, and for a vendor that is still thinking. */
  graceMs: 2 * 60_000,
} as const;

export function beginVisit(begun: {
  readonly provider: string;
  readonly session: VendorSession;
  readonly nonce: string;
  readonly portrait: Uint8Array;
  readonly now: number;
}): FaceVisit {
  const { provider, session, nonce, portrait, now } = begun;
  return {
    ...{ kind: 'faceVisit', provider, nonce, reference: session.reference },
    portraitHash: hashOfPortrait(portrait),
    openedAt: now,
    expiresAt: now + faceVisitLimits.lifetimeMs + faceVisitLimits.graceMs,
  };
}

/** A vendor's comparison: how it came to it is the vendor's affair. */
export interface VendorComparison {
  readonly kind: 'compared';
  /** 0–100 on the vendor's own scale; null only when it is not live. */
  readonly confidence: number | null;
  readonly live: boolean | null;
}

/** What comes of a vendor's answer, before anything is decided about it. */
export type WeighedAnswer =
  | VendorComparison
  /** Finished without a number: the vendor could not compare. */
  | 'notScored'
  /** About another session, nonce or portrait: a result that was replayed, mixed up, or made for somebody else. */
  | 'foreign'
  /** No number from 0 to 100. */
  | 'unusable';

/** Is a finished answer about this visit, and is it one at all? Only then is there something to decide. */
export function weighAnswer(
  visit: FaceVisit,
  answer: Extract<VendorAnswer, { kind: 'done' }>,
): WeighedAnswer {
  if (!isSame(answer.reference, visit.reference)) return 'foreign';
  if (!isSame(answer.nonce, visit.nonce)) return 'foreign';
  if (!isSame(answer.portraitHash, visit.portraitHash)) return 'foreign';
  const { confidence, live } = answer;
  // "Not live" is an answer without a number, too.
  if (confidence === null && live !== false) return 'notScored';
  // Written so that what is no number fails.
  if (confidence !== null && !(confidence >= 0 && confidence <= 100)) return 'unusable';
  return { kind: 'compared', confidence, live };
}

function hashOfPortrait(portrait: Uint8Array): string {
  return createHash('sha256').update(portrait).digest('base64url');
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
