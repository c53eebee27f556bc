/**
 * Recoveries: the list, one case as a timeline, the funnel, and what an evaluation has shown.
 *
 * Owns: these pages; the help desk's one page on a case (D34). Does not own: the words of entries (`record`), people.
 */
import { page, type Section } from '../section.ts';

export const recoveries: Section = {
  name: 'recoveries',
  texts: ['recoveries', 'record'],
  path: '/recoveries',
  roles: ['Recovery Administrator', 'Help Desk', 'Auditor'],
  pages: {
    '/': page(() => import('./recoveries.tsx'), 'Recoveries'),
    '/funnel': page(() => import('./funnel.tsx'), 'FunnelPage'),
    '/evaluation': page(() => import('./evaluation.tsx'), 'Evaluation'),
    '/$caseNumber': page(() => import('./case.tsx'), 'CasePage'),
  },
};
