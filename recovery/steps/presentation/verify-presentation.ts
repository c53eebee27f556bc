import { isRefusal, type Refusal, refuse } from '../../outcome.ts';
import { mayIssueFor, type TrustAnchor } from '../../policy/index.ts';
import type { Applicant } from '../eligibility/index.ts';
import type { Sent } from '../identity-verification/index.ts';
import { askedClaims, type ClaimField, fieldsOf } from './asked-claims.ts';
import type { KnownCertificates } from './certificate-path/index.ts';
import type { VerifiedCredential } from './credential-check.ts';
import { type CredentialQuestion, credentialQuestions } from './credential-questions.ts';
import type { IssuerKeys } from './did/index.ts';
import { formats, readPath } from './formats/index.ts';
import { mapClaims } from './map-claims.ts';
import { parsePortrait } from './parse-portrait.ts';
import type { PresentationRefusalCode } from './presentation-refusal-codes.ts';
import { type Presented, sealPresented } from './presented.ts';
import { findStatusRefusal, type StatusLists } from './status/index.ts';

/** How the person came here: sent to a provider, or with a credential they already held (D20). */
export type PresentationRoute = Sent | { readonly kind: 'walletFirst' };

/** DCQL query id → presentations (OpenID4VP 1.0, 8.1). */
type VpToken = Readonly<Record<string, readonly string[]>>;

export interface PresentationCheck {
  readonly applicant: Applicant;
  readonly route: PresentationRoute;
  /** Out of `parsePresentationResponse`. */
  readonly vpToken: VpToken;
  /** Nonce of the request that this answers; the caller has consumed it (T4). */
  readonly expectedNonce: string;
  /** Full client id of that request; `origin:` and our origin where the browser asked (OpenID4VP 1.0, A.4). */
  readonly expectedAudience: string;
  /** Where that request told the wallet to answer; null where the browser hands the answer over. */
  readonly expectedResponseUri: string | null;
  /** Public P-256 point of the key that was made for that request, base64url. */
  readonly encryptionKey: { readonly x: string; readonly y: string };
  /** The organisation's anchors as they are now: one that is gone or switched off refuses (D17, T24). */
  readonly trustAnchors: readonly TrustAnchor[];
  /** Dotted identifiers of critical private certificate extensions that this installation knows; an example knows one (D2). */
  readonly understoodExtensions: readonly string[];
  readonly knownCertificates: KnownCertificates;
  readonly issuerKeys: IssuerKeys;
  readonly statusLists: StatusLists;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * Is this credential genuine, held by this wallet, for this request (R37)? Gives the evidence `Presented`, or the first
 * reason against it. A decoy's presentation is verified like any other (D14).
 */
export async function verifyPresentation(
  check: PresentationCheck,
): Promise<Presented | Refusal<PresentationRefusalCode>> {
  const { applicant, route, now } = check;
  const { profile } = applicant.policy;
  // Evidence of two recoveries side by side is our own bug, and exactly what T13 would exploit.
  if (route.kind === 'sent' && route.recoveryId !== applicant.recoveryId) {
    throw new TypeError('route belongs to another recovery');
  }
  if (route.kind === 'walletFirst' && !profile.walletFirst) return refuse('walletFirstNotAllowed');
  const answer = takeAnswer(check.vpToken, credentialQuestions(profile));
  if (isRefusal(answer)) return answer;

  const age = profile.maximumCredentialAgeHours;
  const { format, acceptedCredentials } = answer.question;
  const credential = await formats[format].verify({
    ...check,
    presentation: answer.presentation,
    acceptedCredentials,
    maximumAgeHours: route.kind === 'sent' ? age.provider : age.walletFirst,
  });
  if (isRefusal(credential)) return credential;
  const read = readerOf(credential);
  if (!mayIssueFor(credential.anchor, namedCountries(credential, read('issuingCountry')))) {
    return refuse('issuerUntrusted', { reason: 'anchorNotForCountry' });
  }
  const content = readContent(fieldsOf(askedClaims(applicant.policy)), read);
  if (isRefusal(content)) return content;
  // Last, because it may have to be fetched: nobody makes us fetch with a credential that does not hold anyway.
  const statusRefusal = await findStatusRefusal({ ...check, credential });
  if (statusRefusal !== undefined) return statusRefusal;

  const { kind, issuedAt, anchor, fingerprint } = credential;
  return sealPresented({
    recoveryId: applicant.recoveryId,
    ...content,
    credential: { ...kind, anchorId: anchor.id, issuedAt, fingerprint },
    presentedAt: now,
  });
}

/** We asked for one credential out of several kinds: anything beside it was not asked for. */
function takeAnswer(
  vpToken: VpToken,
  questions: readonly CredentialQuestion[],
):
  | { readonly question: CredentialQuestion; readonly presentation: string }
  | Refusal<PresentationRefusalCode> {
  const question = questions.find(({ id }) => Object.hasOwn(vpToken, id));
  const [presentation, ...more] = (question && vpToken[question.id]) ?? [];
  if (question === undefined || presentation === undefined) return refuse('credentialMissing');
  if (more.length > 0 || Object.keys(vpToken).length !== 1)
    return refuse('credentialMalformed', { reason: 'several' });
  return { question, presentation };
}

type Read = (field: ClaimField) => unknown;

function readerOf({ kind, claims }: VerifiedCredential): Read {
  const paths = formats[kind.format].claimMapFor(kind.type);
  return (field) => paths[field].map((path) => readPath(claims, path)).find((value) => value !== undefined);
}

/** The signer's certificate names its country; the credential may name one too, and then both count. */
function namedCountries(credential: VerifiedCredential, stated: unknown): readonly string[] {
  return stated === undefined ? credential.signerCountries : [...credential.signerCountries, String(stated)];
}

/** Does it answer what was asked (OpenID4VP 1.0, 6.4 and 14.5)? On verified claims only: before that, a wallet can claim anything. */
function readContent(
  fields: readonly ClaimField[],
  read: Read,
): Pick<Presented, 'claims' | 'portrait'> | Refusal<PresentationRefusalCode> {
  if (read('portrait') === undefined) return refuse('portraitMissing');
  if (fields.some((field) => read(field) === undefined)) return refuse('claimMissing');
  const claims = mapClaims({ fields, read });
  if (isRefusal(claims)) return claims;
  const portrait = parsePortrait(read('portrait'));
  return portrait === undefined ? refuse('portraitUnusable') : { claims, portrait };
}
