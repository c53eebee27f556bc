/**
 * The person's pages: sign-in, recovery, set-up, security info. One document, one small script.
 *
 * Owns: starting up (fragment wiped first, language, organisation, then the page of the path).
 * Speaks HTTP only, as `api/contract.ts` says; shares no code with the server. Not here: the admin's pages.
 */
import { createRoot } from 'react-dom/client';
import { readOrganisation } from './api/index.ts';
import { App } from './app.tsx';
import { startLanguage } from './language/index.ts';
import { takeFragment } from './routes.ts';
import { OrganisationContext, showAccent, unknownOrganisation } from './ui/index.ts';

// Before anything else: a one-time code must be out of the address and the history (D24).
const fragment = takeFragment();

const start = async () => {
  const answer = await readOrganisation();
  const organisation = answer.ok ? answer.value : unknownOrganisation;
  showAccent(organisation, document.documentElement);
  // Which language is a choice among those the organisation offers, so it comes second.
  await startLanguage(organisation);
  const root = document.getElementById('app');
  if (root === null) return;
  createRoot(root).render(
    <OrganisationContext value={organisation}>
      <App fragment={fragment} />
    </OrganisationContext>,
  );
};

void start();
