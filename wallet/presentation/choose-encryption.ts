import type { JWK } from 'jose';

/** How the answer is sealed: OpenID4VP 8.3, keys and content encryption of the request's `client_metadata`. */
export interface Encryption {
  readonly jwk: JWK & { readonly kid: string };
  readonly enc: 'A256GCM' | 'A128GCM';
}

/** The verifier's first ECDH-ES key on P-256, and the stronger cipher it takes. `undefined` when there is none. */
export function chooseEncryption(clientMetadata: unknown): Encryption | undefined {
  const metadata = clientMetadata as
    | {
        readonly jwks?: { readonly keys?: unknown };
        readonly encrypted_response_enc_values_supported?: unknown;
      }
    | undefined;
  const keys: unknown = metadata?.jwks?.keys;
  const jwk = Array.isArray(keys) ? keys.find(isEncryptionKey) : undefined;
  // OpenID4VP 5.1: without a list, A128GCM is meant.
  const ciphers: unknown = metadata?.encrypted_response_enc_values_supported ?? ['A128GCM'];
  if (!jwk || !Array.isArray(ciphers)) return undefined;
  const enc = (['A256GCM', 'A128GCM'] as const).find((cipher) => ciphers.includes(cipher));
  return enc && { jwk, enc };
}

function isEncryptionKey(key: unknown): key is Encryption['jwk'] {
  const jwk = key as JWK | undefined;
  if (jwk?.kty !== 'EC' || jwk.crv !== 'P-256' || jwk.alg !== 'ECDH-ES') return false;
  return typeof jwk.kid === 'string' && (jwk.use === undefined || jwk.use === 'enc') && jwk.d === undefined;
}
