import { createHash } from 'node:crypto';
import type { HandOver } from '../hand-over/index.ts';
import type { Language } from '../texts/index.ts';
import type { CredentialKind, Outcome } from './outcome.ts';
import type { Picture } from './picture.ts';
import type { PrintedData } from './printed-data.ts';

export const DOCUMENT_TYPES = ['identityCard', 'passport', 'drivingLicence'] as const;
export type DocumentType = (typeof DOCUMENT_TYPES)[number];

/** One person's way through the pages. Its members appear one after the other. */
export interface Check {
  readonly handOver: HandOver;
  readonly language: Language;
  chosen?: {
    readonly country: string;
    readonly documentType: DocumentType;
    readonly outcome: Outcome;
    readonly credential: CredentialKind;
  };
  document?: { readonly printed: PrintedData; readonly picture: Picture };
  portrait?: Picture;
  /** Epoch milliseconds. */
  checksStartedAt?: number;
  offerId?: string;
}

export interface CheckStore {
  /** @returns the secret that the person's cookie holds */
  open(check: Check): string;
  find(secret: string | undefined): Check | undefined;
  /** Drops what is over, so that nobody's picture outlives its time in a quiet process. */
  forgetExpired(): void;
}

const LIFE_MILLISECONDS = 30 * 60 * 1000;

/**
 * Checks in memory, found by a cookie's secret of which only the hash is kept. The oldest make room, since each
 * may hold two pictures.
 */
export function createCheckStore(options: {
  readonly now: () => number;
  readonly randomBytes: (n: number) => Uint8Array;
  readonly limit?: number;
}): CheckStore {
  const limit = options.limit ?? 200;
  const checks = new Map<string, { readonly check: Check; readonly expiresAt: number }>();
  const keyOf = (secret: string) => createHash('sha256').update(secret).digest('base64url');

  return {
    open(check) {
      const now = options.now();
      for (const [key, entry] of checks)
        if (entry.expiresAt <= now || checks.size >= limit) checks.delete(key);
      const secret = Buffer.from(options.randomBytes(32)).toString('base64url');
      checks.set(keyOf(secret), { check, expiresAt: now + LIFE_MILLISECONDS });
      return secret;
    },
    find(secret) {
      if (!secret) return undefined;
      const entry = checks.get(keyOf(secret));
      return entry && entry.expiresAt > options.now() ? entry.check : undefined;
    },
    forgetExpired() {
      for (const [key, entry] of checks) if (entry.expiresAt <= options.now()) checks.delete(key);
    },
  };
}
