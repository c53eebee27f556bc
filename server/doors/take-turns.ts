/**
 * Work on one thing, one after the other. Where looking is dear (the face engine) and counting comes after it, many
 * requests at once would all be looked at before the first of them is counted.
 * Within this process; between two, the version of the recovery decides as always.
 */
export function takeTurns(): <T>(of: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return async (of, work) => {
    const before = last.get(of) ?? Promise.resolve();
    const mine = before.then(work, work);
    last.set(of, mine);
    try {
      return await mine;
    } finally {
      if (last.get(of) === mine) last.delete(of);
    }
  };
}
