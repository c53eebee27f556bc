import { askAhead } from './api/index.ts';
import { enterSection } from './language/index.ts';
import type { Section } from './section.ts';

const partsOf = (path: string): readonly string[] => path.split('/').filter((part) => part !== '');

/** Does this address below `/admin` belong to that page? '/people/7' does to '/people' + '/$accountId'. */
const isAt = (parts: readonly string[], page: readonly string[]): boolean =>
  parts.length === page.length && page.every((each, index) => each.startsWith('$') || each === parts[index]);

/** The page of an address of the portal, as the router will find it; null: none. A fixed name goes before a `$name`. */
export const pageAt = (sections: readonly Section[], pathname: string) => {
  const parts = partsOf(pathname.replace(/^\/admin/, ''));
  const found = sections.flatMap((section) =>
    Object.entries(section.pages)
      .filter(([path]) => isAt(parts, partsOf(`${section.path}/${path}`)))
      .map(([path, page]) => ({ section, path, page })),
  );
  return found.toSorted((a, b) => Number(a.path.includes('$')) - Number(b.path.includes('$')))[0] ?? null;
};

/**
 * Fetches the page of this address, its texts and what it reads while the server is still asked who is signed in: on a slow line that
 * is a round trip or two less. What fails here is fetched again by the router, which then says so.
 */
export const fetchAhead = async (
  sections: readonly Section[],
  pathname: string,
  /** When it is known which language is spoken. */
  textsStarted: Promise<void>,
): Promise<void> => {
  const found = pageAt(sections, pathname);
  if (found === null) return;
  for (const path of found.section.reads?.[found.path] ?? []) askAhead(path);
  const texts = textsStarted.then(() => Promise.all(found.section.texts.map(enterSection)));
  await Promise.allSettled([found.page.preload?.(), texts]);
};
