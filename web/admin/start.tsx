import { startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import type { Answer, SessionView } from './api/index.ts';
import { fetchAhead } from './fetch-ahead.ts';
import { startTexts } from './language/index.ts';
import { Portal } from './portal.tsx';
import type { Section } from './section.ts';
import { sections as built } from './sections.ts';
import { tellOtherTabs } from './session/index.ts';

/** Draws the portal as soon as it is known who is there. `asked`: of `GET /api/admin/session`. */
export const startPortal = async (
  asked: Promise<Answer<SessionView>>,
  sections: readonly Section[] = built,
): Promise<void> => {
  const textsStarted = startTexts();
  const ahead = fetchAhead(sections, location.pathname, textsStarted);
  const [answer] = await Promise.all([asked, ahead, textsStarted]);
  if (answer.kind === 'done') tellOtherTabs();
  const root = document.getElementById('app');
  if (root === null) return;
  // As a transition React draws in slices and lets a tap or a key in between.
  startTransition(() => createRoot(root).render(<Portal answer={answer} sections={sections} />));
};
