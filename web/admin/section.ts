import { lazyRouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import type frame from '../../texts/portal/frame/en.json';
import type { Role } from './api/index.ts';
import type { SectionTexts } from './language/index.ts';
import type { IconName } from './ui/icon.tsx';

/** A part of the portal that stands in the navigation: its pages, and who may open them. */
export interface Section {
  /** Its line `nav.<name>` in the frame's texts, and its icon. */
  readonly name: IconName & keyof (typeof frame)['nav'];
  /** Its catalogues, loaded with its first page. */
  readonly texts: readonly SectionTexts[];
  /** '/people'; Home is '/'. */
  readonly path: string;
  readonly roles: readonly Role[];
  /** Path below the section → page. '/' is where the navigation leads; '/$accountId' is read with `usePathParam`. */
  readonly pages: Readonly<Record<string, LazyPage>>;
  /** What such a page reads first, without parameters: asked while the page itself is still fetched. */
  readonly reads?: Readonly<Record<string, readonly string[]>>;
}

export type LazyPage = ReturnType<typeof lazyRouteComponent>;

/** A page in a file of its own, fetched when it is first opened: `page(() => import('./people.tsx'), 'People')`. */
export const page = <Exports extends Record<Name, ComponentType>, Name extends string & keyof Exports>(
  load: () => Promise<Exports>,
  name: Name,
): LazyPage => lazyRouteComponent(load as () => Promise<Record<string, ComponentType>>, name);
