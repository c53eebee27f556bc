import type { Progress } from '../verification/index.ts';
import { html } from './html.ts';
import { layout } from './layout.ts';
import type { PageContext } from './page-context.ts';

/** The checks, one after the other. `client/progress.js` keeps it up to date; without scripts it is fetched again. */
export function runningPage(context: PageContext, progress: Progress): string {
  const { t } = context;
  return layout(context, {
    title: t('running.title'),
    step: 3,
    script: 'progress',
    refreshSeconds: 2,
    body: html`<p>${t('running.intro')}</p>
<ol class="checks" aria-live="polite">${progress.checks.map(
      ({ name, state }) => html`<li data-check="${name}" data-state="${state}">
<span>${t(`check.${name}`)}</span> <span class="state" data-state-text>${t(`state.${state}`)}</span></li>`,
    )}</ol>
<p class="hint" data-slow hidden>${t('running.slow')}</p>
<template data-states data-waiting="${t('state.waiting')}" data-running="${t('state.running')}" data-passed="${t(
      'state.passed',
    )}" data-refused="${t('state.refused')}"></template>`,
  });
}
