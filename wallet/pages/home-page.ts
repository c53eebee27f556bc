import { type CardFace, type ClaimPath, readCardFace } from '../credentials/index.ts';
import { fill, type Texts } from '../texts.ts';
import { claimList, formatDate, holderName, portraitOf } from './claim-list.ts';
import { element } from './element.ts';
import { openInvocation } from './invocation-form.ts';
import type { PageContext } from './page-context.ts';

/** `/`: every credential as a card, and the ways to bring in something new. */
export async function openHomePage(context: PageContext): Promise<void> {
  const { frame, texts, vault } = context;
  const held = await vault.list();
  const cards = (await Promise.all(held.map(readCardFace))).filter((card) => card !== undefined);
  const list = element(
    'ul',
    { class: 'cards' },
    ...cards.map((card) => element('li', {}, credentialCard(card, context))),
  );
  frame.show(
    texts.wallet.heading,
    held.length === 0 ? element('p', { class: 'lead' }, texts.wallet.empty) : list,
    cards.length < held.length ? element('p', { class: 'notice' }, texts.wallet.damaged) : undefined,
    openInvocation(context),
  );
}

function credentialCard(card: CardFace, context: PageContext): HTMLElement {
  const { texts, language } = context;
  const paths = inReadingOrder(card.personal, texts);
  const about = element('dl', { class: 'claims' });
  const facts: readonly (readonly [string, string])[] = [
    [texts.wallet.issuer, card.issuerName],
    [texts.wallet.origin, card.held.issuerAddress],
    [texts.wallet.type, card.type],
    [texts.wallet.received, formatDate(card.held.receivedAt, language)],
  ];
  for (const [label, value] of facts) {
    about.append(
      element(
        'div',
        { class: 'claim' },
        element('dt', {}, label),
        element('dd', {}, element('bdi', {}, value)),
      ),
    );
  }
  const remove = element(
    'button',
    { type: 'button', class: 'danger', on: { click: () => void confirmRemoval(card, context) } },
    texts.wallet.remove,
  );
  return element(
    'article',
    { class: 'card' },
    cardFace(card, context),
    element(
      'details',
      {},
      element('summary', {}, texts.wallet.details),
      claimList(card, paths, context),
      about,
      remove,
    ),
  );
}

/** Disclosures come shuffled; people read a name first. Claims that the catalogue does not know come last. */
function inReadingOrder(paths: readonly ClaimPath[], { claims }: Texts): readonly ClaimPath[] {
  const order = Object.keys(claims);
  const nameOf = (path: ClaimPath) => String(path.at(-1));
  const place = (path: ClaimPath) => order.indexOf(nameOf(path));
  const [known, unknown] = [true, false].map((wanted) =>
    paths.filter((path) => order.includes(nameOf(path)) === wanted),
  );
  return [
    ...(known ?? []).toSorted((one, other) => place(one) - place(other)),
    ...(unknown ?? []).toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1)),
  ];
}

/** The coloured front: type, holder, issuer, validity, portrait. */
function cardFace(card: CardFace, { texts, language, now }: PageContext): HTMLElement {
  const { expiresAt } = card;
  const over = expiresAt !== undefined && expiresAt <= now();
  const date = expiresAt === undefined ? '' : formatDate(expiresAt, language);
  const validity =
    expiresAt === undefined ? texts.wallet.noEnd : over ? texts.wallet.expired : texts.wallet.validUntil;
  return element(
    'div',
    { class: over ? 'face over' : 'face' },
    element(
      'div',
      { class: 'face-text' },
      element('h2', {}, card.held.typeName ?? card.type),
      element('p', { class: 'holder' }, element('bdi', {}, holderName(card) ?? '')),
      element('p', {}, fill(texts.wallet.from, { issuer: card.issuerName })),
      element('p', {}, fill(validity, { date })),
    ),
    portraitOf(card, texts),
  );
}

async function confirmRemoval(card: CardFace, context: PageContext): Promise<void> {
  const { frame, texts, vault } = context;
  const type = card.held.typeName ?? card.type;
  const dialog = element(
    'dialog',
    { 'aria-labelledby': 'remove-heading' },
    element('h2', { id: 'remove-heading' }, texts.wallet.removeHeading),
    element('p', {}, fill(texts.wallet.removeText, { type, issuer: card.issuerName })),
    element(
      'div',
      { class: 'actions' },
      element(
        'button',
        { type: 'button', class: 'danger', on: { click: () => dialog.close('remove') } },
        texts.wallet.remove,
      ),
      element(
        'button',
        { type: 'button', autofocus: true, on: { click: () => dialog.close() } },
        texts.wallet.keep,
      ),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  await new Promise((closed) => dialog.addEventListener('close', closed, { once: true }));
  dialog.remove();
  if (dialog.returnValue !== 'remove') return;
  await vault.remove(card.held.id);
  await openHomePage(context);
  frame.announce(texts.wallet.removed);
}
