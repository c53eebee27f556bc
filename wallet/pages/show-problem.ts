import type { IssuanceRefusalCode, IssuerRefusalCode, OfferRefusalCode } from '../issuance/index.ts';
import type { FetchRefusalCode, RequestRefusalCode } from '../presentation/index.ts';
import type { Texts } from '../texts.ts';
import { type Child, element } from './element.ts';
import type { PageContext } from './page-context.ts';

type ProblemCode =
  | OfferRefusalCode
  | IssuerRefusalCode
  | IssuanceRefusalCode
  | FetchRefusalCode
  | RequestRefusalCode
  | 'notAccepted'
  | 'fault';

/** Many causes, few texts: a person can act on these, and an attacker learns nothing from the rest. */
const TEXT_FOR: Readonly<Record<ProblemCode, keyof Texts['problem']>> = {
  noOffer: 'badAddress',
  offerGone: 'offerOver',
  malformedOffer: 'badOffer',
  unsupportedGrant: 'badOffer',
  wrongIssuer: 'badOffer',
  malformedIssuer: 'badOffer',
  unsupportedCredential: 'badOffer',
  codeNotAccepted: 'codeNotAccepted',
  notIssued: 'offerOver',
  notACredential: 'badCredential',
  wrongType: 'badCredential',
  noIssuerCertificate: 'badCredential',
  badIssuerSignature: 'badCredential',
  notOurKey: 'badCredential',
  alreadyExpired: 'badCredential',
  noRequest: 'badAddress',
  requestGone: 'requestOver',
  notSigned: 'stranger',
  noCertificate: 'stranger',
  selfSigned: 'stranger',
  authorityInChain: 'stranger',
  notInDate: 'stranger',
  unknownCriticalExtension: 'stranger',
  notASigner: 'stranger',
  untrustedAuthority: 'stranger',
  otherCertificate: 'stranger',
  badSignature: 'stranger',
  otherClient: 'stranger',
  wrongAudience: 'stranger',
  wrongWalletNonce: 'stranger',
  wrongResponseUri: 'stranger',
  wrongOrigin: 'stranger',
  noNonce: 'stranger',
  issuedLater: 'requestOver',
  expired: 'requestOver',
  wrongResponseMode: 'notUnderstood',
  unsupported: 'notUnderstood',
  malformedQuery: 'notUnderstood',
  noEncryptionKey: 'notUnderstood',
  notAccepted: 'notAccepted',
  fault: 'fault',
};

/** A page that says what happened in human terms and what to do now. `goOn`: trying again, where that can help, or what is left. */
export function showProblem(
  { frame, texts }: PageContext,
  code: ProblemCode,
  goOn?: { readonly label: string; readonly act: () => void },
): void {
  const { heading, text } = texts.problem[TEXT_FOR[code]];
  const way: Child =
    goOn && element('button', { class: 'primary', type: 'button', on: { click: goOn.act } }, goOn.label);
  // `data-code` is for the developer who looks, not for the person who reads.
  frame.show(
    heading,
    element('p', { class: 'lead', 'data-code': code }, text),
    element('div', { class: 'actions' }, way, element('a', { class: 'button', href: '/' }, texts.home)),
  );
  frame.announce(text);
}
