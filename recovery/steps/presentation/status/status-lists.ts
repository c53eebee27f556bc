import type { StatusMediaType } from '../credential-check.ts';

/** A list as it came, unread. The same object as long as it is the same download. */
export interface FetchedStatusList {
  readonly body: Uint8Array;
  /** Epoch milliseconds. */
  readonly fetchedAt: number;
}

/** Why a list cannot be used. */
export const statusListProblems = [
  'unreachable',
  'malformed',
  'subject',
  'purpose',
  'notYetValid',
  'stale',
  'issuer',
  'signature',
] as const;
export type StatusListProblem = (typeof statusListProblems)[number];

/** How a list fared when a credential needed it. Nothing of the credential but who issued it. Times are epoch milliseconds. */
export interface StatusListReport {
  readonly uri: string;
  readonly mediaType: StatusMediaType;
  readonly anchorId: string;
  readonly checkedAt: number;
  readonly problem: StatusListProblem | null;
  /** The download that held; null beside a problem. */
  readonly held: {
    readonly fetchedAt: number;
    /** Unpacked. */
    readonly bytes: number;
    readonly issuedAt: number;
    /** By its own word; null: it gives none. */
    readonly expiresAt: number | null;
    readonly keptUntil: number;
  } | null;
}

/**
 * Port: where lists come from. The adapter downloads a list whole, keeps it, and downloads it again only when asked for a
 * younger one; it believes nothing that is in it.
 */
export interface StatusLists {
  /**
   * @param request.mediaType what the list must be sent as
   * @param request.notBefore epoch milliseconds: downloaded then or later
   * @returns null when it cannot be had: unreachable, not allowed, too large, of another media type
   */
  read(request: {
    readonly uri: string;
    readonly mediaType: StatusMediaType;
    readonly notBefore: number;
  }): Promise<FetchedStatusList | null>;
  /** Told once of each download that held, and each time that a list could not be used; left out where nobody asks. */
  note?(report: StatusListReport): Promise<void>;
}
