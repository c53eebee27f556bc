import { languageOfVisit } from '../language/choice.ts';
import { type Answer, askAhead, requestOnce, type SessionView } from './api/index.ts';
import { fetchCatalogue } from './language/index.ts';

/** What Home reads and says. It stands here, and not with Home, because it is asked for before Home is there. */
export const homeAsks = { reads: ['/home/needs', '/home/set-up'], texts: ['home', 'record'] } as const;

/**
 * Asks who is signed in, and for an address of Home what it shows: on a slow line the answers arrive while the scripts still do.
 * What fails here is asked again by whoever needs it.
 */
export const askFirst = (pathname: string): Promise<Answer<SessionView>> => {
  const session = requestOnce<SessionView>({ path: '/session' });
  if (/^\/admin\/?$/.test(pathname)) {
    for (const path of homeAsks.reads) askAhead(path);
    for (const section of homeAsks.texts) fetchCatalogue(languageOfVisit(), section)?.catch(() => {});
  }
  return session;
};
