import { createHash, timingSafeEqual } from 'node:crypto';
import type { VerifiedIdentity } from '../verification/index.ts';
import { type IssuanceRefusal, refuse } from './issuance-refusal.ts';

/**
 * - `offered`: waiting for a wallet · `redeemed`: a wallet has its token · `issued`: the credential was handed out ·
 * - `dead`: out of time, or too many wrong transaction codes.
 */
export type OfferState = 'offered' | 'redeemed' | 'issued' | 'dead';

export interface Offer {
  readonly id: string;
  readonly preAuthorizedCode: string;
  /** Six digits, shown to the person and typed into the wallet. */
  readonly txCode: string;
  readonly identity: VerifiedIdentity;
}

export interface Offers {
  create(identity: VerifiedIdentity): Offer;
  /** The offer while a wallet may still fetch it. */
  findOpen(id: string): Offer | undefined;
  /** For the person's page; undefined when unknown or long gone. */
  stateOf(id: string): OfferState | undefined;
  txCodeOf(id: string): string | undefined;
  /** Exchanges the code, once. @returns an access token */
  redeem(request: {
    readonly preAuthorizedCode: string;
    readonly txCode: string | undefined;
  }): { readonly accessToken: string; readonly expiresInSeconds: number } | IssuanceRefusal;
  /** @returns what the token's credential says */
  findByToken(accessToken: string): Offer | undefined;
  markIssued(id: string): void;
  /** Drops what is over; otherwise that happens only when the next offer is made. */
  forgetExpired(): void;
}

interface OfferEntry {
  readonly offer: Offer;
  readonly expiresAt: number;
  state: OfferState;
  triesLeft: number;
}

const OFFER_LIFE = 10 * 60 * 1000;
/** How long an ended offer's state can still be asked for. */
const AFTERLIFE = 30 * 60 * 1000;
const LIMIT = 500;
const TOKEN_LIFE_SECONDS = 300;
const TX_CODE_TRIES = 5;

/** Offers and access tokens in memory; codes and tokens are looked up by their hash. */
export function createOffers(options: {
  readonly now: () => number;
  readonly randomBytes: (n: number) => Uint8Array;
}): Offers {
  const offers = new Map<string, OfferEntry>();
  const byCode = new Map<string, OfferEntry>();
  const byToken = new Map<string, { readonly entry: OfferEntry; readonly expiresAt: number }>();
  const secret = () => Buffer.from(options.randomBytes(32)).toString('base64url');

  function forgetExpired(): void {
    const now = options.now();
    for (const [key, grant] of byToken) if (grant.expiresAt <= now) byToken.delete(key);
    for (const [key, entry] of byCode) if (entry.expiresAt <= now) byCode.delete(key);
    for (const [id, entry] of offers) {
      if (entry.expiresAt + AFTERLIFE <= now || offers.size >= LIMIT) offers.delete(id);
    }
  }

  function stateOf(entry: OfferEntry): OfferState {
    return entry.state === 'offered' && entry.expiresAt <= options.now() ? 'dead' : entry.state;
  }

  return {
    create(identity) {
      forgetExpired();
      const offer = {
        id: secret(),
        preAuthorizedCode: secret(),
        txCode: createTxCode(options.randomBytes),
        identity,
      };
      const entry: OfferEntry = {
        offer,
        expiresAt: options.now() + OFFER_LIFE,
        state: 'offered',
        triesLeft: TX_CODE_TRIES,
      };
      offers.set(offer.id, entry);
      byCode.set(hash(offer.preAuthorizedCode), entry);
      return offer;
    },
    findOpen(id) {
      const entry = offers.get(id);
      return entry && stateOf(entry) === 'offered' ? entry.offer : undefined;
    },
    stateOf(id) {
      const entry = offers.get(id);
      return entry && stateOf(entry);
    },
    txCodeOf: (id) => offers.get(id)?.offer.txCode,
    redeem({ preAuthorizedCode, txCode }) {
      const entry = byCode.get(hash(preAuthorizedCode));
      if (!entry || stateOf(entry) !== 'offered') {
        return refuse('invalid_grant', 'the pre-authorized code is unknown, used or expired');
      }
      if (txCode === undefined) return refuse('invalid_request', 'tx_code is required');
      if (!isEqual(txCode, entry.offer.txCode)) {
        entry.triesLeft -= 1;
        if (entry.triesLeft <= 0) entry.state = 'dead';
        return refuse('invalid_grant', 'the transaction code is wrong');
      }
      byCode.delete(hash(preAuthorizedCode));
      entry.state = 'redeemed';
      const accessToken = secret();
      byToken.set(hash(accessToken), { entry, expiresAt: options.now() + TOKEN_LIFE_SECONDS * 1000 });
      return { accessToken, expiresInSeconds: TOKEN_LIFE_SECONDS };
    },
    findByToken(accessToken) {
      const grant = byToken.get(hash(accessToken));
      return grant && grant.expiresAt > options.now() ? grant.entry.offer : undefined;
    },
    markIssued(id) {
      const entry = offers.get(id);
      if (entry) entry.state = 'issued';
    },
    forgetExpired,
  };
}

const hash = (value: string) => createHash('sha256').update(value).digest('base64url');

/** Constant time whatever the lengths: both sides are hashed first. */
function isEqual(presented: string, expected: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(presented), digest(expected));
}

/** Six digits without modulo bias: numbers above the last whole million are drawn again. */
function createTxCode(randomBytes: (n: number) => Uint8Array): string {
  for (;;) {
    const number = Buffer.from(randomBytes(4)).readUInt32BE();
    if (number < 4_294_000_000) return String(number % 1_000_000).padStart(6, '0');
  }
}
