import { parseCertificate } from '../certificates/index.ts';
import { readCardFace } from '../credentials/index.ts';
import { parseJsonObject } from '../network/index.ts';
import { Fault } from '../outcome.ts';
import {
  leastFirst,
  type Shared,
  selectCredentials,
  type VerifiedRequest,
  type Way,
} from '../presentation/index.ts';
import { fill } from '../texts.ts';
import { consentForm } from './consent-form.ts';
import { element } from './element.ts';
import type { PageContext } from './page-context.ts';

/** What comes of the person's answer. */
interface Answers {
  readonly share: (shared: Shared) => Promise<void>;
  readonly decline: () => Promise<void>;
}

/** Read at each request, so that an authority that was added a moment ago counts. */
export async function readAuthorities({ ask }: PageContext) {
  const reply = await ask(new URL('/trust-list.json', location.href));
  const listed = parseJsonObject(reply.text)?.authorities;
  if (reply.status !== 200 || !Array.isArray(listed)) throw new Fault('brokenPeer');
  return listed.map(parseCertificate).filter((one) => one !== undefined);
}

export function askerName({ asker }: VerifiedRequest): string {
  return asker.organisation ?? asker.commonName ?? asker.hosts[0] ?? '';
}

/** Shows who asks for what, and what this wallet could answer with; or that it has nothing. */
export async function askPerson(
  context: PageContext,
  request: VerifiedRequest,
  answers: Answers,
): Promise<void> {
  const cards = await Promise.all((await context.vault.list()).map(readCardFace));
  const known = cards.filter((card) => card !== undefined);
  const ways = selectCredentials({ query: request.query, cards: known, now: context.now() });
  if (!ways) return showNone(context, request, answers);
  showConsent(context, { request, ways: leastFirst(ways), answers });
}

function showConsent(
  context: PageContext,
  {
    request,
    ways,
    answers,
  }: { readonly request: VerifiedRequest; readonly ways: readonly Way[]; readonly answers: Answers },
): void {
  const { frame, texts } = context;
  // A double click must not answer twice.
  let answered = false;
  const once = (answer: () => Promise<void>) => {
    if (answered) return;
    answered = true;
    void answer();
  };
  frame.show(
    fill(texts.present.heading, { asker: askerName(request) }),
    consentForm(context, {
      request,
      ways,
      share: (shared) => once(() => answers.share(shared)),
      decline: () => once(answers.decline),
    }),
  );
}

export function showDeclined({ frame, texts }: PageContext): void {
  frame.show(texts.present.declinedHeading, element('p', { class: 'lead' }, texts.present.declined));
  frame.announce(texts.present.declinedHeading);
}

export function showShared({ frame, texts }: PageContext, text: string, redirect: URL | undefined): void {
  const goOn = redirect && element('a', { class: 'button primary', href: redirect.href }, texts.present.goOn);
  frame.show(
    texts.present.sharedHeading,
    element('p', { class: 'lead' }, text),
    goOn ? element('div', { class: 'actions' }, goOn) : element('p', {}, texts.present.close),
  );
  frame.announce(texts.present.sharedHeading);
}

function showNone(context: PageContext, request: VerifiedRequest, answers: Answers): void {
  const { frame, texts } = context;
  const asker = askerName(request);
  const sayNo = element(
    'button',
    { type: 'button', on: { click: () => void answers.decline() } },
    fill(texts.present.decide, { asker }),
  );
  frame.show(
    texts.present.noneHeading,
    element('p', { class: 'lead' }, fill(texts.present.none, { asker })),
    element(
      'div',
      { class: 'actions' },
      element('a', { class: 'button primary', href: '/' }, texts.home),
      sayNo,
    ),
  );
  frame.announce(texts.present.noneHeading);
}
