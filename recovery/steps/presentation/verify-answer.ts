import { isRefusal, type Refusal, refuse } from '../../outcome.ts';
import { mayIssueFor, type TrustAnchor, type X509Anchor } from '../../policy/index.ts';
import type { ClaimField } from './asked-claims.ts';
import type { KnownCertificates } from './certificate-path/index.ts';
import type { VerifiedCredential } from './credential-check.ts';
import type { CredentialQuestion } from './credential-questions.ts';
import type { IssuerKeys } from './did/index.ts';
import { formats, readPath } from './formats/index.ts';
import type { PresentationRefusalCode } from './presentation-refusal-codes.ts';
import type { CredentialOrigin } from './presented.ts';
import { findStatusRefusal, type StatusLists } from './status/index.ts';

/** DCQL query id → presentations (OpenID4VP 1.0, 8.1). */
type VpToken = Readonly<Record<string, readonly string[]>>;

/** What a wallet's answer is verified against, whatever it is asked for. */
export interface AnswerCheck {
  /** Out of `parsePresentationResponse`. */
  readonly vpToken: VpToken;
  /** Nonce of the request that this answers; the caller has consumed it (T4). */
  readonly expectedNonce: string;
  /** Full client id of that request; `origin:` and our origin where the browser asked (OpenID4VP 1.0, A.4). */
  readonly expectedAudience: string;
  /** Where that request told the wallet to answer; null where the browser hands the answer over. */
  readonly expectedResponseUri: string | null;
  /** Public P-256 point of the key that was made for that request, base64url; null where the answer came in plain. */
  readonly encryptionKey: { readonly x: string; readonly y: string } | null;
  /** The organisation's anchors as they are now: one that is gone or switched off refuses (D17, T24). */
  readonly trustAnchors: readonly TrustAnchor[];
  /** Dotted identifiers of critical private certificate extensions that this installation knows; an example knows one (D2). */
  readonly understoodExtensions: readonly string[];
  /** Document signers that are believed by themselves: the verifier bench's alone. */
  readonly pinnedSigners?: readonly X509Anchor[];
  readonly knownCertificates: KnownCertificates;
  readonly issuerKeys: IssuerKeys;
  readonly statusLists: StatusLists;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** The value of one of our fields in a credential, by the claim map of its format and type. */
export type ReadField = (field: ClaimField) => unknown;

/**
 * Is this credential genuine, held by this wallet, for this request, from somebody who may issue it? One column of guards; the
 * first that fails is the answer.
 *
 * @param check.readContent what the caller wants of the credential, out of verified claims only; its refusal is one of ours
 */
export async function verifyAnswer<Content extends object>(
  check: AnswerCheck & {
    readonly questions: readonly CredentialQuestion[];
    readonly maximumAgeHours: number;
    readonly readContent: (verified: {
      readonly question: CredentialQuestion;
      readonly credential: VerifiedCredential;
      readonly read: ReadField;
    }) => Content | Refusal<PresentationRefusalCode>;
  },
): Promise<
  | {
      readonly credential: VerifiedCredential;
      readonly origin: CredentialOrigin;
      readonly content: Content;
    }
  | Refusal<PresentationRefusalCode>
> {
  const answer = takeAnswer(check.vpToken, check.questions);
  if (isRefusal(answer)) return answer;
  const { question, presentation } = answer;
  const { acceptedCredentials } = question;
  const credential = await formats[question.format].verify({ ...check, presentation, acceptedCredentials });
  if (isRefusal(credential)) return credential;
  const read = readerOf(credential);
  const { kind, issuedAt, issuedAtLatest, anchor, fingerprint, status } = credential;
  const countries = namedCountries(credential, read('issuingCountry'));
  if (!mayIssueFor(anchor, countries)) {
    return refuse('issuerUntrusted', { reason: 'anchorNotForCountry' });
  }
  const content = check.readContent({ question, credential, read });
  if (isRefusal(content)) return content;
  // Last, because it may have to be fetched: nobody makes us fetch with a credential that does not hold anyway.
  const statusRefusal = await findStatusRefusal({ ...check, credential });
  if (statusRefusal !== undefined) return statusRefusal;
  const origin = { ...kind, anchorId: anchor.id, countries, issuedAt, issuedAtLatest, fingerprint, status };
  return { credential, origin, content };
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

function readerOf({ kind, claims }: VerifiedCredential): ReadField {
  const paths = formats[kind.format].claimMapFor(kind.type);
  return (field) => paths[field].map((path) => readPath(claims, path)).find((value) => value !== undefined);
}

/** The signer's certificate names its country; the credential may name one too, and then both count. */
function namedCountries(credential: VerifiedCredential, stated: unknown): readonly string[] {
  return stated === undefined ? credential.signerCountries : [...credential.signerCountries, String(stated)];
}
