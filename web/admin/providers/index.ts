/**
 * Providers: who checks documents, and whose word is taken for what comes of it.
 *
 * Owns: the catalogue, a provider's form, the trust anchors, who does face checks. Does not own: which profile uses whom.
 */
import { page, type Section } from '../section.ts';

export const providers: Section = {
  name: 'providers',
  texts: ['providers'],
  path: '/providers',
  roles: ['Recovery Administrator', 'Auditor'],
  pages: {
    '/': page(() => import('./catalogue.tsx'), 'Catalogue'),
    '/new': page(() => import('./provider-pages.tsx'), 'NewProvider'),
    '/trust-anchors': page(() => import('./trust-anchors.tsx'), 'TrustAnchors'),
    '/trust-anchors/new': page(() => import('./new-anchor.tsx'), 'NewAnchor'),
    '/trust-anchors/$anchorId': page(() => import('./edit-anchor.tsx'), 'EditAnchor'),
    '/face-checks': page(() => import('./face-checks.tsx'), 'FaceChecks'),
    '/face-checks/new': page(() => import('./vendor-pages.tsx'), 'NewVendor'),
    '/face-checks/$vendorId': page(() => import('./vendor-pages.tsx'), 'EditVendor'),
    '/$providerId': page(() => import('./provider-pages.tsx'), 'EditProvider'),
  },
};
