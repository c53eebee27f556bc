import type { StatusMediaType } from '../credential-check.ts';

/** A list as it came, unread. The same object as long as it is the same download. */
export interface FetchedStatusList {
  readonly body: Uint8Array;
  /** Epoch milliseconds. */
  readonly fetchedAt: number;
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
}
