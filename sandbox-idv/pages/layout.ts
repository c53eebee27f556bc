import { directionOf } from '../texts/index.ts';
import { type Html, html } from './html.ts';
import type { PageContext } from './page-context.ts';

export type ClientScript = 'picture' | 'progress' | 'offer';

/** The frame of every page: banner, brand, one heading, the page's own part. */
export function layout(
  context: PageContext,
  page: {
    readonly title: string;
    readonly step?: 1 | 2 | 3 | 4;
    readonly body: Html;
    readonly script?: ClientScript;
    /** Seconds after which the page is fetched again where scripts do not run. */
    readonly refreshSeconds?: number;
  },
): string {
  const { t, language, assetVersion } = context;
  const document = html`<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title} – ${t('brand')}</title>
<link rel="icon" href="/client/icon.svg?v=${assetVersion}" type="image/svg+xml">
<link rel="stylesheet" href="/client/page.css?v=${assetVersion}">
${
  page.refreshSeconds !== undefined &&
  html`<noscript><meta http-equiv="refresh" content="${page.refreshSeconds}"></noscript>`
}
${page.script && html`<script type="module" src="/client/${page.script}.js?v=${assetVersion}"></script>`}
</head>
<body>
<header>
<p class="banner">${t('banner')}</p>
<div class="brand">
${LOGO}
<p><span class="brand-name">${t('brand')}</span> <span class="brand-tagline">${t('tagline')}</span></p>
</div>
</header>
<main>
${page.step !== undefined && html`<p class="step">${t('step', { number: String(page.step) })}</p>`}
<h1>${page.title}</h1>
${page.body}
</main>
<footer><p>${t('footer')}</p></footer>
</body>
</html>
`;
  return document.html;
}

const LOGO = html`<svg class="logo" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true">
<rect x="2" y="7" width="36" height="26" rx="5" fill="none" stroke="currentColor" stroke-width="3"/>
<circle cx="13" cy="17" r="4" fill="currentColor"/>
<path d="M7 28c1-5 11-5 12 0" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round"/>
<path d="M24 15h9M24 21h9M24 27h5" stroke="currentColor" stroke-width="3" stroke-linecap="round" stroke-dasharray="1.5 4"/>
</svg>`;
