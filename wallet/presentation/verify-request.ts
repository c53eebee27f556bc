import { base64url, compactVerify, decodeProtectedHeader } from 'jose';
import {
  type CertificateNames,
  type PathRefusalCode,
  parseCertificate,
  readNames,
  signatureKey,
  verifyPath,
  type X509Certificate,
} from '../certificates/index.ts';
import { parseJsonObject, parseWebAddress } from '../network/index.ts';
import { type Refusal, refuse } from '../outcome.ts';
import { chooseEncryption, type Encryption } from './choose-encryption.ts';
import { parseQuery, type Query } from './parse-query.ts';

export interface VerifiedRequest {
  /** Who asks, as an authority on this wallet's list certified it. */
  readonly asker: CertificateNames;
  readonly clientId: string;
  readonly nonce: string;
  readonly state: string | undefined;
  readonly responseUri: URL;
  readonly query: Query;
  readonly encryption: Encryption;
}

export type RequestRefusalCode =
  | 'notSigned'
  | 'noCertificate'
  | PathRefusalCode
  | 'otherCertificate'
  | 'badSignature'
  | 'otherClient'
  | 'wrongAudience'
  | 'expired'
  | 'issuedLater'
  | 'wrongWalletNonce'
  | 'noNonce'
  | 'wrongResponseMode'
  | 'wrongResponseUri'
  | 'unsupported'
  | 'malformedQuery'
  | 'noEncryptionKey';

const CLOCK_SKEW_S = 300;
/** What this wallet does not do; ignoring such a parameter would answer another question than was asked. */
const UNSUPPORTED = [
  'transaction_data',
  'redirect_uri',
  'scope',
  'presentation_definition',
  'request',
  'request_uri',
];

interface Check {
  readonly requestObject: string;
  /** `client_id` of the address that opened the wallet. */
  readonly expectedClientId: string;
  /** Where the request was read. */
  readonly requestUri: string;
  /** The nonce sent by POST, or `undefined` after a GET. */
  readonly expectedWalletNonce: string | undefined;
  readonly authorities: readonly X509Certificate[];
  /** Epoch ms. */
  readonly now: number;
}

/** Finds out who signed a request object, and that it is for this wallet, now, and answerable (OpenID4VP 5). */
export async function verifyRequest(check: Check): Promise<VerifiedRequest | Refusal<RequestRefusalCode>> {
  const signer = await verifySigner(check);
  if ('kind' in signer) return signer;
  return verifyContent(check, signer.payload, signer.leaf);
}

interface Signer {
  readonly leaf: X509Certificate;
  readonly payload: Readonly<Record<string, unknown>>;
}

async function verifySigner(check: Check): Promise<Signer | Refusal<RequestRefusalCode>> {
  const { requestObject, authorities, now } = check;
  const header = readHeader(requestObject);
  // RFC 9101 10.8: the type stops another JWT of the same signer from passing as a request.
  if (header?.typ !== 'oauth-authz-req+jwt' || header.alg !== 'ES256' || 'crit' in header)
    return refuse('notSigned');

  const chain = Array.isArray(header.x5c) ? header.x5c.map(parseCertificate) : [];
  const leaf = chain[0];
  const key = leaf && (await signatureKey(leaf));
  if (!leaf || !key || !chain.every((one) => one !== undefined)) return refuse('noCertificate');
  const broken = await verifyPath({ chain, authorities, now });
  if (broken) return refuse(broken);

  // OpenID4VP 5.9.3, x509_hash: the name in the address is this certificate and no other.
  const hash = base64url.encode(new Uint8Array(await crypto.subtle.digest('SHA-256', leaf.rawData)));
  if (check.expectedClientId !== `x509_hash:${hash}`) return refuse('otherCertificate');
  try {
    const { payload } = await compactVerify(requestObject, key, { algorithms: ['ES256'] });
    const content = parseJsonObject(new TextDecoder().decode(payload));
    return content ? { leaf, payload: content } : refuse('badSignature');
  } catch {
    return refuse('badSignature');
  }
}

function verifyContent(
  check: Check,
  payload: Signer['payload'],
  leaf: X509Certificate,
): VerifiedRequest | Refusal<RequestRefusalCode> {
  const seconds = check.now / 1000;
  const { client_id: clientId, iss, aud, iat, exp, nonce, state } = payload;
  if (clientId !== check.expectedClientId || (iss !== undefined && iss !== clientId))
    return refuse('otherClient');
  // OpenID4VP 5.8. Credo's verifier names the address of the request instead, which says as much: whoever reads it here.
  if (aud !== 'https://self-issued.me/v2' && aud !== check.requestUri) return refuse('wrongAudience');
  if (typeof exp !== 'number' || exp <= seconds) return refuse('expired');
  if (typeof iat === 'number' && iat > seconds + CLOCK_SKEW_S) return refuse('issuedLater');
  // OpenID4VP 5.10: stops a request that was fetched by somebody else from being replayed to this wallet.
  if (payload.wallet_nonce !== check.expectedWalletNonce) return refuse('wrongWalletNonce');
  if (typeof nonce !== 'string' || nonce === '') return refuse('noNonce');
  if (payload.response_type !== 'vp_token' || UNSUPPORTED.some((name) => name in payload))
    return refuse('unsupported');
  if (payload.response_mode !== 'direct_post.jwt') return refuse('wrongResponseMode');

  // Without this, a certified verifier's request could send the answer to any host.
  const asker = readNames(leaf);
  const responseUri = parseWebAddress(payload.response_uri);
  if (!responseUri || !asker.hosts.includes(responseUri.hostname)) return refuse('wrongResponseUri');
  const query = parseQuery(payload.dcql_query);
  if (!query) return refuse('malformedQuery');
  const encryption = chooseEncryption(payload.client_metadata);
  if (!encryption) return refuse('noEncryptionKey');
  return {
    asker,
    clientId: check.expectedClientId,
    nonce,
    state: typeof state === 'string' ? state : undefined,
    responseUri,
    query,
    encryption,
  };
}

function readHeader(requestObject: string): ReturnType<typeof decodeProtectedHeader> | undefined {
  if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(requestObject)) return undefined;
  try {
    return decodeProtectedHeader(requestObject);
  } catch {
    return undefined;
  }
}
