/**
 * Canned answers of `/api/admin/`, by section. `?page=<name>` chooses among the states that a section has; it is kept in a
 * cookie. A section adds its answers to the list below and its pictures to `shots.ts`.
 */
import { type Answers, type Canned, canned, isCanned } from './answers.ts';
import { audit } from './audit.ts';
import { frame } from './frame.ts';
import { home } from './home.ts';
import { kit } from './kit.ts';
import { people } from './people.ts';
import { profiles } from './profiles.ts';
import { providers } from './providers.ts';
import { readiness } from './readiness.ts';
import { recoveries } from './recoveries.ts';
import { settings } from './settings.ts';

const sections: readonly Answers[] = [
  frame,
  home,
  kit,
  people,
  profiles,
  providers,
  readiness,
  recoveries,
  audit,
  settings,
];

/** `?page=fails`: who is signed in is known, and nothing else. */
export const answerOfPortal = (asked: string, page: string): Canned => {
  if (page === 'fails' && asked !== 'GET /session')
    return canned(503, { error: 'tryLater', requestId: 'req-1f' });
  const found = sections.find((answers) => asked in answers)?.[asked];
  if (found === undefined) return canned(404, { error: 'notFound', requestId: 'mock' });
  const answer: unknown = typeof found === 'function' ? found(page) : found;
  return isCanned(answer) ? answer : canned(200, answer);
};
