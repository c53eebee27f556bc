import { base64url } from 'jose';
import { type Ask, parseWebAddress } from '../network/index.ts';
import { Fault, type Refusal, refuse } from '../outcome.ts';

export interface FetchedRequest {
  readonly requestObject: string;
  readonly requestUri: string;
  /** `client_id` of the page's address; the request object must repeat it. */
  readonly clientId: string;
  /** Set when the request was fetched by POST; the request object must echo it. */
  readonly walletNonce: string | undefined;
}

export type FetchRefusalCode = 'noRequest' | 'requestGone';

/** Fetches the request object that the page's address names (OpenID4VP 5.10, RFC 9101 5.2). Only by reference. */
export async function fetchRequest(
  search: URLSearchParams,
  { ask, randomBytes }: { readonly ask: Ask; readonly randomBytes: (count: number) => Uint8Array },
): Promise<FetchedRequest | Refusal<FetchRefusalCode>> {
  const clientId = search.get('client_id');
  const requestUri = parseWebAddress(search.get('request_uri'));
  const method = search.get('request_uri_method') ?? 'get';
  if (!clientId || !requestUri || (method !== 'get' && method !== 'post')) return refuse('noRequest');

  const walletNonce = method === 'post' ? base64url.encode(randomBytes(24)) : undefined;
  const reply = await ask(requestUri, {
    accept: 'application/oauth-authz-req+jwt',
    ...(walletNonce !== undefined && { form: { wallet_nonce: walletNonce } }),
  });
  if (reply.status >= 500) throw new Fault('brokenPeer');
  if (reply.status !== 200) return refuse('requestGone');
  if (reply.type !== 'application/oauth-authz-req+jwt') throw new Fault('unreadable');
  return { requestObject: reply.text.trim(), requestUri: requestUri.href, clientId, walletNonce };
}
