import { QueryClient } from '@tanstack/react-query';
import { Refused } from './refusal.ts';

/** Only what may be over in a moment is tried again: no answer, too many, try later. A "no" stays a "no". */
export const isWorthAnotherTry = (failures: number, cause: unknown): boolean =>
  failures < 2 && cause instanceof Refused && [0, 429, 502, 503, 504].includes(cause.refusal.status);

/** Milliseconds: what `Retry-After` says, at most half a minute; else one second, then two. */
export const pauseBefore = (failures: number, cause: unknown): number => {
  const asked = cause instanceof Refused ? cause.refusal.retryAfter : null;
  return asked === null ? 1000 * 2 ** failures : Math.min(asked, 30) * 1000;
};

export const createPortalQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 5_000, retry: isWorthAnotherTry, retryDelay: pauseBefore },
      // A change is never repeated by itself: nobody knows whether the first one arrived.
      mutations: { retry: false },
    },
  });
