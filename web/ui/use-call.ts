import { useCallback, useRef, useState } from 'react';
import type { Answer, Refusal } from '../api/index.ts';

export interface Call {
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  /** Runs one call at a time; a second press while one is out does nothing. */
  readonly run: <T>(call: () => Promise<Answer<T>>, then: (value: T) => void) => Promise<void>;
  /** Shows a refusal that no server gave (a cancelled passkey prompt). */
  readonly refuse: (refusal: Refusal | null) => void;
}

/** State of one page's conversation with the server. `refused` may take a refusal for itself (true). */
export const useCall = (refused?: (refusal: Refusal) => boolean): Call => {
  const [busy, setBusy] = useState(false);
  const [refusal, refuse] = useState<Refusal | null>(null);
  const out = useRef(false);
  const taker = useRef(refused);
  taker.current = refused;

  const run = useCallback(async <T>(call: () => Promise<Answer<T>>, then: (value: T) => void) => {
    if (out.current) return;
    out.current = true;
    setBusy(true);
    refuse(null);
    const answer = await call();
    out.current = false;
    setBusy(false);
    if (answer.ok) return then(answer.value);
    if (taker.current?.(answer.refusal)) return;
    refuse(answer.refusal);
  }, []);

  return { busy, refusal, run, refuse };
};
