import type { Refusal } from './refusal.ts';
import { request } from './request.ts';

/**
 * Before the browser itself fetches something, a file to be taken along: whether somebody is still signed in. A lost session makes it
 * wait like every other call, instead of saving a refusal as the file. Null: go on.
 */
export const askBefore = async (): Promise<Refusal | null> => {
  const answer = await request({ path: '/session' });
  return answer.kind === 'refused' ? answer.refusal : null;
};
