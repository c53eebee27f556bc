import { createRoot } from 'react-dom/client';
import { requestOnce, type SessionView } from './api/index.ts';
import { fetchAhead } from './fetch-ahead.ts';
import { startTexts } from './language/index.ts';
import { Portal } from './portal.tsx';
import type { Section } from './section.ts';
import { tellOtherTabs } from './session/index.ts';
import './ui/styles.ts';

export const startPortal = async (sections: readonly Section[]): Promise<void> => {
  const asked = requestOnce<SessionView>({ path: '/session' });
  const textsStarted = startTexts();
  const ahead = fetchAhead(sections, location.pathname, textsStarted);
  const [answer] = await Promise.all([asked, ahead, textsStarted]);
  if (answer.kind === 'done') tellOtherTabs();
  const root = document.getElementById('app');
  if (root !== null) createRoot(root).render(<Portal answer={answer} sections={sections} />);
};
