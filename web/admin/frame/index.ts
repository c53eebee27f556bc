/**
 * What stands around every page, and what every page is made of on the outside.
 *
 *   <Page title sentence actions={<PageLink to="/profiles/new" kind="primary">…} help={<p>…</p>}>…</Page>
 *   usePathParam('profileId') · useGo()('/profiles') · useFilters({ state: 'all' })
 * `useHasSection()('readiness')`: links to sections that may not be there, or not for this role.
 * `Page` takes the focus to its heading on navigation and sets the document's title. One per page, always.
 */
export { PageBroken, PageMissing, PagePending, SectionGate, SignedInAgain } from './fallbacks.tsx';
export { Frame } from './frame.tsx';
export { PageLink, useAskBeforeLeaving, useFilters, useGo, usePathParam } from './links.tsx';
export { Page } from './page.tsx';
export { useHasSection } from './sections-context.ts';
