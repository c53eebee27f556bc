import type { RecoveryStore } from '../recovery/store/index.ts';

/**
 * Over HTTP/1.1 a browser opens six connections to one server: pages that wait, in three tabs, leave it as many to ask by.
 */
const mostPerRecovery = 3;
/** Each is an open socket. Who comes later asks every two seconds instead. */
const mostInAll = 2_000;
const everyMs = 1_000;

/** Who waits for a recovery to move, in this process. */
export interface RecoveryWatch {
  /**
   * Calls `moved` once it is being watched, and then whenever its person may be shown something else.
   * Gives how to stop; null: there are too many already.
   */
  watch(recoveryId: string, moved: () => void): (() => void) | null;
  /** This process moved it: whoever waits need not wait for the next look. */
  look(recoveryId: string): void;
  close(): void;
}

interface Watched {
  /** As read last; null: not yet. Gone recoveries have an empty one. */
  mark: string | null;
  readonly waiting: Set<() => void>;
}

/**
 * One look a second at all that are waited for, in one statement, however many wait, and none while nobody does. Another
 * instance on the same database moves a recovery as well as this one does, and so does time, of which nobody is notified.
 */
export function watchRecoveries(options: {
  readonly store: Pick<RecoveryStore, 'readMarks'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly onFailure: (cause: unknown) => void;
  readonly limits?: { readonly perRecovery: number; readonly inAll: number };
}): RecoveryWatch {
  const { perRecovery, inAll } = options.limits ?? { perRecovery: mostPerRecovery, inAll: mostInAll };
  const watched = new Map<string, Watched>();
  let count = 0;
  let timer: NodeJS.Timeout | undefined;
  let looking = false;
  let wanted = new Set<string>();

  async function lookAt(ids: readonly string[]): Promise<void> {
    const marks = await options.store.readMarks({ ids, now: options.now() });
    for (const id of ids) {
      const one = watched.get(id);
      const mark = marks.get(id) ?? '';
      if (one === undefined || one.mark === mark) continue;
      one.mark = mark;
      for (const moved of one.waiting) moved();
    }
  }

  /** Never two looks at once: what is asked for meanwhile is looked at right after. */
  function want(ids: Iterable<string>): void {
    for (const id of ids) wanted.add(id);
    if (looking) return;
    looking = true;
    void (async () => {
      while (wanted.size > 0) {
        const ids = [...wanted].filter((id) => watched.has(id));
        wanted = new Set();
        // They wait on: the next look tells them.
        if (ids.length > 0) await lookAt(ids).catch(options.onFailure);
      }
      looking = false;
    })();
  }

  function stopWhenIdle(): void {
    if (watched.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  }

  return {
    watch: (recoveryId, moved) => {
      const one = watched.get(recoveryId) ?? { mark: null, waiting: new Set() };
      if (count >= inAll || one.waiting.size >= perRecovery) return null;
      watched.set(recoveryId, one);
      one.waiting.add(moved);
      count += 1;
      timer ??= setInterval(() => want(watched.keys()), everyMs).unref();
      // The first look comes before the first word: what moves after that word shows at the next look.
      if (one.mark === null) want([recoveryId]);
      else queueMicrotask(() => one.waiting.has(moved) && moved());
      return () => {
        if (!one.waiting.delete(moved)) return;
        count -= 1;
        if (one.waiting.size === 0) watched.delete(recoveryId);
        stopWhenIdle();
      };
    },
    look: (recoveryId) => {
      if (watched.has(recoveryId)) want([recoveryId]);
    },
    close: () => {
      watched.clear();
      stopWhenIdle();
    },
  };
}
