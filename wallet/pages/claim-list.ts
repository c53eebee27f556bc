import { type CardFace, type ClaimPath, claimsAt } from '../credentials/index.ts';
import { fill, type Texts } from '../texts.ts';
import { element } from './element.ts';

interface Words {
  readonly texts: Texts;
  readonly language: string;
}

/** The claims at `paths`, in plain words; pictures as pictures. */
export function claimList(card: CardFace, paths: readonly ClaimPath[], words: Words): HTMLElement {
  const rows = paths.flatMap((path) =>
    claimsAt(card.claims, path).map((value) =>
      element(
        'div',
        { class: 'claim' },
        element('dt', {}, claimLabel(path, words.texts)),
        element('dd', {}, claimValue({ path, value, card }, words)),
      ),
    ),
  );
  return element('dl', { class: 'claims' }, ...rows);
}

function claimLabel(path: ClaimPath, texts: Texts): string {
  // A namespace is a name for programs; so is `credentialSubject`.
  const named = path.length > 1 && isForPrograms(path[0]) ? path.slice(1) : path;
  const parts = named.map((step) => {
    if (typeof step === 'number') return String(step + 1);
    if (step === null) return texts.everyItem;
    const readable = step.replaceAll('_', ' ');
    return texts.claims[step] ?? readable.charAt(0).toLocaleUpperCase() + readable.slice(1);
  });
  return parts.join(' · ');
}

const isForPrograms = (step: ClaimPath[number] | undefined) =>
  typeof step === 'string' && (step === 'credentialSubject' || step.includes('.'));

function claimValue(
  { path, value, card }: { readonly path: ClaimPath; readonly value: unknown; readonly card: CardFace },
  { texts, language }: Words,
): Node | string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const source = pictureNames.includes(String(path.at(-1))) ? asPicture(value) : value;
  if (typeof source === 'string' && isPicture(source)) return picture(card, source, texts);
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDate(Date.parse(value), language, 'UTC');
  if (path.at(-1) === 'issuing_country' && /^[A-Z]{2}$/.test(value)) return countryName(value, language);
  return element('bdi', {}, value);
}

export function holderName(card: CardFace): string | undefined {
  const names = [
    findClaim(card, ['given_name', 'firstName', 'givenName']),
    findClaim(card, ['family_name', 'lastName', 'surname']),
  ].filter((name) => typeof name === 'string');
  return names.length > 0 ? names.join(' ') : undefined;
}

/** The portrait of a credential, when it has one that is a picture. */
export function portraitOf(card: CardFace, texts: Texts): HTMLElement | undefined {
  const portrait = asPicture(findClaim(card, ['portrait', 'photo', 'picture']));
  return typeof portrait === 'string' && isPicture(portrait) ? picture(card, portrait, texts) : undefined;
}

function picture(card: CardFace, source: string, texts: Texts): HTMLElement {
  const name = holderName(card);
  const alt = name === undefined ? texts.unnamedPhoto : fill(texts.photoOf, { name });
  return element('img', { class: 'portrait', src: source, alt });
}

const pictureNames = ['portrait', 'photo', 'picture'];

/** The claim that goes by one of these names, wherever the format puts it. */
function findClaim(card: CardFace, names: readonly string[]): unknown {
  const path = card.personal.find((each) => names.includes(String(each.at(-1))));
  return path && claimsAt(card.claims, path)[0];
}

/** A W3C credential carries a picture without saying of which kind: JPEG. */
function asPicture(value: unknown): unknown {
  return typeof value === 'string' && /^[A-Za-z0-9+/]+=*$/.test(value)
    ? `data:image/jpeg;base64,${value}`
    : value;
}

const isPicture = (value: string) => /^data:image\/(jpeg|png|webp);base64,[A-Za-z0-9+/]+=*$/.test(value);

export function formatDate(time: number, language: string, timeZone?: 'UTC'): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', ...(timeZone && { timeZone }) }).format(time);
}

function countryName(code: string, language: string): string {
  return new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code;
}
