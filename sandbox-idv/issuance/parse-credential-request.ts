import { type IssuanceRefusal, refuse } from './issuance-refusal.ts';

/**
 * Parses a credential request (OpenID4VCI 1.0 section 8.2). Unknown members are ignored. One proof only, since
 * batch issuance is not offered.
 */
export function parseCredentialRequest(
  body: string,
  expectedConfigurationId: string,
): { readonly proof: string } | IssuanceRefusal {
  const request = parseObject(body);
  if (!request) return refuse('invalid_credential_request', 'the body is not a JSON object');
  const { credential_configuration_id: configurationId, credential_identifier: identifier } = request;
  if ((configurationId === undefined) === (identifier === undefined)) {
    return refuse(
      'invalid_credential_request',
      'exactly one of credential_configuration_id and credential_identifier',
    );
  }
  // The token response named no identifiers, so none can be known.
  if (identifier !== undefined)
    return refuse('unknown_credential_identifier', 'no such credential identifier');
  if (configurationId !== expectedConfigurationId) {
    return refuse('unknown_credential_configuration', 'no such credential configuration');
  }
  if (request.credential_response_encryption !== undefined) {
    return refuse('invalid_encryption_parameters', 'response encryption is not offered');
  }
  return parseProof(request.proofs);
}

function parseProof(proofs: unknown): { readonly proof: string } | IssuanceRefusal {
  if (typeof proofs !== 'object' || proofs === null || !('jwt' in proofs) || !Array.isArray(proofs.jwt)) {
    return refuse('invalid_proof', 'proofs.jwt is missing');
  }
  const [proof, ...more] = proofs.jwt as readonly unknown[];
  if (typeof proof !== 'string' || more.length > 0 || Object.keys(proofs).length > 1) {
    return refuse('invalid_proof', 'exactly one proof, of type jwt');
  }
  return { proof };
}

function parseObject(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
