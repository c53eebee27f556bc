import type { DcqlQuery } from 'dcql';
import type { CredentialFormat } from '../../policy/index.ts';
import { formats } from './formats/index.ts';

/** Public P-256 point of a key made for one request, base64url. */
export interface EncryptionPoint {
  readonly kid: string;
  readonly x: string;
  readonly y: string;
}

/** `client_metadata` of a request (OpenID4VP 1.0, 5.1; HAIP): what we verify, and the key that the answer is encrypted to. */
export function describeClient(options: {
  readonly query: DcqlQuery.Input;
  /** Null: the answer is to come in plain. */
  readonly encryptionKey: EncryptionPoint | null;
}): Record<string, unknown> {
  return {
    ...(options.encryptionKey !== null && encryptedTo(options.encryptionKey)),
    vp_formats_supported: Object.fromEntries(
      options.query.credentials.map(({ format }) => [format, formats[format as CredentialFormat].algorithms]),
    ),
  };
}

function encryptedTo({ kid, x, y }: EncryptionPoint) {
  return {
    jwks: { keys: [{ kty: 'EC', crv: 'P-256', x, y, kid, alg: 'ECDH-ES', use: 'enc' }] },
    encrypted_response_enc_values_supported: ['A256GCM', 'A128GCM'],
  };
}
