import { DcqlPresentationResult, DcqlQuery } from 'dcql';
import type { JsonObject } from './json-web/index.ts';

/**
 * Does a verified credential answer what was asked (OpenID4VP 1.0, 6.4 and 14.5)? On verified claims only: before that,
 * a wallet can claim to have answered anything.
 */
export function satisfiesQuery(answer: {
  readonly query: DcqlQuery.Input;
  readonly queryId: string;
  readonly type: string;
  readonly claims: JsonObject;
}): boolean {
  const credential = {
    credential_format: 'dc+sd-jwt' as const,
    vct: answer.type,
    claims: answer.claims as Record<string, string>,
    cryptographic_holder_binding: true,
  };
  const result = DcqlPresentationResult.fromDcqlPresentation(
    { [answer.queryId]: [credential] },
    { dcqlQuery: DcqlQuery.parse(answer.query) },
  );
  return result.can_be_satisfied;
}
