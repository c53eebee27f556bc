import { createContext, useContext } from 'react';
import type { OrganisationView } from '../api/index.ts';

/** Stands in when the server did not answer: pages work, without a name or contacts. */
export const unknownOrganisation: OrganisationView = {
  name: '',
  helpDesk: { phone: '', email: '' },
  example: false,
};

export const OrganisationContext = createContext<OrganisationView>(unknownOrganisation);
export const useOrganisation = (): OrganisationView => useContext(OrganisationContext);
