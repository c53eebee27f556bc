import { useCallback, useState } from 'react';

const keyOf = (name: string) => `regain.draft.${name}`;

const readDraft = <T>(name: string): T | null => {
  try {
    const kept = sessionStorage.getItem(keyOf(name));
    return kept === null ? null : (JSON.parse(kept) as T);
  } catch {
    return null; // Switched off, or written by an older version of us: start from what is stored on the server.
  }
};

const writeDraft = (name: string, draft: unknown): void => {
  try {
    if (draft === null) sessionStorage.removeItem(keyOf(name));
    else sessionStorage.setItem(keyOf(name), JSON.stringify(draft));
  } catch {
    // The draft then lives as long as the page.
  }
};

export interface Draft<T> {
  readonly value: T;
  readonly change: (changed: Partial<T>) => void;
  readonly replace: (value: T) => void;
  /** True when something differs from what the page began with. */
  readonly isChanged: boolean;
  /** After it was saved or given up. */
  readonly drop: () => void;
}

/** A form that survives a reload of this tab, and nothing longer. `name`: 'profile.new', `profile.${id}`. */
export const useDraft = <T extends object>(name: string, initial: T): Draft<T> => {
  const [kept, setKept] = useState<T | null>(() => readDraft<T>(name));
  const value = kept === null ? initial : { ...initial, ...kept };
  const replace = useCallback(
    (next: T) => {
      writeDraft(name, next);
      setKept(next);
    },
    [name],
  );
  const drop = useCallback(() => {
    writeDraft(name, null);
    setKept(null);
  }, [name]);
  return {
    value,
    change: (changed) => replace({ ...value, ...changed }),
    replace,
    isChanged: kept !== null && JSON.stringify(value) !== JSON.stringify(initial),
    drop,
  };
};
