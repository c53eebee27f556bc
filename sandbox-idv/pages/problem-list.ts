import type { PrintedDataField } from '../verification/index.ts';
import { type Html, html } from './html.ts';
import type { PageContext } from './page-context.ts';

export type Problem = 'noPicture' | 'tooLarge' | 'notAPicture' | PrintedDataField;

/** What is wrong with a form, on top of it, each item leading to its field. */
export function problemList({ t }: PageContext, problems: readonly Problem[]): Html | undefined {
  if (problems.length === 0) return undefined;
  return html`<div class="problems" role="alert">
<h2>${t('problem.title')}</h2>
<ul>${problems.map((problem) => html`<li><a href="#${fieldOf(problem)}">${t(`problem.${problem}`)}</a></li>`)}</ul>
</div>`;
}

function fieldOf(problem: Problem): string {
  return problem === 'noPicture' || problem === 'tooLarge' || problem === 'notAPicture' ? 'picture' : problem;
}
