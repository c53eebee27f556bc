import { createRootRoute, createRoute, createRouter, Outlet } from '@tanstack/react-router';
import { Frame, PageBroken, PageMissing, PagePending, SectionGate, SignedInAgain } from './frame/index.ts';
import { enterSection } from './language/index.ts';
import type { Section } from './section.ts';

const below = (section: Section, path: string): string =>
  section.path === '/' ? path : `${section.path}${path === '/' ? '' : path}`;

/** Every address of the portal: the sections' pages, all below `/admin`, all inside the frame. */
export const createPortalRouter = (sections: readonly Section[]) => {
  const root = createRootRoute({
    component: () => (
      <Frame sections={sections}>
        <Outlet />
      </Frame>
    ),
  });
  const signedIn = createRoute({ getParentRoute: () => root, path: '/signed-in', component: SignedInAgain });
  const doors = sections.map((section) => {
    const door = createRoute({
      getParentRoute: () => root,
      id: section.name,
      loader: () => Promise.all(section.texts.map(enterSection)),
      staleTime: Number.POSITIVE_INFINITY,
      component: () => (
        <SectionGate section={section}>
          <Outlet />
        </SectionGate>
      ),
    });
    const pages = Object.entries(section.pages).map(([path, component]) =>
      createRoute({ getParentRoute: () => door, path: below(section, path), component }),
    );
    return door.addChildren(pages);
  });
  return createRouter({
    routeTree: root.addChildren([signedIn, ...doors]),
    basepath: '/admin',
    defaultPreload: 'intent',
    defaultPendingMs: 200,
    defaultPendingComponent: PagePending,
    defaultErrorComponent: PageBroken,
    defaultNotFoundComponent: PageMissing,
    // The frame moves the focus to the new heading, and with it the view.
    scrollRestoration: true,
  });
};
