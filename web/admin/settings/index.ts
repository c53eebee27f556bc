/**
 * Settings: what holds for the whole organisation, part by part.
 *
 * Owns: name and contacts, looks, own words, access passes, second person, how long things are kept.
 */
import { page, type Section } from '../section.ts';

export const settings: Section = {
  name: 'settings',
  texts: ['settings'],
  path: '/settings',
  roles: ['Recovery Administrator', 'Auditor'],
  pages: { '/': page(() => import('./settings.tsx'), 'Settings') },
};
