import { html } from './html.ts';
import { layout } from './layout.ts';
import type { PageContext } from './page-context.ts';

/** The check failed: why, and the two ways on. */
export function refusedPage(
  context: PageContext,
  page: { readonly result: 'documentRefused' | 'faceRefused'; readonly returnAddress: string },
): string {
  const { t, relyingParty } = context;
  const isDocument = page.result === 'documentRefused';
  return layout(context, {
    title: t(isDocument ? 'refused.documentTitle' : 'refused.faceTitle'),
    body: html`<p>${t(isDocument ? 'refused.document' : 'refused.face')}</p>
<p class="hint">${t('refused.sandbox')}</p>
<form method="post" action="/check/again"><p class="actions">
<button class="primary">${t('refused.again')}</button>
<a class="button secondary" href="${page.returnAddress}">${t('refused.back', { relyingParty })}</a>
</p></form>`,
  });
}
