import { type IssuanceRefusal, refuse } from './issuance-refusal.ts';
import { PRE_AUTHORIZED_CODE_GRANT } from './metadata.ts';

/** Parses a token request (OpenID4VCI 1.0 section 6.1, form-encoded). Unknown parameters are ignored. */
export function parseTokenRequest(
  body: string,
): { readonly preAuthorizedCode: string; readonly txCode: string | undefined } | IssuanceRefusal {
  const form = new URLSearchParams(body);
  for (const name of ['grant_type', 'pre-authorized_code', 'tx_code']) {
    // RFC 6749 section 3.2: parameters must not be repeated.
    if (form.getAll(name).length > 1) return refuse('invalid_request', `${name} is repeated`);
  }
  const grantType = form.get('grant_type');
  if (!grantType) return refuse('invalid_request', 'grant_type is missing');
  if (grantType !== PRE_AUTHORIZED_CODE_GRANT)
    return refuse('unsupported_grant_type', 'pre-authorized code only');
  const preAuthorizedCode = form.get('pre-authorized_code');
  if (!preAuthorizedCode) return refuse('invalid_request', 'pre-authorized_code is missing');
  return { preAuthorizedCode, txCode: form.get('tx_code') ?? undefined };
}
