import { html } from './html.ts';
import { layout } from './layout.ts';
import type { PageContext } from './page-context.ts';
import { pictureField } from './picture-field.ts';
import { type Problem, problemList } from './problem-list.ts';

/** Portrait: the document's picture, or another one. */
export function portraitPage(context: PageContext, problems: readonly Problem[]): string {
  const { t } = context;
  return layout(context, {
    title: t('portrait.title'),
    step: 3,
    script: 'picture',
    body: html`${problemList(context, problems)}
<p>${t('portrait.intro')}</p>
<form method="post" action="/check/portrait">
<img class="portrait" src="/check/document-picture" alt="${t('portrait.documentPicture')}">
<p class="actions"><button class="primary" name="use" value="document">${t('portrait.useDocument')}</button></p>
</form>
<details class="own"${problems.length > 0 && html` open`}>
<summary>${t('portrait.other')}</summary>
<form method="post" action="/check/portrait-picture" enctype="multipart/form-data">
${pictureField(context, t('portrait.picture'))}
<p class="actions"><button class="primary">${t('portrait.submit')}</button></p>
</form>
</details>`,
  });
}
