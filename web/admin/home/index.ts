/**
 * Home: what needs somebody now, how far recovery is set up, what it saves; and what waits for a second person.
 *
 * Owns: the checklist and its next steps, approvals, the savings estimate. Does not own: any of the things it points to.
 */
import { homeAsks } from '../ask-first.ts';
import { page, type Section } from '../section.ts';
import { Home } from './home.tsx';

export const home: Section = {
  name: 'home',
  texts: homeAsks.texts,
  path: '/',
  roles: ['Recovery Administrator', 'Help Desk', 'Auditor'],
  reads: { '/': homeAsks.reads },
  pages: {
    // With the portal's own file: nearly everybody begins here, and on a slow line each wave of files is a wait.
    '/': Home,
    '/approvals': page(() => import('./approvals.tsx'), 'Approvals'),
    '/approvals/$approvalId': page(() => import('./approval.tsx'), 'ApprovalPage'),
    '/savings': page(() => import('./savings.tsx'), 'SavingsPage'),
  },
};
