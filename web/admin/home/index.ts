/**
 * Home: what is set up, what needs somebody now, and what recovery saves.
 *
 * Owns: the checklist, the list of what waits, the savings estimate. Does not own: any of the things it points to.
 */
import { page, type Section } from '../section.ts';

export const home: Section = {
  name: 'home',
  texts: ['home'],
  path: '/',
  roles: ['Recovery Administrator', 'Help Desk', 'Auditor'],
  pages: { '/': page(() => import('./home.tsx'), 'Home') },
};
