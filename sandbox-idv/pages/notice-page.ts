import type { TextKey } from '../texts/index.ts';
import { html } from './html.ts';
import { layout } from './layout.ts';
import type { PageContext } from './page-context.ts';

export interface Notice {
  readonly title: TextKey;
  readonly text: TextKey;
  readonly backAddress: string;
  readonly action?: { readonly label: TextKey; readonly path: string };
}

export const DOWN_NOTICE = {
  title: 'notice.downTitle',
  text: 'notice.down',
  action: { label: 'notice.up', path: '/sandbox/up' },
} as const;

/** A page that only tells something, with the way back and at most one thing to do. */
export function noticePage(context: PageContext, notice: Notice): string {
  const { t, relyingParty } = context;
  return layout(context, {
    title: t(notice.title),
    body: html`<p>${t(notice.text, { relyingParty })}</p>
<p class="actions"><a class="button primary" href="${notice.backAddress}">${t('notice.home', { relyingParty })}</a></p>
${
  notice.action &&
  html`<form method="post" action="${notice.action.path}"><button class="secondary">${t(notice.action.label)}</button></form>`
}`,
  });
}
