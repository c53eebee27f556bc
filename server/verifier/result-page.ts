import { renderSVG } from 'uqr';
import { chooseLanguage, type Language, loadTexts } from '../../texts/index.ts';
import type { DescribedTransaction } from './describe-transaction.ts';

type Translate = (key: string) => string;

/** One transaction for a person's eyes. While it waits it looks again by itself, and is shown anew when there is something new. */
export function resultPage(page: {
  readonly described: DescribedTransaction;
  readonly address: string;
  readonly languages: readonly string[];
}): string {
  const language = chooseLanguage(page.languages);
  const t = loadTexts('verifier', language);
  const { described, address } = page;
  const { state, timesRead } = described;
  const shown = state === 'waiting' && timesRead > 0 ? 'read' : state;
  const body = `<h1>${escaped(t('title'))}</h1>
<p class="state ${state}" role="status">${escaped(t(`state.${shown}`))}</p>
<p>${escaped(t(`means.${shown}`))}</p>
${state === 'waiting' ? invitation(address, t) : ''}${outcomeOf(described, language, t)}
<h2>${escaped(t('request'))}</h2>
${table(['responseMode', 'clientIdPrefix', 'timesRead', 'expiresAt'].map((name) => [t(`asked.${name}`), String(described[name as keyof DescribedTransaction])]))}`;
  return document({
    ...{ language, title: t('title'), body },
    follows: state === 'waiting' ? `${state} ${timesRead}` : null,
  });
}

/** Where a wallet sends its person after the answer. Says nothing about it: the code in its address is for whoever asked. */
export function answeredPage(languages: readonly string[]): string {
  const language = chooseLanguage(languages);
  const t = loadTexts('verifier', language);
  const title = t('answered.title');
  const body = `<h1>${escaped(title)}</h1>\n<p>${escaped(t('answered.text'))}</p>`;
  return document({ language, title, body, follows: null });
}

function invitation(address: string, t: Translate): string {
  return `<p><a class="open" href="${escaped(address)}">${escaped(t('open'))}</a></p>
<h2>${escaped(t('address'))}</h2>
<p><code>${escaped(address)}</code></p>
<div class="qr" role="img" aria-label="${escaped(t('addressAsQr'))}">${renderSVG(address, { ecc: 'L', border: 2 })}</div>
`;
}

function outcomeOf(described: DescribedTransaction, language: Language, t: Translate): string {
  if (described.state === 'refused') {
    const record = loadTexts('portal/record', language);
    const { code, detail } = described;
    const told = Object.entries(detail).map(([name, value]) => `${name}: ${value}`);
    return `<h2>${escaped(t('reason'))}</h2>
<p>${escaped(record(`codes.${code}.means`))}</p>
${table([[t('code'), code], ...(told.length > 0 ? [[t('detail'), told.join(', ')] as const] : [])])}`;
  }
  if (described.state !== 'accepted') return '';
  const claims = Object.entries(described.claims).map(
    ([name, value]) => [t(`claim.${name}`), value ?? t('notSaid')] as const,
  );
  const { portrait, credential } = described;
  const picture =
    portrait === null ? t('notSaid') : `${t('there')} (${portrait.mediaType}, ${portrait.bytes} B)`;
  return `<h2>${escaped(t('claims'))}</h2>
${table([...claims, [t('claim.portrait'), picture]])}
<h2>${escaped(t('credential'))}</h2>
${table(Object.entries(credential).map(([name, value]) => [t(`origin.${name}`), value]))}`;
}

function table(rows: readonly (readonly [string, string] | readonly string[])[]): string {
  const lines = rows.map(
    ([name = '', value = '']) => `<dt>${escaped(name)}</dt><dd><bdi>${escaped(value)}</bdi></dd>`,
  );
  return `<dl>${lines.join('')}</dl>`;
}

function document(page: {
  readonly language: Language;
  readonly title: string;
  readonly body: string;
  /** What of the transaction it shows; null: it will not change any more. */
  readonly follows: string | null;
}): string {
  return `<!doctype html>
<html lang="${page.language}" dir="${page.language === 'ar' ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(page.title)}</title>
<link rel="stylesheet" href="/verifier.css">${page.follows === null ? '' : '\n<script defer src="/follow-transaction.js"></script>'}
</head>
<body data-shown="${escaped(page.follows ?? '')}">
<main>
${page.body}
</main>
</body>
</html>
`;
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;' },
    ...{ '"': '&quot;', "'": '&#39;' },
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
