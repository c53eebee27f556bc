import type { DcqlQuery } from 'dcql';
import { describeClient, type EncryptionPoint } from './describe-client.ts';

const lifetimeSeconds = 300;

/** Of W3C's Digital Credentials API: a signed request of OpenID4VP 1.0 (A.1). */
export const browserProtocol = 'openid4vp-v1-signed';

/**
 * Payload of a signed request object that the browser carries to a wallet (OpenID4VP 1.0, A.2). There is no address to answer to:
 * the browser hands the answer to the page that asked. A wallet does not repeat a `state`, so there is none.
 *
 * @param request.expectedOrigins whose pages may ask this. The wallet compares them with the origin that the browser names, so
 *   that our request, shown by somebody else's page, is refused
 * @param request.nonce at least 128 bits, for this one request (D24)
 * @param request.encryptionKey made for this one request
 * @param request.now epoch milliseconds
 */
export function createBrowserRequest(request: {
  readonly clientId: string;
  readonly expectedOrigins: readonly [string, ...string[]];
  readonly nonce: string;
  readonly encryptionKey: EncryptionPoint;
  readonly query: DcqlQuery.Input;
  readonly now: number;
}): Record<string, unknown> {
  const { clientId, expectedOrigins, nonce, query, encryptionKey } = request;
  const iat = Math.floor(request.now / 1000);
  return {
    response_type: 'vp_token',
    response_mode: 'dc_api.jwt',
    client_id: clientId,
    expected_origins: expectedOrigins,
    nonce,
    iat,
    exp: iat + lifetimeSeconds,
    aud: 'https://self-issued.me/v2',
    dcql_query: query,
    client_metadata: describeClient({ query, encryptionKey }),
  };
}
