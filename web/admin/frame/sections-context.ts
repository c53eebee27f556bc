import { createContext, useContext } from 'react';
import type { Section } from '../section.ts';
import { useSession } from '../session/index.ts';

export const SectionsContext = createContext<readonly Section[]>([]);

/** The sections that are built and that the signed-in admin may open. */
export const useOpenSections = (): readonly Section[] => {
  const { roles } = useSession();
  return useContext(SectionsContext).filter((section) => section.roles.some((role) => roles.includes(role)));
};

/** May this link be shown? Not every section is there for everybody. */
export const useHasSection = (): ((name: Section['name']) => boolean) => {
  const open = useOpenSections();
  return (name) => open.some((section) => section.name === name);
};
