/**
 * Audit: the record searched, verified and taken along, and receipts checked.
 *
 * Owns: these pages. Does not own: what entries mean (`record`), cases (`recoveries`).
 */
import { page, type Section } from '../section.ts';

export const audit: Section = {
  name: 'audit',
  texts: ['audit', 'record'],
  path: '/audit',
  roles: ['Recovery Administrator', 'Auditor'],
  pages: {
    '/': page(() => import('./audit.tsx'), 'Audit'),
    '/verify': page(() => import('./verify.tsx'), 'Verify'),
  },
};
