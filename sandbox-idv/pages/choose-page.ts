import {
  type Check,
  COUNTRIES,
  CREDENTIAL_KINDS,
  type CredentialKind,
  DOCUMENT_TYPES,
  MORE_OUTCOMES,
  OUTCOMES,
  type Outcome,
} from '../verification/index.ts';
import { type Html, html } from './html.ts';
import { layout } from './layout.ts';
import { listCountries, type PageContext } from './page-context.ts';

/** First page: country and document type; below, set apart, the tester's wish. Every answer has a default. */
export function choosePage(context: PageContext, check: Check, cancelAddress: string): string {
  const { t, language, relyingParty } = context;
  const country = check.chosen?.country ?? check.handOver.country;
  const documentType = check.chosen?.documentType ?? 'identityCard';
  return layout(context, {
    title: t('choose.title'),
    step: 1,
    body: html`<p>${t('choose.intro', { relyingParty })}</p>
<form method="post" action="/check">
<div class="field">
<label for="country">${t('choose.country')}</label>
<select id="country" name="country" required>
${country === undefined && html`<option value="">${t('choose.countryNone')}</option>`}
${listCountries(COUNTRIES, language).map(
  ({ code, name }) => html`<option value="${code}"${code === country && html` selected`}>${name}</option>`,
)}
</select>
</div>
<fieldset>
<legend>${t('choose.documentType')}</legend>
${DOCUMENT_TYPES.map((type) =>
  radio({
    name: 'documentType',
    value: type,
    checked: type === documentType,
    label: t(`documentType.${type}`),
  }),
)}
</fieldset>
${outcomeChooser(context, check.chosen?.credential ?? 'identity')}
<p class="actions"><button class="primary">${t('choose.continue')}</button></p>
</form>
<p class="quiet"><a href="${cancelAddress}">${t('choose.cancel', { relyingParty })}</a></p>`,
  });
}

/** Always starts at "pass": who tries again after a refusal wants to get through. */
function outcomeChooser({ t }: PageContext, chosen: CredentialKind): Html {
  const choice = (outcome: Outcome) =>
    radio({ name: 'outcome', value: outcome, checked: outcome === 'pass', label: t(`outcome.${outcome}`) });
  return html`<fieldset class="tester">
<legend>${t('outcome.title')}</legend>
<p>${t('outcome.intro')}</p>
<div class="choices">${OUTCOMES.map(choice)}</div>
<details>
<summary>${t('outcome.more')}</summary>
<div class="choices">${MORE_OUTCOMES.map(choice)}</div>
</details>
<h2>${t('kind.title')}</h2>
<div class="choices">${CREDENTIAL_KINDS.map((kind) =>
    radio({ name: 'credential', value: kind, checked: kind === chosen, label: t(`kind.${kind}`) }),
  )}</div>
</fieldset>`;
}

function radio(choice: {
  readonly name: string;
  readonly value: string;
  readonly checked: boolean;
  readonly label: string;
}): Html {
  return html`<label class="choice"><input type="radio" name="${choice.name}" value="${choice.value}"${
    choice.checked && html` checked`
  }> <span>${choice.label}</span></label>`;
}
