import { createContext, useContext } from 'react';
import type { OrganisationView } from '../api/index.ts';

/** Stands in when the server did not answer: pages work, without a name or contacts. */
export const unknownOrganisation: OrganisationView = {
  name: '',
  helpDesk: { phone: '', email: '' },
  example: false,
  language: 'en',
  languages: ['en', 'de', 'ar'],
  logo: null,
  accent: null,
  explainer: {},
};

export const OrganisationContext = createContext<OrganisationView>(unknownOrganisation);
export const useOrganisation = (): OrganisationView => useContext(OrganisationContext);

/** The organisation's colours in place of ours. Set by script: the style policy lets none stand in the document (D38). */
export const showAccent = ({ accent }: OrganisationView, root: HTMLElement): void => {
  if (accent === null) return;
  const { light, dark } = accent;
  const colours = {
    '--accent': [light.accent, dark.accent],
    '--accent-strong': [light.accentStrong, dark.accentStrong],
    '--accent-soft': [light.accentSoft, dark.accentSoft],
    '--on-accent': [light.onAccent, dark.onAccent],
  };
  for (const [name, [onLight, onDark]] of Object.entries(colours))
    root.style.setProperty(name, `light-dark(${onLight}, ${onDark})`);
};
