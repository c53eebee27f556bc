/** The portal with one section more: every part of its kit, to be looked at. Development only. */
import { askFirst } from '../admin/ask-first.ts';
import { page } from '../admin/section.ts';
import { sections } from '../admin/sections.ts';
import { startPortal } from '../admin/start.tsx';
import '../admin/ui/styles.ts';

const kit = () => import('./kit.tsx');
void startPortal(askFirst(location.pathname), [
  ...sections.filter(({ name }) => name !== 'settings'),
  {
    // In the place of a section: a name is one of the texts'.
    name: 'settings',
    texts: ['frame'],
    path: '/kit',
    roles: ['Recovery Administrator'],
    pages: {
      '/': page(kit, 'Kit'),
      '/fields': page(kit, 'KitFields'),
      '/wizard': page(kit, 'KitWizard'),
      '/data': page(kit, 'KitData'),
      '/things/$thingId': page(kit, 'KitThing'),
      '/states': page(kit, 'KitStates'),
    },
  },
]);
