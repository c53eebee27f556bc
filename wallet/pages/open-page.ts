import { openVault } from '../credentials/index.ts';
import { createAsk } from '../network/index.ts';
import { catalogue, chooseLanguage, type Texts } from '../texts.ts';
import { element } from './element.ts';
import { createFrame } from './frame.ts';
import type { PageContext } from './page-context.ts';

/** Draws the frame and opens the page that the address names. */
export async function openPage(): Promise<void> {
  const language = chooseLanguage(navigator.languages);
  const texts = catalogue[language] ?? (catalogue.en as Texts);
  const frame = createFrame({ texts, language });
  frame.show(texts.loading, element('p', { class: 'waiting' }));
  const context: PageContext = {
    frame,
    texts,
    language,
    vault: await openVault(),
    ask: createAsk(fetch.bind(globalThis)),
    now: Date.now,
  };
  if (location.pathname === '/offer') return (await import('./offer-page.ts')).openOfferPage(context);
  if (location.pathname === '/present') return (await import('./present-page.ts')).openPresentPage(context);
  if (location.pathname === '/prompt') return (await import('./prompt-page.ts')).openPromptPage(context);
  return (await import('./home-page.ts')).openHomePage(context);
}
