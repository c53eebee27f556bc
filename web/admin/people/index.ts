/**
 * People: who is in the directory, what is on record about them, and what a recovery would do for each today.
 *
 * Owns: search, a person's page and its changes, holds, groups, imports, "require recovery". Does not own: recoveries,
 * the scan of everybody (Readiness), what waits for a second person (Home).
 */
import { page, type Section } from '../section.ts';

export const people: Section = {
  name: 'people',
  // The reasons that stand against a recovery are told in the scan's words.
  texts: ['people', 'readiness'],
  path: '/people',
  roles: ['Recovery Administrator', 'Help Desk', 'Auditor'],
  pages: {
    '/': page(() => import('./people.tsx'), 'People'),
    '/new': page(() => import('./new-person.tsx'), 'NewPerson'),
    '/holds': page(() => import('./holds.tsx'), 'Holds'),
    '/groups': page(() => import('./groups.tsx'), 'Groups'),
    '/imports': page(() => import('./imports/imports.tsx'), 'Imports'),
    '/imports/$importId': page(() => import('./imports/import.tsx'), 'Import'),
    '/require-recovery': page(() => import('./require-recovery/require-recovery.tsx'), 'RequireRecovery'),
    '/require-recovery/$requirementId': page(() => import('./require-recovery/report.tsx'), 'Report'),
    '/$accountId': page(() => import('./person.tsx'), 'Person'),
    '/$accountId/edit': page(() => import('./edit-person.tsx'), 'EditPerson'),
  },
};
