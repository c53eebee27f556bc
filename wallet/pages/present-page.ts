import { parseCertificate } from '../certificates/index.ts';
import { readCardFace } from '../credentials/index.ts';
import { parseJsonObject, parseWebAddress } from '../network/index.ts';
import { Fault, isRefusal } from '../outcome.ts';
import {
  type Choice,
  createAnswer,
  fetchRequest,
  type Shared,
  selectCredentials,
  sendAnswer,
  sendRefusal,
  type VerifiedRequest,
  verifyRequest,
} from '../presentation/index.ts';
import { fill } from '../texts.ts';
import { consentForm } from './consent-form.ts';
import { element } from './element.ts';
import type { PageContext } from './page-context.ts';
import { findReceipt, keepReceipt } from './receipts.ts';
import { showProblem } from './show-problem.ts';

/** `/present`: who asks for what; share, or do not. */
export async function openPresentPage(context: PageContext): Promise<void> {
  const { frame, texts, ask, now, vault } = context;
  const before = findReceipt(location.search);
  if (before?.redirect !== undefined) {
    return showShared(
      context,
      texts.present.sharedBefore,
      parseWebAddress(before.redirect, { fragment: true }),
    );
  }
  frame.show(texts.present.checking, element('p', { class: 'waiting' }));
  frame.announce(texts.present.checking);
  try {
    const fetched = await fetchRequest(new URLSearchParams(location.search), { ask, randomBytes });
    if (isRefusal(fetched)) return showProblem(context, fetched.code);
    const request = await verifyRequest({
      requestObject: fetched.requestObject,
      expectedClientId: fetched.clientId,
      requestUri: fetched.requestUri,
      expectedWalletNonce: fetched.walletNonce,
      authorities: await readAuthorities(context),
      now: now(),
    });
    if (isRefusal(request)) return showProblem(context, request.code);
    const cards = await Promise.all((await vault.list()).map(readCardFace));
    const known = cards.filter((card) => card !== undefined);
    const choices = selectCredentials({ query: request.query, cards: known, now: now() });
    if (!choices) return showNone(context, request);
    showConsent(context, request, choices);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    showProblem(context, 'fault', () => void openPresentPage(context));
  }
}

const randomBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count));

/** Read at each request, so that an authority that was added a moment ago counts. */
async function readAuthorities({ ask }: PageContext) {
  const reply = await ask(new URL('/trust-list.json', location.href));
  const listed = parseJsonObject(reply.text)?.authorities;
  if (reply.status !== 200 || !Array.isArray(listed)) throw new Fault('brokenPeer');
  return listed.map(parseCertificate).filter((one) => one !== undefined);
}

export function askerName({ asker }: VerifiedRequest): string {
  return asker.organisation ?? asker.commonName ?? asker.hosts[0] ?? '';
}

function showConsent(context: PageContext, request: VerifiedRequest, choices: readonly Choice[]): void {
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
      choices,
      share: (shared) => once(() => share(context, request, shared)),
      decline: () => once(() => decline(context, request)),
    }),
  );
}

async function share(context: PageContext, request: VerifiedRequest, shared: Shared): Promise<void> {
  const { frame, texts, ask, now } = context;
  const asker = askerName(request);
  frame.announce(fill(texts.present.sending, { asker }));
  const ids = [...shared].map(([queryId, { card }]) => `${queryId}=${card.held.id}`);
  const fingerprint = [request.nonce, ...ids].join(' ');
  const before = findReceipt(location.search);
  const answer =
    before?.fingerprint === fingerprint ? before.answer : await createAnswer(request, shared, now());
  keepReceipt(location.search, { fingerprint, answer });
  try {
    const sent = await sendAnswer(request, answer, ask);
    if (isRefusal(sent)) return showProblem(context, sent.code);
    keepReceipt(location.search, { fingerprint, answer, redirect: sent.redirect?.href ?? null });
    showShared(context, fill(texts.present.shared, { asker }), sent.redirect);
    if (sent.redirect) location.assign(sent.redirect.href);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    showProblem(context, 'fault', () => void share(context, request, shared));
  }
}

async function decline(context: PageContext, request: VerifiedRequest): Promise<void> {
  try {
    const sent = await sendRefusal(request, context.ask);
    showDeclined(context);
    if (!isRefusal(sent) && sent.redirect) location.assign(sent.redirect.href);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    // The no holds even when nobody hears it.
    showDeclined(context);
  }
}

function showDeclined({ frame, texts }: PageContext): void {
  frame.show(texts.present.declinedHeading, element('p', { class: 'lead' }, texts.present.declined));
  frame.announce(texts.present.declinedHeading);
}

function showShared({ frame, texts }: PageContext, text: string, redirect: URL | undefined): void {
  const goOn = redirect && element('a', { class: 'button primary', href: redirect.href }, texts.present.goOn);
  frame.show(
    texts.present.sharedHeading,
    element('p', { class: 'lead' }, text),
    goOn ? element('div', { class: 'actions' }, goOn) : element('p', {}, texts.present.close),
  );
  frame.announce(texts.present.sharedHeading);
}

function showNone(context: PageContext, request: VerifiedRequest): void {
  const { frame, texts } = context;
  const asker = askerName(request);
  const sayNo = element(
    'button',
    { type: 'button', on: { click: () => void decline(context, request) } },
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
