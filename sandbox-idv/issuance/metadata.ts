import type { CredentialSigner } from '../authority/index.ts';
import { CATALOGUES } from '../texts/index.ts';

export const CONFIGURATION_ID = 'specimen-identity';
export const CREDENTIAL_TYPE = 'urn:regain:sandbox:identity:1';
export const PRE_AUTHORIZED_CODE_GRANT = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';

/** The claims a holder may show one by one. */
export const DISCLOSABLE_CLAIMS = [
  'given_name',
  'family_name',
  'birthdate',
  'document_number',
  'issuing_country',
  'date_of_expiry',
  'portrait',
] as const;

/** Credential issuer metadata, OpenID4VCI 1.0 section 12.2. `origin` has no path, nor has the issuer. */
export function createIssuerMetadata(origin: string): Record<string, unknown> {
  const languages = Object.entries(CATALOGUES);
  return {
    credential_issuer: origin,
    credential_endpoint: `${origin}/credential`,
    nonce_endpoint: `${origin}/nonce`,
    display: languages.map(([locale, texts]) => ({ name: texts.issuerName, locale })),
    credential_configurations_supported: {
      [CONFIGURATION_ID]: {
        format: 'dc+sd-jwt',
        vct: CREDENTIAL_TYPE,
        scope: CONFIGURATION_ID,
        cryptographic_binding_methods_supported: ['jwk', 'did:jwk'],
        credential_signing_alg_values_supported: ['ES256'],
        proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['ES256'] } },
        credential_metadata: {
          display: languages.map(([locale, texts]) => ({
            name: texts.credentialName,
            locale,
            background_color: '#4a2545',
            text_color: '#ffffff',
          })),
          claims: DISCLOSABLE_CLAIMS.map((claim) => ({
            path: [claim],
            mandatory: true,
            display: languages.map(([locale, texts]) => ({ name: texts[`claim.${claim}`], locale })),
          })),
        },
      },
    },
  };
}

/** Authorization server metadata, RFC 8414; issuer and authorization server are one here. */
export function createAuthorizationServerMetadata(origin: string): Record<string, unknown> {
  return {
    issuer: origin,
    token_endpoint: `${origin}/token`,
    jwks_uri: `${origin}/jwks`,
    response_types_supported: [],
    grant_types_supported: [PRE_AUTHORIZED_CODE_GRANT],
    token_endpoint_auth_methods_supported: ['none'],
    'pre-authorized_grant_anonymous_access_supported': true,
  };
}

/** The issuer's public key set. The private members are left behind by naming the public ones. */
export function createKeySet(signer: CredentialSigner): Record<string, unknown> {
  const { kty, crv, x, y } = signer.privateKey.export({ format: 'jwk' });
  return { keys: [{ kty, crv, x, y, alg: 'ES256', use: 'sig', x5c: signer.x5c }] };
}
