import type { Signers } from '../authority/index.ts';
import type { VerifiedIdentity } from '../verification/index.ts';
import type { StatusEntry } from './status-register.ts';
import type { HolderKey } from './verify-key-proof.ts';

/** What one credential is made of, in whichever format. */
export interface CredentialOrder {
  readonly identity: VerifiedIdentity;
  readonly holderKey: HolderKey;
  readonly issuer: string;
  readonly signers: Signers;
  readonly status: StatusEntry;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly randomBytes: (n: number) => Uint8Array;
}

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;
const LIFE = 90 * DAY;

/**
 * Epoch seconds, on whole minutes: a finer time would link two presentations (OpenID4VCI section 14, batch).
 * `now`: epoch milliseconds.
 */
export function createTimes(
  flaw: VerifiedIdentity['flaw'],
  now: number,
): { readonly iat: number; readonly exp: number } {
  const seconds = Math.floor(now / 1000);
  const minute = seconds - (seconds % MINUTE);
  if (flaw === 'expired') return { iat: minute - 60 * MINUTE, exp: minute - 10 * MINUTE };
  const iat = flaw === 'tooOld' ? minute - 30 * DAY : minute;
  return { iat, exp: iat + LIFE };
}

/** ISO 8601 calendar date. */
export function fiveYearsAfter(now: number): string {
  const date = new Date(now);
  date.setUTCFullYear(date.getUTCFullYear() + 5);
  return date.toISOString().slice(0, 10);
}
