import { useCallback, useState } from 'react';

const keyOf = (name: string) => `regain.draft.${name}`;

/** How long a draft lives: as long as this tab, or until it is dropped, also when the browser was closed in between. */
type Keeper = 'tab' | 'browser';
const storageOf = (keeper: Keeper): Storage => (keeper === 'tab' ? sessionStorage : localStorage);

const readDraft = <T>(name: string, keeper: Keeper): T | null => {
  try {
    const kept = storageOf(keeper).getItem(keyOf(name));
    return kept === null ? null : (JSON.parse(kept) as T);
  } catch {
    return null; // Switched off, or written by an older version of us: start from what is stored on the server.
  }
};

const writeDraft = (name: string, draft: unknown, keeper: Keeper): void => {
  try {
    if (draft === null) storageOf(keeper).removeItem(keyOf(name));
    else storageOf(keeper).setItem(keyOf(name), JSON.stringify(draft));
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

/**
 * A form that survives a reload of this tab; with 'browser' also the end of it, which is for rules and never for what says
 * something about a person. `name`: 'profile.new', `profile.${id}`.
 */
export const useDraft = <T extends object>(name: string, initial: T, keeper: Keeper = 'tab'): Draft<T> => {
  const [kept, setKept] = useState<T | null>(() => readDraft<T>(name, keeper));
  const value = kept === null ? initial : { ...initial, ...kept };
  const replace = useCallback(
    (next: T) => {
      writeDraft(name, next, keeper);
      setKept(next);
    },
    [name, keeper],
  );
  const drop = useCallback(() => {
    writeDraft(name, null, keeper);
    setKept(null);
  }, [name, keeper]);
  return {
    value,
    change: (changed) => replace({ ...value, ...changed }),
    replace,
    isChanged: kept !== null && JSON.stringify(value) !== JSON.stringify(initial),
    drop,
  };
};
