/** Error codes of OpenID4VCI 1.0 (sections 6.3 and 8.3.1.2) and RFC 6749/6750 that this issuer answers with. */
export type IssuanceErrorCode =
  | 'invalid_request'
  | 'invalid_grant'
  | 'unsupported_grant_type'
  | 'invalid_token'
  | 'invalid_credential_request'
  | 'unknown_credential_configuration'
  | 'unknown_credential_identifier'
  | 'invalid_proof'
  | 'invalid_nonce'
  | 'invalid_encryption_parameters';

export interface IssuanceRefusal {
  readonly kind: 'refused';
  readonly status: 400 | 401;
  readonly error: IssuanceErrorCode;
  /** For the developer of a wallet; ASCII, without values of people. */
  readonly description: string;
}

export function refuse(error: IssuanceErrorCode, description: string): IssuanceRefusal {
  return { kind: 'refused', status: error === 'invalid_token' ? 401 : 400, error, description };
}
