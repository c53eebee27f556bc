import {
  type Candidate,
  type Choice,
  countRevealed,
  hostOf,
  listRevealed,
  type Shared,
  type VerifiedRequest,
  type Way,
} from '../presentation/index.ts';
import { fill } from '../texts.ts';
import { claimList, holderName } from './claim-list.ts';
import { element } from './element.ts';
import type { PageContext } from './page-context.ts';

/** Who asks, exactly what would be shared, and the two answers. */
export function consentForm(
  context: PageContext,
  {
    request,
    ways,
    share,
    decline,
  }: {
    readonly request: VerifiedRequest;
    /** What is shown first is chosen, until the person chooses otherwise. */
    readonly ways: readonly Way[];
    readonly share: (shared: Shared) => void;
    readonly decline: () => void;
  },
): HTMLElement {
  const { texts } = context;
  const { asker } = request;
  let shared = new Map<string, Candidate>();
  const chosen = element('div', {});
  const take = (way: Way) => {
    const taken = new Map<string, Candidate>();
    shared = taken;
    chosen.replaceChildren(
      ...way.map((choice) =>
        choiceSection(context, choice, (candidate) => taken.set(choice.queryId, candidate)),
      ),
    );
  };
  const [first] = ways;
  if (first) take(first);
  const buttons = [
    element('button', { type: 'submit', class: 'primary' }, texts.present.share),
    element('button', { type: 'button', on: { click: () => settle(decline) } }, texts.present.decline),
  ];
  const settle = (answer: () => void) => {
    for (const button of buttons) button.disabled = true;
    buttons[0]?.replaceChildren(
      answer === decline
        ? texts.present.share
        : fill(texts.present.sending, { asker: asker.organisation ?? '' }),
    );
    answer();
  };
  const submit = (event: Event) => {
    event.preventDefault();
    settle(() => share(shared));
  };
  return element(
    'form',
    { on: { submit } },
    element(
      'dl',
      { class: 'claims asker' },
      element(
        'div',
        { class: 'claim' },
        element('dt', {}, texts.present.asker),
        element(
          'dd',
          {},
          element('bdi', {}, [asker.organisation, asker.commonName].filter(Boolean).join(' · ')),
        ),
      ),
      element(
        'div',
        { class: 'claim' },
        element('dt', {}, texts.present.host),
        element('dd', {}, element('bdi', {}, hostOf(request))),
      ),
    ),
    ways.length > 1 ? waysToChoose(context, ways, take) : undefined,
    chosen,
    element('p', { class: 'hint' }, texts.present.also),
    element('div', { class: 'actions' }, ...buttons),
  );
}

/** Any of several credentials would do: which, and how much each of them tells. */
function waysToChoose(context: PageContext, ways: readonly Way[], take: (way: Way) => void): HTMLElement {
  const { texts } = context;
  const nameOf = (way: Way) => {
    const what = way.flatMap(({ candidates: [candidate] }) =>
      candidate ? [describeSource(candidate, context)] : [],
    );
    const count = String(countRevealed(way));
    return fill(texts.present.way, { what: what.join(', '), count });
  };
  const options = ways.map((way, index) =>
    element(
      'label',
      { class: 'option' },
      element('input', {
        type: 'radio',
        // No query can have this name.
        name: 'which way',
        checked: index === 0,
        on: { change: () => take(way) },
      }),
      element('span', {}, nameOf(way)),
    ),
  );
  return element('fieldset', {}, element('legend', {}, texts.present.anyOf), ...options);
}

function choiceSection(
  context: PageContext,
  choice: Choice,
  choose: (candidate: Candidate) => void,
): HTMLElement {
  const { texts } = context;
  const preview = element('div', { class: 'preview' });
  const pick = (candidate: Candidate) => {
    choose(candidate);
    preview.replaceChildren(
      element('h2', {}, texts.present.what),
      element('p', { class: 'hint' }, describeSource(candidate, context)),
      claimList(candidate.card, listRevealed(candidate), context),
    );
  };
  const [first] = choice.candidates;
  if (first) pick(first);
  if (choice.candidates.length < 2) return preview;
  const options = choice.candidates.map((candidate, index) =>
    element(
      'label',
      { class: 'option' },
      element('input', {
        type: 'radio',
        name: choice.queryId,
        checked: index === 0,
        on: { change: () => pick(candidate) },
      }),
      element('span', {}, optionName(candidate, context)),
    ),
  );
  return element(
    'div',
    {},
    element('fieldset', {}, element('legend', {}, texts.present.which), ...options),
    preview,
  );
}

/** Which credential: its type and who issued it. */
function describeSource({ card }: Candidate, { texts }: PageContext): string {
  return fill(texts.present.source, { type: card.held.typeName ?? card.type, issuer: card.issuerName });
}

/** Two credentials of one person differ in when they came. */
function optionName(candidate: Candidate, context: PageContext): string {
  const { held } = candidate.card;
  const what = [holderName(candidate.card), describeSource(candidate, context)].filter(Boolean).join(', ');
  const format = new Intl.DateTimeFormat(context.language, { dateStyle: 'medium', timeStyle: 'short' });
  return fill(context.texts.present.option, { what, time: format.format(held.receivedAt) });
}
