import { parseInvocation } from '../invocation/index.ts';
import { element } from './element.ts';
import type { PageContext } from './page-context.ts';
import { scanCode } from './scan-code.ts';

/** The two ways in by hand: paste an address, or scan a code. */
export function openInvocation({ texts, frame }: PageContext): HTMLElement {
  const words = texts.open;
  const problem = element('p', { class: 'problem', id: 'address-problem', hidden: true }, words.unknown);
  const input = element('input', {
    id: 'address',
    type: 'text',
    inputmode: 'url',
    dir: 'ltr',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    'aria-describedby': 'address-hint address-problem',
  });
  const open = (text: string): boolean => {
    const path = parseInvocation(text, location.origin);
    if (path !== undefined) location.assign(path);
    return path !== undefined;
  };
  const submit = (event: Event) => {
    event.preventDefault();
    problem.hidden = open(input.value);
    input.setAttribute('aria-invalid', String(!problem.hidden));
    if (problem.hidden) return;
    frame.announce(words.unknown);
    input.focus();
  };
  return element(
    'section',
    { 'aria-labelledby': 'open-heading' },
    element('h2', { id: 'open-heading' }, words.heading),
    element(
      'form',
      { on: { submit }, novalidate: true },
      element('label', { for: 'address' }, words.label),
      element('p', { class: 'hint', id: 'address-hint' }, words.hint),
      input,
      problem,
      element(
        'div',
        { class: 'actions' },
        element('button', { class: 'primary', type: 'submit' }, words.button),
        element('button', { type: 'button', on: { click: () => void scanCode(words, open) } }, words.scan),
      ),
    ),
  );
}
