import type { CredentialSigner } from '../authority/index.ts';
import { CATALOGUES } from '../texts/index.ts';

/** Kind → id of its credential configuration. */
export const CONFIGURATION_IDS = {
  identity: 'specimen-identity',
  licence: 'specimen-licence',
  card: 'specimen-card',
} as const;
export const CREDENTIAL_TYPE = 'urn:regain:sandbox:identity:1';
export const LICENCE_TYPE = 'org.iso.18013.5.1.mDL';
export const LICENCE_NAMESPACE = 'org.iso.18013.5.1';
export const CARD_TYPE = 'VerifiedIdentity';
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
      [CONFIGURATION_IDS.licence]: {
        format: 'mso_mdoc',
        doctype: LICENCE_TYPE,
        scope: CONFIGURATION_IDS.licence,
        // COSE counts its algorithms: ES256 is -7 (OpenID4VCI 1.0, A.2.2).
        ...bindingWith(['cose_key'], [-7]),
        credential_metadata: { display: displayOf('licenceName') },
      },
      [CONFIGURATION_IDS.card]: {
        format: 'jwt_vc_json',
        scope: CONFIGURATION_IDS.card,
        credential_definition: { type: ['VerifiableCredential', CARD_TYPE] },
        ...bindingWith(['did:jwk'], ['ES256']),
        credential_metadata: { display: displayOf('cardName') },
      },
      [CONFIGURATION_IDS.identity]: {
        format: 'dc+sd-jwt',
        vct: CREDENTIAL_TYPE,
        scope: CONFIGURATION_IDS.identity,
        ...bindingWith(['jwk', 'did:jwk'], ['ES256']),
        credential_metadata: {
          display: displayOf('credentialName'),
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

function bindingWith(methods: readonly string[], algorithms: readonly (string | number)[]) {
  return {
    cryptographic_binding_methods_supported: methods,
    credential_signing_alg_values_supported: algorithms,
    proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['ES256'] } },
  };
}

function displayOf(name: 'credentialName' | 'licenceName' | 'cardName') {
  return Object.entries(CATALOGUES).map(([locale, texts]) => ({
    name: texts[name],
    locale,
    background_color: '#4a2545',
    text_color: '#ffffff',
  }));
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
