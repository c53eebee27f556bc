import { parseWebAddress } from '../network/index.ts';
import { Fault, isRefusal } from '../outcome.ts';
import {
  createAnswer,
  fetchRequest,
  type Shared,
  sendAnswer,
  sendRefusal,
  type VerifiedRequest,
  verifyRequest,
} from '../presentation/index.ts';
import { fill } from '../texts.ts';
import { askerName, askPerson, readAuthorities, showDeclined, showShared } from './ask-person.ts';
import { element } from './element.ts';
import type { PageContext } from './page-context.ts';
import { findReceipt, keepReceipt } from './receipts.ts';
import { showProblem } from './show-problem.ts';

/** `/present`: who asks for what; share, or do not. */
export async function openPresentPage(context: PageContext): Promise<void> {
  const { frame, texts, ask, now } = context;
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
    const { requestObject, requestUri, clientId, walletNonce } = fetched;
    const request = await verifyRequest({
      requestObject,
      cameBy: {
        kind: 'address',
        requestUri,
        expectedClientId: clientId,
        expectedWalletNonce: walletNonce,
      },
      authorities: await readAuthorities(context),
      now: now(),
    });
    if (isRefusal(request)) return showProblem(context, request.code);
    await askPerson(context, request, {
      share: (shared) => share(context, request, shared),
      decline: () => decline(context, request),
    });
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    showProblem(context, 'fault', { label: texts.again, act: () => void openPresentPage(context) });
  }
}

const randomBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count));

async function share(context: PageContext, request: VerifiedRequest, shared: Shared): Promise<void> {
  const { frame, texts, ask, now } = context;
  const { wayBack, nonce } = request;
  if (wayBack.kind !== 'post') throw new TypeError('a browser takes its answer itself');
  const asker = askerName(request);
  frame.announce(fill(texts.present.sending, { asker }));
  const ids = [...shared].map(([queryId, { card }]) => `${queryId}=${card.held.id}`);
  const fingerprint = [nonce, ...ids].join(' ');
  const before = findReceipt(location.search);
  const answer =
    before?.fingerprint === fingerprint ? before.answer : await createAnswer(request, shared, now());
  keepReceipt(location.search, { fingerprint, answer });
  try {
    const sent = await sendAnswer(wayBack, answer, ask);
    if (isRefusal(sent)) return showProblem(context, sent.code);
    keepReceipt(location.search, { fingerprint, answer, redirect: sent.redirect?.href ?? null });
    showShared(context, fill(texts.present.shared, { asker }), sent.redirect);
    if (sent.redirect) location.assign(sent.redirect.href);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    showProblem(context, 'fault', { label: texts.again, act: () => void share(context, request, shared) });
  }
}

async function decline(context: PageContext, { wayBack }: VerifiedRequest): Promise<void> {
  if (wayBack.kind !== 'post') throw new TypeError('a browser is told itself');
  try {
    const sent = await sendRefusal(wayBack, context.ask);
    showDeclined(context);
    if (!isRefusal(sent) && sent.redirect) location.assign(sent.redirect.href);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    // The no holds even when nobody hears it.
    showDeclined(context);
  }
}
