import { type DcqlCredential, DcqlPresentationResult } from 'dcql';
import { isRefusal, type Refusal, refuse } from '../../outcome.ts';
import type { VerifiedCredential } from './credential-check.ts';
import { mapKnownClaims } from './map-claims.ts';
import { parsePortrait } from './parse-portrait.ts';
import type { AskableQuery } from './parse-query.ts';
import type { PresentationRefusalCode } from './presentation-refusal-codes.ts';
import type { Claims, CredentialOrigin } from './presented.ts';
import { type AnswerCheck, verifyAnswer } from './verify-answer.ts';

/** What a genuine answer to a query from outside says. Evidence of nothing: no recovery stands behind it. */
export interface AnsweredQuery {
  readonly kind: 'answered';
  readonly claims: Readonly<Record<keyof Claims, string | null>>;
  /** Base64 of a JPEG or PNG; null when there is none, or no usable one. */
  readonly portrait: string | null;
  readonly credential: CredentialOrigin;
}

/** The verification of a recovery, for a question that no profile asked: the verifier bench's. */
export async function verifyAnswerToQuery(
  check: AnswerCheck & { readonly asked: AskableQuery; readonly maximumAgeHours: number },
): Promise<AnsweredQuery | Refusal<PresentationRefusalCode>> {
  const { asked } = check;
  const verified = await verifyAnswer({
    ...check,
    questions: asked.questions,
    readContent: ({ question, credential, read }) =>
      isAnswer(asked, question.id, credential)
        ? { claims: mapKnownClaims(read), portrait: parsePortrait(read('portrait')) ?? null }
        : refuse('claimMissing'),
  });
  if (isRefusal(verified)) return verified;
  return { kind: 'answered', ...verified.content, credential: verified.origin };
}

/** DCQL once more, on verified claims (OpenID4VP 1.0, 6.4 and 14.5): a wallet may show less than was asked. */
function isAnswer({ query }: AskableQuery, id: string, credential: VerifiedCredential): boolean {
  const shown = { [id]: [toDcql(credential)] } as Parameters<
    typeof DcqlPresentationResult.fromDcqlPresentation
  >[0];
  return DcqlPresentationResult.fromDcqlPresentation(shown, { dcqlQuery: query }).can_be_satisfied;
}

function toDcql({ kind, claims }: VerifiedCredential): DcqlCredential {
  const cryptographic_holder_binding = true;
  const { format, type } = kind;
  if (format === 'dc+sd-jwt')
    return { credential_format: format, vct: type, claims, cryptographic_holder_binding } as DcqlCredential;
  if (format === 'jwt_vc_json') {
    const types = ['VerifiableCredential', type];
    return {
      ...{ credential_format: format, type: types, claims },
      cryptographic_holder_binding,
    } as DcqlCredential;
  }
  // An element whose value is in no form of ours is there all the same.
  const namespaces = Object.fromEntries(
    Object.entries(claims).map(([namespace, elements]) => [
      namespace,
      Object.fromEntries(Object.entries(elements as object).map(([name, value]) => [name, value ?? true])),
    ]),
  );
  return { credential_format: format, doctype: type, namespaces, cryptographic_holder_binding };
}
