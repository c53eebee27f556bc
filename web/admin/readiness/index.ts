/**
 * Readiness: who could recover today, who not, and what to do about it.
 *
 * Owns: the scan with its progress, its result, the list of people behind each finding. Does not own: mending (People,
 * Profiles, Settings), to which it points.
 */
import { page, type Section } from '../section.ts';

export const readiness: Section = {
  name: 'readiness',
  texts: ['readiness'],
  path: '/readiness',
  roles: ['Recovery Administrator', 'Auditor'],
  pages: { '/': page(() => import('./readiness.tsx'), 'Readiness') },
};
