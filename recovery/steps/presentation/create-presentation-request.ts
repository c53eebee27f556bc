import type { DcqlQuery } from 'dcql';
import { describeClient, type EncryptionPoint } from './describe-client.ts';

const lifetimeSeconds = 300;

/**
 * Payload of a signed request object, OpenID4VP 1.0 final, as HAIP and the conformance plans insist (interop.md 2.2).
 * The caller signs it with `typ: oauth-authz-req+jwt` and the leaf alone in `x5c`.
 *
 * @param request.clientId `x509_hash:…`, equal to the one in the invocation address
 * @param request.responseUri https address of this one request, without fragment
 * @param request.nonce, request.state at least 128 bits each, for this one request (D24)
 * @param request.encryptionKey public P-256 point made for this one request, base64url. Null: the answer is to come in plain
 *   (`direct_post`), which no recovery asks for: TLS ends at a proxy, and what a proxy can read it can keep.
 * @param request.query of formats that we verify
 * @param request.now epoch milliseconds
 * @param request.walletNonce only when the wallet posted one to `request_uri` (5.10)
 */
export function createPresentationRequest(request: {
  readonly clientId: string;
  readonly responseUri: string;
  readonly nonce: string;
  readonly state: string;
  readonly encryptionKey: EncryptionPoint | null;
  readonly query: DcqlQuery.Input;
  readonly now: number;
  readonly walletNonce?: string;
}): Record<string, unknown> {
  const iat = Math.floor(request.now / 1000);
  return {
    response_type: 'vp_token',
    response_mode: request.encryptionKey === null ? 'direct_post' : 'direct_post.jwt',
    client_id: request.clientId,
    response_uri: request.responseUri,
    nonce: request.nonce,
    state: request.state,
    iat,
    exp: iat + lifetimeSeconds,
    aud: 'https://self-issued.me/v2',
    dcql_query: request.query,
    client_metadata: describeClient(request),
    ...(request.walletNonce === undefined ? {} : { wallet_nonce: request.walletNonce }),
  };
}
