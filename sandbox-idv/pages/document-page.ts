import { COUNTRIES, type PrintedDataField, type Specimen } from '../verification/index.ts';
import { type Html, html } from './html.ts';
import { layout } from './layout.ts';
import { listCountries, type PageContext } from './page-context.ts';
import { pictureField } from './picture-field.ts';
import { type Problem, problemList } from './problem-list.ts';

/** Document photo: a specimen by one click (the usual way), or a picture of one's own with its printed data. */
export function documentPage(
  context: PageContext,
  page: {
    readonly country: string;
    readonly specimens: readonly Specimen[];
    readonly problems: readonly Problem[];
    readonly typed: Readonly<Partial<Record<PrintedDataField, string>>>;
  },
): string {
  const { t } = context;
  const isOwnOpen = page.specimens.length === 0 || page.problems.length > 0;
  return layout(context, {
    title: t('document.title'),
    step: 2,
    script: 'picture',
    body: html`${problemList(context, page.problems)}
${page.specimens.length > 0 && specimenChooser(context, page.specimens, page.country)}
<details class="own"${isOwnOpen && html` open`}>
<summary>${t('document.own')}</summary>
${ownDocumentForm(context, { country: page.country, ...page.typed })}
</details>
<p class="quiet"><a href="/check">${t('document.back')}</a></p>`,
  });
}

function specimenChooser(context: PageContext, specimens: readonly Specimen[], country: string): Html {
  const { t, language } = context;
  const here = specimens.filter(({ printed }) => printed.country === country);
  const elsewhere = specimens.filter(({ printed }) => printed.country !== country);
  const name = new Intl.DisplayNames([language], { type: 'region' }).of(country) ?? country;
  return html`<p>${t('document.specimens')}</p>
<form method="post" action="/check/specimen">
${here.length > 0 && html`<h2>${t('document.specimensOf', { country: name })}</h2>${specimenGrid(context, here)}`}
${elsewhere.length > 0 && html`<h2>${t('document.specimensElsewhere')}</h2>${specimenGrid(context, elsewhere)}`}
</form>`;
}

function specimenGrid({ t, language }: PageContext, specimens: readonly Specimen[]): Html {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  return html`<ul class="specimens">${specimens.map(
    ({ id, printed }) => html`<li><button name="specimen" value="${id}">
<img src="/specimens/${id}" alt="" width="96" height="120">
<span class="specimen-name">${printed.givenName} ${printed.familyName}</span>
<span class="specimen-detail">${t('document.born', { date: format.format(new Date(printed.birthDate)) })}</span>
<span class="specimen-detail"><bdi>${printed.documentNumber}</bdi></span>
</button></li>`,
  )}</ul>`;
}

function ownDocumentForm(
  context: PageContext,
  typed: Readonly<Partial<Record<PrintedDataField, string>>>,
): Html {
  const { t, language } = context;
  const field = (name: Exclude<PrintedDataField, 'country'>, attributes: Html) => html`<div class="field">
<label for="${name}">${t(`document.${name}`)}</label>
<input id="${name}" name="${name}" value="${typed[name] ?? ''}" required ${attributes}>
</div>`;
  return html`<p>${t('document.ownIntro')}</p>
<form method="post" action="/check/document" enctype="multipart/form-data">
${pictureField(context, t('document.picture'))}
${field('givenName', html`maxlength="100" autocomplete="off"`)}
${field('familyName', html`maxlength="100" autocomplete="off"`)}
${field('birthDate', html`type="date" autocomplete="off"`)}
${field('documentNumber', html`maxlength="40" autocomplete="off" autocapitalize="characters" spellcheck="false"`)}
<div class="field">
<label for="country">${t('document.country')}</label>
<select id="country" name="country" required>
${listCountries(COUNTRIES, language).map(
  ({ code, name }) =>
    html`<option value="${code}"${code === typed.country && html` selected`}>${name}</option>`,
)}
</select>
</div>
<p class="actions"><button class="primary">${t('document.submit')}</button></p>
</form>`;
}
