import { type Answer, requestOnce } from './request.ts';

const asked = new Map<string, Promise<Answer<unknown>>>();

/** Asks for what a page will read before the page is there. Asked twice, it is sent once. */
export const askAhead = (path: string): void => {
  if (!asked.has(path)) asked.set(path, requestOnce({ path }));
};

/** The answer that was asked for ahead, for whoever reads this path first. Null: ask. Only what was given counts: a "no" is heard anew. */
export const takeAhead = async <T>(path: string): Promise<Extract<Answer<T>, { kind: 'done' }> | null> => {
  const answer = asked.get(path);
  asked.delete(path);
  const given = await answer;
  return given?.kind === 'done' ? (given as Extract<Answer<T>, { kind: 'done' }>) : null;
};
