import {
  type CredentialOffer,
  type OfferingIssuer,
  readIssuer,
  readOffer,
  receiveCredentials,
  redeemOffer,
  type Token,
} from '../issuance/index.ts';
import { Fault, isRefusal } from '../outcome.ts';
import { fill } from '../texts.ts';
import { type Child, element } from './element.ts';
import type { PageContext } from './page-context.ts';
import { showProblem } from './show-problem.ts';

/** `/offer`: who offers what; the transaction code; into the vault. A reload afterwards finds it there. */
export async function openOfferPage(context: PageContext): Promise<void> {
  const { frame, texts, vault, ask, language } = context;
  const reference = location.search;
  if ((await vault.list()).some((one) => one.offer === reference)) return showDone(context);

  frame.show(texts.offer.checking, element('p', { class: 'waiting' }));
  frame.announce(texts.offer.checking);
  try {
    const offer = await readOffer(new URLSearchParams(reference), ask);
    if (isRefusal(offer)) return showProblem(context, offer.code);
    const issuer = await readIssuer(offer, { ask, language });
    if (isRefusal(issuer)) return showProblem(context, issuer.code);
    showOffer(context, offer, issuer);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    showProblem(context, 'fault', { label: context.texts.again, act: () => void openOfferPage(context) });
  }
}

function showOffer(context: PageContext, offer: CredentialOffer, issuer: OfferingIssuer): void {
  const { frame, texts } = context;
  const name = issuer.name ?? offer.issuer.host;
  const field = offer.transactionCode && createCodeField(context, offer.transactionCode);
  const accept = element('button', { class: 'primary', type: 'submit' }, texts.offer.accept);
  const take = createTaker(context, offer, issuer);

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (accept.disabled) return;
    const code = field?.read();
    if (code === '') return field?.complain(texts.offer.codeMissing);
    accept.disabled = true;
    accept.textContent = texts.offer.working;
    frame.announce(texts.offer.working);
    const refused = await take(code);
    if (refused !== 'codeNotAccepted' || !field) return;
    accept.disabled = false;
    accept.textContent = texts.offer.accept;
    field.complain(texts.problem.codeNotAccepted.text);
  };

  const what = issuer.credentials.map((one) => element('li', {}, one.name ?? one.type));
  frame.show(
    fill(texts.offer.heading, { issuer: name }),
    element('p', { class: 'lead' }, texts.offer.intro),
    element('h2', {}, texts.offer.what),
    element('ul', { class: 'offered' }, ...what),
    element('h2', {}, texts.offer.where),
    element('p', {}, element('bdi', {}, `${name}, ${offer.issuer.host}`)),
    element(
      'form',
      { on: { submit }, novalidate: true },
      ...(field?.nodes ?? []),
      element('div', { class: 'actions' }, accept),
    ),
  );
}

/** Takes the offer. Keeps the token, so that trying again after a broken connection does not need the code again. */
function createTaker(context: PageContext, offer: CredentialOffer, issuer: OfferingIssuer) {
  const { ask, now, vault } = context;
  let token: Token | undefined;
  return async function take(transactionCode: string | undefined): Promise<'codeNotAccepted' | undefined> {
    try {
      const redeemed = token ?? (await redeemOffer({ offer, issuer, transactionCode, ask }));
      if (isRefusal(redeemed)) {
        if (!offer.transactionCode) showProblem(context, 'offerGone');
        return redeemed.code;
      }
      token = redeemed;
      const received = await receiveCredentials({
        offer,
        offerReference: location.search,
        issuer,
        token,
        ask,
        now,
      });
      if (isRefusal(received)) {
        showProblem(context, received.code);
        return undefined;
      }
      await vault.add(received);
      showDone(context);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      showProblem(context, 'fault', { label: context.texts.again, act: () => void take(transactionCode) });
    }
    return undefined;
  };
}

function createCodeField(
  { texts, frame }: PageContext,
  wanted: NonNullable<CredentialOffer['transactionCode']>,
): { read: () => string; nodes: readonly Child[]; complain: (text: string) => void } {
  const { length, numeric } = wanted;
  const hint = length === undefined ? texts.offer.codeHintPlain : fill(texts.offer.codeHint, { length });
  const problem = element('p', { class: 'problem', id: 'code-problem' });
  const input = element('input', {
    id: 'code',
    class: 'code',
    dir: 'ltr',
    inputmode: numeric ? 'numeric' : 'text',
    autocomplete: 'one-time-code',
    autocapitalize: 'off',
    spellcheck: 'false',
    'aria-describedby': 'code-hint code-problem',
  });
  return {
    // Issuers show digits in groups, and people type and paste them as they stand.
    read: () => (numeric ? input.value.replaceAll(/\s/g, '') : input.value.trim()),
    nodes: [
      element('label', { for: 'code' }, texts.offer.code),
      element('p', { class: 'hint', id: 'code-hint' }, hint),
      input,
      problem,
    ],
    complain: (text) => {
      problem.textContent = text;
      input.setAttribute('aria-invalid', 'true');
      input.focus();
      frame.announce(text);
    },
  };
}

function showDone({ frame, texts }: PageContext): void {
  frame.show(
    texts.offer.doneHeading,
    element('p', { class: 'lead' }, texts.offer.done),
    element('div', { class: 'actions' }, element('a', { class: 'button', href: '/' }, texts.offer.see)),
  );
  frame.announce(texts.offer.doneHeading);
}
