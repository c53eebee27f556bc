/**
 * Profiles: who may recover, by which provider, with which credential, and what must match.
 *
 * Owns: the table with its order, the wizard, one profile's page with its gate and history, "which profile applies".
 * Does not own: providers and trust anchors (Providers), groups (People), what waits for a second person (Home).
 */
import { page, type Section } from '../section.ts';

export const profiles: Section = {
  name: 'profiles',
  texts: ['profiles'],
  path: '/profiles',
  roles: ['Recovery Administrator', 'Auditor'],
  pages: {
    '/': page(() => import('./profiles.tsx'), 'Profiles'),
    '/new': page(() => import('./edit-profile.tsx'), 'NewProfile'),
    '/$profileId': page(() => import('./profile.tsx'), 'ProfilePage'),
    '/$profileId/edit': page(() => import('./edit-profile.tsx'), 'EditProfile'),
    '/$profileId/history': page(() => import('./history.tsx'), 'History'),
  },
};
