import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type { Refusal } from './refusal.ts';
import { type Answer, type Asked, request } from './request.ts';

export interface Change {
  /** Sends one change at a time; a second press while one is out gives null. */
  readonly send: <T>(asked: Asked) => Promise<Answer<T> | null>;
  readonly busy: boolean;
  /** Of the last call. `refusal.code === 'changedMeanwhile'`: show `ConflictDialog`. */
  readonly refusal: Refusal | null;
  /** Set when the last change waits for a second person: show `ApprovalNotice`. */
  readonly waitsFor: string | null;
  readonly forget: () => void;
}

/**
 * Changes something.
 * @param outdated paths whose answers are no longer true afterwards, with everything below them: ['/profiles'].
 */
export const useChange = (outdated: readonly string[] = []): Change => {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [waitsFor, setWaitsFor] = useState<string | null>(null);
  const out = useRef(false);
  const paths = useRef(outdated);
  paths.current = outdated;

  const forget = useCallback(() => {
    setRefusal(null);
    setWaitsFor(null);
  }, []);

  const send = useCallback(
    async <T>(asked: Asked): Promise<Answer<T> | null> => {
      if (out.current) return null;
      out.current = true;
      setBusy(true);
      forget();
      const answer = await request<T>({ method: 'POST', ...asked });
      out.current = false;
      setBusy(false);
      if (answer.kind === 'refused') setRefusal(answer.refusal);
      if (answer.kind === 'waits') setWaitsFor(answer.approvalId);
      const isOutdated = (path: unknown) =>
        typeof path === 'string' &&
        paths.current.some((each) => path === each || path.startsWith(`${each}/`));
      // Also after a conflict: what is on the screen is old then.
      void queries.invalidateQueries({ predicate: ({ queryKey }) => isOutdated(queryKey[0]) });
      return answer;
    },
    [queries, forget],
  );

  return { send, busy, refusal, waitsFor, forget };
};
